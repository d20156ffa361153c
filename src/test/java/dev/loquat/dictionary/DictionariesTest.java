package dev.loquat.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Mode;
import dev.loquat.text.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DictionariesTest {
  private static final String WORD = "枇杷函数库";
  @TempDir Path folder;

  @Test
  void aChangedFileIsInForceWithoutARestart() throws IOException {
    Path file = write("own.txt", "甲乙丙 inf\n", 100);
    try (Dictionaries dictionaries = open(file)) {
      Analyzer before = dictionaries.current();
      assertThat(words(before, "用" + WORD)).doesNotContain(WORD);

      write("own.txt", WORD + " inf NR\n", 50);
      Analyzer after = untilItHas(dictionaries, WORD);

      assertThat(after.version()).isNotEqualTo(before.version());
      assertThat(words(before, "用" + WORD)).doesNotContain(WORD);
      assertThat(dictionaries.of(before.version())).contains(before);
    }
  }

  @Test
  void aFolderIsReadAsOneAndFilesComeAndGo() throws IOException {
    write("a.txt", "甲乙丙 inf\n", 100);
    write("notes.md", "not a dictionary at all\n", 100);
    try (Dictionaries dictionaries = open(folder)) {
      write("b.txt", WORD + " inf\n", 50);
      dictionaries.refresh();
      assertThat(words(dictionaries.current(), "甲乙丙" + WORD)).containsExactly("甲乙丙", WORD);
      Files.delete(folder.resolve("a.txt"));
      Files.delete(folder.resolve("b.txt"));
      dictionaries.refresh();
      assertThat(dictionaries.current().version()).isEqualTo(Analyzer.standard().version());
    }
  }

  @Test
  void aFileThatCannotBeReadLeavesTheLastGoodWordsInForce() throws IOException {
    Path file = write("own.txt", WORD + " inf\n", 100);
    try (Dictionaries dictionaries = open(file)) {
      Analyzer good = dictionaries.current();
      write("own.txt", WORD + " heavy\n", 50);
      dictionaries.refresh();
      assertThat(dictionaries.current()).isSameAs(good);
      Files.delete(file);
      dictionaries.refresh();
      assertThat(dictionaries.current()).isSameAs(good);
      write("own.txt", "甲乙丙 inf\n", 20);
      dictionaries.refresh();
      assertThat(words(dictionaries.current(), "甲乙丙")).containsExactly("甲乙丙");
    }
  }

  @Test
  void aFileThatIsBeingWrittenIsLeftUntilItsWriterIsDone() throws IOException {
    Path file = write("own.txt", WORD + " inf\n", 100);
    Instant written = Files.getLastModifiedTime(file).toInstant();
    assertThat(at(file, written.plusMillis(20)).isBeingWritten()).isTrue();
    assertThat(at(file, written.plusMillis(200)).isBeingWritten()).isFalse();
    assertThat(at(file, written.minusMillis(20)).isBeingWritten()).isFalse();
  }

  private static FileWords at(Path file, Instant now) {
    return new FileWords(file, 10, Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void noReaderSeesHalfADictionary() throws Exception {
    String words = "枇杷甲函 inf\n数库乙枇 inf\n";
    Path file = write("own.txt", words, 100);
    try (Dictionaries dictionaries = open(file)) {
      AtomicBoolean done = new AtomicBoolean();
      AtomicBoolean half = new AtomicBoolean();
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!done.get()) {
                      List<String> found = words(dictionaries.current(), "枇杷甲函数库乙枇");
                      if (found.contains("枇杷甲函") != found.contains("数库乙枇")) {
                        half.set(true);
                      }
                    }
                  });
      for (int i = 0; i < 40; i++) {
        write("own.txt", i % 2 == 0 ? "无关词 inf\n" : words, 90 - i);
        dictionaries.refresh();
      }
      done.set(true);
      reader.join();
      assertThat(half).isFalse();
    }
  }

  @Test
  void aResourceOfTheClassPathIsReadOnce() {
    try (Dictionaries dictionaries =
        Dictionaries.open(List.of("classpath:dictionary/sample.txt"), 10, Optional.empty())) {
      assertThat(words(dictionaries.current(), "用" + WORD)).contains(WORD);
    }
  }

  @Test
  void laterDictionariesWin() throws IOException {
    Path first = write("1.txt", WORD + " inf NR\n", 100);
    Path second = write("2.txt", WORD + " inf NN\n", 100);
    try (Dictionaries dictionaries =
        Dictionaries.open(List.of(first.toString(), second.toString()), 10, Optional.empty())) {
      assertThat(
              dictionaries
                  .current()
                  .analyze("用" + WORD, Mode.PRECISE, "zh")
                  .tokens()
                  .getLast()
                  .pos())
          .contains("NN");
    }
  }

  @Test
  void whatCannotBeReadStopsTheStartAndIsNamed() throws IOException {
    Path broken = write("broken.txt", "好\n重 heavy\n", 100);
    assertThatThrownBy(() -> open(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken.txt:2: the weight heavy");
    assertThatThrownBy(() -> open(folder.resolve("none.txt")))
        .hasMessageContaining("none.txt cannot be read: NoSuchFileException");
    assertThatThrownBy(() -> Dictionaries.open(List.of("classpath:none.txt"), 10, Optional.empty()))
        .hasMessageContaining("there is no none.txt on the class path");
    Files.write(broken, new byte[] {'a', '\n', (byte) 0xC3, '\n'});
    assertThatThrownBy(() -> open(broken)).hasMessageContaining("broken.txt:2: is not UTF-8");
    Path one = write("one.txt", "甲乙\n", 100);
    Path two = write("two.txt", "丙丁\n", 100);
    assertThatThrownBy(
            () -> Dictionaries.open(List.of(one.toString(), two.toString()), 1, Optional.empty()))
        .hasMessageContaining("hold 2 words together, more than 1");
  }

  private static Dictionaries open(Path path) {
    return Dictionaries.open(List.of(path.toString()), 10, Optional.empty());
  }

  /** Written so many seconds ago. */
  private Path write(String name, String content, int ago) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".part"), content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(ago)));
    return Files.move(file, folder.resolve(name), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private static Analyzer untilItHas(Dictionaries dictionaries, String word) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      Analyzer now = dictionaries.current();
      if (words(now, "用" + word).contains(word)) {
        return now;
      }
    }
    throw new AssertionError(word + " is not in force after 20 s");
  }

  private static List<String> words(Analyzer analyzer, String text) {
    return analyzer.withoutNames().analyze(text, Mode.PRECISE, "zh").tokens().stream()
        .map(Token::text)
        .toList();
  }
}
