package dev.loquat.dictionary;

import dev.loquat.text.DictionaryException;
import dev.loquat.text.UserDictionary;
import dev.loquat.text.UserWord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words of a file, or of all {@code *.txt} of a folder. A file that was written to a moment ago is
 * left until its writer is done, so that no half of it is read.
 */
record FileWords(Path path, int most, Clock clock) implements WordSource {
  /** The largest file, in bytes. */
  static final int LARGEST = 16 << 20;

  /** A file is taken when nobody has written to it for so long. */
  private static final Duration SETTLED = Duration.ofMillis(100);

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public String stamp() throws IOException {
    StringBuilder stamp = new StringBuilder();
    for (Path file : files()) {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      stamp.append(file).append('|').append(now.lastModifiedTime().toInstant()).append('|');
      stamp.append(now.size()).append('|').append(now.fileKey()).append('\n');
    }
    return stamp.toString();
  }

  @Override
  public List<UserWord> read() throws IOException, DictionaryException {
    List<UserWord> words = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Path file : files()) {
      try {
        words.addAll(UserDictionary.read(file.toString(), content(file), most));
      } catch (DictionaryException e) {
        faults.addAll(e.faults());
      }
    }
    if (!faults.isEmpty()) {
      throw new DictionaryException(faults);
    }
    return words;
  }

  /** Whether somebody is writing to one of the files just now. */
  boolean isBeingWritten() throws IOException {
    for (Path file : files()) {
      Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
      if (!age.isNegative() && age.compareTo(SETTLED) < 0) {
        return true;
      }
    }
    return false;
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.list(path)) {
      return all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  private static String content(Path file) throws IOException, DictionaryException {
    try (InputStream in = Files.newInputStream(file)) {
      return decoded(file.toString(), in.readNBytes(LARGEST + 1));
    }
  }

  /** The text of a dictionary's bytes. */
  static String decoded(String name, byte[] bytes) throws DictionaryException {
    if (bytes.length > LARGEST) {
      throw new DictionaryException(List.of(name + ": is larger than " + LARGEST + " bytes"));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      int line = 1;
      for (String each : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
        if (each.indexOf('\uFFFD') >= 0) {
          break;
        }
        line++;
      }
      throw new DictionaryException(List.of(name + ":" + line + ": is not UTF-8"));
    }
  }
}
