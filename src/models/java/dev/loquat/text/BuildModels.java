package dev.loquat.text;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Builds every model of the text room: {@code BuildModels DATA OUT all|held}. Each step is a
 * process of its own, because it reads the models of the steps before it from the class path, where
 * OUT's fresh files come first. With {@code held} the open halves are kept out of training, so that
 * they measure.
 */
public final class BuildModels {
  /**
   * @param out where the step writes, below OUT
   * @param what its further argument; may be empty
   * @param options for its virtual machine
   */
  private record Step(String main, String out, String what, List<String> options) {
    Step(String main, String out, String what) {
      this(main, out, what, List.of());
    }

    /** A segmenter built without one half of its sentences, which is not shipped. */
    static Step half(int half) {
      List<String> options = List.of("-Dhalf=" + half, "-Depochs=5", "-Dnews=5000");
      return new Step(
          "zh.BuildSegmenter", SCRATCH.resolve("half-" + half + ".bin").toString(), "", options);
    }
  }

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();
  private static final Path SCRATCH = Path.of("target/models").toAbsolutePath();

  private static final List<Step> STEPS =
      List.of(
          new Step("ja.BuildJapanese", "ja/words.bin", ""),
          new Step("zh.BuildSegmenter", "zh/words.bin", ""),
          Step.half(0),
          Step.half(1),
          new Step("tag.BuildTaggers", "tag", "zh"),
          new Step("tag.BuildTaggers", "tag", "en"),
          new Step("name.BuildNameLexicon", "name/names.bin", ""),
          new Step("tag.BuildNames", "tag", "zh", List.of("-Dhalves=" + SCRATCH)),
          new Step("tag.BuildNames", "tag", "en"),
          new Step("parse.BuildParsers", "parse", "zh"),
          new Step("parse.BuildParsers", "parse", "en"));

  private BuildModels() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 3 || !List.of("all", "held").contains(args[2])) {
      throw new IllegalArgumentException(
          "use: BuildModels DATA OUT all|held, not " + List.of(args));
    }
    Path out = Path.of(args[1]).toAbsolutePath();
    Path root = out.getParent().getParent().getParent();
    Files.createDirectories(SCRATCH);
    for (Step step : STEPS) {
      Path target = out.resolve(step.out);
      Files.createDirectories(step.what.isEmpty() ? target.getParent() : target);
      List<String> command = new ArrayList<>();
      Collections.addAll(command, JAVA, "-Xmx4g");
      command.addAll(step.options);
      String classes = root + File.pathSeparator + System.getProperty("java.class.path");
      Collections.addAll(command, "-cp", classes, "dev.loquat.text." + step.main, args[0]);
      command.add(target.toString());
      if (!step.what.isEmpty()) {
        command.add(step.what);
      }
      if (args[2].equals("held") && !step.main.startsWith("ja")) {
        command.add("dev");
      }
      System.out.println(step.main + " " + step.what);
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(step + " ended with status " + status);
      }
    }
  }
}
