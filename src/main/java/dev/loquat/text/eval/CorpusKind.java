package dev.loquat.text.eval;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Kinds of annotated files, told by the ends of their names. */
public enum CorpusKind {
  /** CoNLL-U: words, tags, trees. */
  CONLLU(".conllu"),
  /** Universal NER: number, word, BIO tag. */
  IOB2(".iob2"),
  /** Word, or character, and BIO tag. */
  COLUMNS(".conll", ".bio"),
  /** SIGHAN: words with spaces between them. */
  SIGHAN(".utf8", ".sighan");

  private final List<String> ends;

  CorpusKind(String... ends) {
    this.ends = List.of(ends);
  }

  /** The kind of a file of this name. */
  public static Optional<CorpusKind> of(Path file) {
    String name = String.valueOf(file.getFileName());
    return Arrays.stream(values())
        .filter(kind -> kind.ends.stream().anyMatch(name::endsWith))
        .findFirst();
  }

  /** The ends of names that are known, for messages. */
  public static String known() {
    return String.join(", ", Arrays.stream(values()).flatMap(kind -> kind.ends.stream()).toList());
  }
}
