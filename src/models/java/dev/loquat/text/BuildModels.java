package dev.loquat.text;

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
  private record Step(String main, String out, String what) {}

  private static final List<Step> STEPS =
      List.of(
          new Step("ja.BuildJapanese", "ja/words.bin", ""),
          new Step("zh.BuildSegmenter", "zh/words.bin", ""),
          new Step("tag.BuildTaggers", "tag", "zh"),
          new Step("tag.BuildTaggers", "tag", "en"),
          new Step("tag.BuildNames", "tag", "zh"),
          new Step("tag.BuildNames", "tag", "en"));

  private BuildModels() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 3) {
      throw new IllegalArgumentException(
          "use: BuildModels DATA OUT all|held, not " + List.of(args));
    }
    Path out = Path.of(args[1]).toAbsolutePath();
    Path root = out.getParent().getParent().getParent();
    for (Step step : STEPS) {
      Path target = out.resolve(step.out);
      Files.createDirectories(step.what.isEmpty() ? target.getParent() : target);
      List<String> command = new ArrayList<>();
      Collections.addAll(command, "java", "-Xmx4g", "-cp");
      command.add(
          root + System.getProperty("path.separator") + System.getProperty("java.class.path"));
      Collections.addAll(command, "dev.loquat.text." + step.main, args[0], target.toString());
      if (!step.what.isEmpty()) {
        command.add(step.what);
      }
      if (args[2].equals("held") && !step.main.startsWith("ja")) {
        command.add("dev");
      }
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(step + " ended with status " + status);
      }
    }
  }
}
