package dev.loquat.command;

import dev.loquat.text.Analyzer;
import dev.loquat.text.eval.CorpusKind;
import dev.loquat.text.eval.Figures;
import dev.loquat.text.eval.TextEvaluation;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * {@code ./run eval text --data DIR}: measures the analyzer on every CoNLL-U, SIGHAN, IOB2 and
 * column file under a folder, and prints a table, a line a file.
 */
public final class EvaluateText {
  private static final String USE =
      "use: ./run eval text --data DIR|FILE [--data ...]\n  files: " + CorpusKind.known();
  private static final int DEEPEST = 8;

  private final TextEvaluation evaluation = new TextEvaluation(Analyzer.standard());
  private final PrintStream out;

  private EvaluateText(PrintStream out) {
    this.out = out;
  }

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, arguments));
  }

  /** Runs it; gives back 0, 1 if a file could not be measured, 2 if the arguments are wrong. */
  public static int run(PrintStream out, String... arguments) {
    try {
      List<Path> folders = folders(arguments);
      return new EvaluateText(out).all(folders) ? 0 : 1;
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.println(USE);
      return 2;
    } catch (IOException | UncheckedIOException e) {
      out.println("cannot measure: " + e.getMessage());
      return 1;
    }
  }

  private static List<Path> folders(String[] arguments) {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("--data is missing");
    }
    List<Path> folders = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].equals("--data")) {
        throw new IllegalArgumentException("unknown option '" + arguments[i] + "'");
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("--data needs a folder or a file");
      }
      Path path = Path.of(arguments[i + 1]);
      if (!Files.exists(path)) {
        throw new IllegalArgumentException("'" + path + "' does not exist");
      }
      if (!Files.isDirectory(path) && CorpusKind.of(path).isEmpty()) {
        throw new IllegalArgumentException(
            "'" + path + "' is none of the files that are known by the ends of their names");
      }
      folders.add(path);
    }
    return folders;
  }

  private boolean all(List<Path> folders) throws IOException {
    out.printf(
        "%-40s %9s %8s %8s %8s %8s %8s%n",
        "file", "sentences", "words F1", "+UPOS F1", "XPOS", "names F1", "language");
    boolean whole = true;
    int measured = 0;
    for (Path folder : folders) {
      for (Path file : files(folder)) {
        String name = (file.equals(folder) ? file : folder.relativize(file)).toString();
        if (!file.equals(folder) && file.getFileName().toString().startsWith("train")) {
          out.printf("%-40s left out: training data; name the file itself to measure it%n", name);
          continue;
        }
        measured++;
        whole &= row(name, file);
      }
    }
    if (measured == 0) {
      throw new IOException("no file under " + folders + " ends in " + CorpusKind.known());
    }
    out.printf(
        Locale.ROOT,
        "a sentence took %.2f ms (p50), %.2f ms (p95), %.2f ms (longest, loading included)%n",
        evaluation.millis(.5),
        evaluation.millis(.95),
        evaluation.millis(1));
    return whole;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> CorpusKind.of(file).isPresent())
          .sorted()
          .toList();
    }
  }

  private boolean row(String name, Path file) {
    try {
      Figures f = evaluation.measure(file, CorpusKind.of(file).orElseThrow());
      out.printf(
          "%-40s %9d %8s %8s %8s %8s %8s%n",
          name,
          f.sentences(),
          figure(f.words()),
          figure(f.universal()),
          figure(f.xpos()),
          figure(f.entities()),
          figure(f.language()));
      if (f.skipped() > 0) {
        out.printf("%-40s %9d not aligned with their text%n", "", f.skipped());
      }
      return true;
    } catch (IOException e) {
      out.printf("%-40s cannot be measured: %s%n", name, e.getMessage());
      return false;
    }
  }

  private static String figure(OptionalDouble figure) {
    return figure.isPresent() ? String.format(Locale.ROOT, "%.4f", figure.getAsDouble()) : "-";
  }
}
