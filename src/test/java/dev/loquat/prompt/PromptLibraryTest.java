package dev.loquat.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptLibraryTest {
  private final java.util.List<String> broken = new java.util.ArrayList<>();
  private final PromptCompiler compiler = new PromptCompiler();

  @Test
  void findsAndRendersEveryPackagedPrompt() throws Exception {
    var library = new PromptLibrary(compiler);

    assertThat(library.names()).contains("answer", "expert");
    for (String name : library.names()) {
      Prompt prompt = library.find(name).orElseThrow();
      assertThat(prompt.name()).isEqualTo(name);
      assertThat(prompt.render(prompt.sample()).messages()).isNotEmpty();
    }
  }

  @Test
  void listsEveryPromptFileOfTheRepositoryInTheIndex() throws Exception {
    try (var files = Files.list(Path.of("prompts"))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .map(name -> name.replace(".yaml", ""))
              .sorted()
              .toList();
      assertThat(new PromptLibrary(compiler).names()).isEqualTo(names);
    }
  }

  @Test
  void answersInTheLanguageAskedForAndDelimitsPassages() throws Exception {
    Prompt answer = new PromptLibrary(compiler).find("answer").orElseThrow();

    Rendered rendered =
        answer.render(
            Map.of(
                "question", "融合？",
                "language", "zh",
                "passages", List.of(Map.of("n", 1, "title", "A \"b\"", "text", " t \n"))));

    assertThat(rendered.messages().get(0).content()).contains("4. 用中文回答。\n5. Be brief");
    assertThat(rendered.messages().get(1).content())
        .isEqualTo(
            "<passages>\n<passage n=\"1\" title=\"A \\\"b\\\"\">\nt\n</passage>\n</passages>\n\n"
                + "Question: 融合？\n");
  }

  @Test
  void readsAFileAgainWhenItChanges(@TempDir Path folder) throws Exception {
    var library =
        new PromptLibrary(compiler, Optional.of(folder), (name, failure) -> broken.add(name));
    Path file = folder.resolve("greet.yaml");
    assertThat(library.find("greet")).isEmpty();

    Files.writeString(file, "messages: [{user: hello}]");
    assertThat(content(library)).isEqualTo("hello");
    assertThat(library.names()).contains("greet", "answer");

    Files.writeString(file, "messages: [{user: bye bye}]");
    assertThat(content(library)).isEqualTo("bye bye");
  }

  @Test
  void keepsTheLastGoodVersionOfABrokenFile(@TempDir Path folder) throws Exception {
    var library =
        new PromptLibrary(compiler, Optional.of(folder), (name, failure) -> broken.add(name));
    Path file = folder.resolve("greet.yaml");
    Files.writeString(file, "messages: [{user: hello}]");
    assertThat(content(library)).isEqualTo("hello");

    Files.writeString(file, "messages: [{user: '{{#if}}'}]");
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1)));

    assertThat(content(library)).isEqualTo("hello");
    assertThat(library.failure("greet")).isPresent();
    assertThat(library.failures()).containsOnlyKeys("greet");
    assertThat(broken).as("told once, not with each look").containsExactly("greet");
  }

  @Test
  void refusesAFileThatNeverCompiled(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("bad.yaml"), "messages: 5");
    var library =
        new PromptLibrary(compiler, Optional.of(folder), (name, failure) -> broken.add(name));

    assertThatThrownBy(() -> library.find("bad")).isInstanceOf(PromptSyntaxException.class);
  }

  @Test
  void tellsThatAFileIsNoTextOrTooLarge(@TempDir Path folder) throws Exception {
    var library =
        new PromptLibrary(compiler, Optional.of(folder), (name, failure) -> broken.add(name));
    Files.write(folder.resolve("latin.yaml"), new byte[] {'#', (byte) 0xe4});
    Files.writeString(folder.resolve("large.yaml"), "#".repeat((4 << 20) + 1));

    assertThatThrownBy(() -> library.find("latin")).hasMessageContaining("the file is not UTF-8");
    assertThatThrownBy(() -> library.find("large"))
        .hasMessageContaining("the file is larger than 4194304 bytes");
  }

  @Test
  void hasNoPromptOutsideOfItsFolder(@TempDir Path folder) throws Exception {
    var library =
        new PromptLibrary(compiler, Optional.of(folder), (name, failure) -> broken.add(name));

    assertThat(library.find("../secret")).isEmpty();
    assertThat(library.find("a/b")).isEmpty();
    assertThat(library.find("")).isEmpty();
  }

  private static String content(PromptLibrary library) throws PromptSyntaxException {
    return library.find("greet").orElseThrow().render(Map.of()).messages().getFirst().content();
  }
}
