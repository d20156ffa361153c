package dev.loquat.text.eval;

import dev.loquat.text.script.CharClass;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads annotated sentences of CoNLL-U, SIGHAN and IOB files. */
public final class Corpus {
  /**
   * A word as annotated; tags are empty where the file has none.
   *
   * @param head number of the word it depends on, from 1; 0 for the root, -1 where not annotated
   */
  public record Word(
      String form, String upos, String xpos, String name, int head, String relation) {
    Word(String form) {
      this(form, "", "", "", -1, "");
    }
  }

  /** A sentence: its text as written, and its words. */
  public record Sentence(String text, List<Word> words) {}

  private Corpus() {}

  /**
   * Sentences of a file of this kind. The words of a column file are joined by spaces, unless most
   * of them begin with a character of a script that is written without; lines that begin with # are
   * comments there, as in all of the CoNLL family.
   *
   * @throws IOException if it cannot be read, is not UTF-8 or holds no annotated sentence
   */
  public static List<Sentence> read(Path file, CorpusKind kind) throws IOException {
    List<Sentence> sentences =
        switch (kind) {
          case CONLLU -> conllu(file);
          case IOB2 -> iob2(file);
          case SIGHAN -> sighan(file);
          case COLUMNS -> columns(file, isUnspaced(columns(file, " ", true)) ? "" : " ", true);
        };
    if (sentences.isEmpty()) {
      throw new IOException(file + " holds no sentence of the kind " + kind);
    }
    for (Sentence sentence : sentences) {
      for (Word word : sentence.words()) {
        if (!word.name().isEmpty() && !word.name().matches("O|[BI]-.+")) {
          throw new IOException(
              "%s: the tag %s of %s is neither O nor B-... nor I-..."
                  .formatted(file, word.name(), word.form()));
        }
      }
    }
    return sentences;
  }

  private static boolean isUnspaced(List<Sentence> sentences) {
    return sentences.stream()
            .flatMap(s -> s.words().stream())
            .mapToInt(w -> CharClass.isCjk(CharClass.of(w.form().charAt(0))) ? 1 : -1)
            .sum()
        > 0;
  }

  /** Sentences of a CoNLL-U file; ranges of contracted words and empty nodes are left out. */
  public static List<Sentence> conllu(Path file) throws IOException {
    List<Sentence> out = new ArrayList<>();
    for (String block : blocks(file)) {
      List<Word> words = new ArrayList<>();
      for (String line : block.split("\n")) {
        String[] f = line.split("\t");
        if (f.length >= 8 && !f[0].contains("-") && !f[0].contains(".")) {
          words.add(new Word(f[1], blank(f[3]), blank(f[4]), "", head(f[6]), f[7]));
        }
      }
      add(out, text(block), words, "");
    }
    return out;
  }

  /** Sentences of a Universal NER file: number, word, tag. */
  public static List<Sentence> iob2(Path file) throws IOException {
    List<Sentence> out = new ArrayList<>();
    for (String block : blocks(file)) {
      List<Word> words = new ArrayList<>();
      for (String line : block.split("\n")) {
        String[] f = line.split("\t");
        if (f.length >= 3 && !line.startsWith("#")) {
          words.add(new Word(f[1], "", "", f[2], -1, ""));
        }
      }
      add(out, text(block), words, "");
    }
    return out;
  }

  /**
   * Sentences of a two-column file: word and tag.
   *
   * @param between what stands between two words of the text
   */
  public static List<Sentence> columns(Path file, String between) throws IOException {
    return columns(file, between, false);
  }

  private static List<Sentence> columns(Path file, String between, boolean comments)
      throws IOException {
    List<Sentence> out = new ArrayList<>();
    for (String block : blocks(file)) {
      List<Word> words = new ArrayList<>();
      for (String line : block.split("\n")) {
        String row = comments ? line : line.trim();
        String[] f = row.split(row.indexOf('\t') < 0 ? " " : "\t");
        if (f.length >= 2 && !f[0].isEmpty() && !(comments && line.startsWith("#"))) {
          words.add(new Word(f[0], "", "", f[f.length - 1].strip(), -1, ""));
        }
      }
      add(out, "", words, between);
    }
    return out;
  }

  /** Sentences of a SIGHAN file: words with spaces between them. */
  public static List<Sentence> sighan(Path file) throws IOException {
    List<Sentence> out = new ArrayList<>();
    for (String line : content(file).lines().toList()) {
      List<Word> words = new ArrayList<>();
      for (String form : line.strip().split("[\\s\u3000]+")) {
        if (!form.isEmpty()) {
          words.add(new Word(form));
        }
      }
      add(out, "", words, "");
    }
    return out;
  }

  private static String content(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8", e);
    }
  }

  private static List<String> blocks(Path file) throws IOException {
    return List.of(content(file).replace("\r", "").split("\n[ \t]*\n+"));
  }

  private static String text(String block) {
    for (String line : block.split("\n")) {
      if (line.startsWith("# text = ")) {
        return line.substring(9);
      }
    }
    return "";
  }

  private static void add(List<Sentence> out, String text, List<Word> words, String between) {
    if (!words.isEmpty()) {
      String all =
          text.isEmpty() ? String.join(between, words.stream().map(Word::form).toList()) : text;
      out.add(new Sentence(all, List.copyOf(words)));
    }
  }

  private static String blank(String field) {
    return field.equals("_") ? "" : field;
  }

  private static int head(String field) {
    return field.isEmpty() || !field.chars().allMatch(Character::isDigit)
        ? -1
        : Integer.parseInt(field);
  }
}
