package dev.loquat.prompt.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loquat.prompt.value.JsonText;
import dev.loquat.prompt.value.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Renders generated templates with npm's handlebars ({@code noEscape}) and with ours. Needs node
 * and npm, which installs handlebars under {@code target}; where that cannot be had, the test is
 * skipped and says so.
 */
class HandlebarsDifferentialTest {
  private static final String VERSION = "4.7.8";
  private static final int CASES = 1_000;

  /** Every so many cases are rendered by bytecode, too. */
  private static final int WITH_BYTECODE = 10;

  @Test
  void rendersGeneratedTemplatesLikeHandlebars(@TempDir Path folder) throws Exception {
    Path installed = install();
    var random = new Random(20261124);
    var cases = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < CASES; i++) {
      cases.add(new TemplateGenerator(random, false).next());
    }
    Path input = folder.resolve("cases.json");
    Path output = folder.resolve("results.json");
    Files.writeString(input, JsonText.write(cases));
    Path script = Path.of("src/test/resources/handlebars/render.js");
    int exit =
        run(
            folder,
            "node",
            script.toAbsolutePath().toString(),
            installed.toString(),
            input.toString(),
            output.toString());
    assertThat(exit).isZero();

    List<?> results = (List<?>) JsonText.read(Files.readString(output));
    int compared = 0;
    var differences = new ArrayList<String>();
    for (int i = 0; i < CASES; i++) {
      compared += compare(i, cases.get(i), (Map<?, ?>) results.get(i), differences) ? 1 : 0;
    }
    assertThat(differences.stream().min(Comparator.comparingInt(String::length))).isEmpty();
    assertThat(compared).isGreaterThan(CASES / 4);
  }

  private static boolean compare(
      int number, Map<String, Object> example, Map<?, ?> expected, List<String> differences) {
    String ours;
    try {
      ours = render(example, Backend.NET);
      if (number % WITH_BYTECODE == 0) {
        assertThat(render(example, Backend.BYTECODE)).isEqualTo(ours);
      }
    } catch (TemplateSyntaxException e) {
      // What we refuse on purpose: branches never reached, loops over numbers, paths into them.
      assertThat(e.problems())
          .allMatch(
              problem ->
                  problem.message().matches("(?s).*(unreachable|needs an array|has no ').*"));
      return false;
    }
    assertThat(expected.get("error")).as(() -> JsonText.write(example, 1)).isNull();
    if (String.valueOf(expected.get("text")).contains("[object Object]")) {
      return false; // We print objects as JSON.
    }
    if (!ours.equals(expected.get("text"))) {
      var difference = new LinkedHashMap<>(example);
      difference.put("ours", ours);
      difference.put("theirs", expected.get("text"));
      differences.add(JsonText.write(difference));
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private static String render(Map<String, Object> example, Backend backend)
      throws TemplateSyntaxException {
    var templates = new Templates(Shape.ANY, String::length, backend);
    for (Map.Entry<?, ?> partial : ((Map<?, ?>) example.get("partials")).entrySet()) {
      templates.partial((String) partial.getKey(), (String) partial.getValue());
    }
    Template template = templates.compile((String) example.get("template"));
    templates.checkPartial("p");
    templates.checkPartial("q");
    var data = (Map<String, Object>) example.get("data");
    try (Rendering rendering = Renderings.SHARED.borrow(data, RenderLimits.DEFAULT, false)) {
      return rendering.render(template);
    }
  }

  private static Path install() throws Exception {
    Path folder = Path.of("target/handlebars").toAbsolutePath();
    if (!Files.exists(folder.resolve("node_modules/handlebars"))) {
      Files.createDirectories(folder);
      assumeTrue(runs(folder, "node", "--version"), "node is not installed");
      assumeTrue(
          runs(
              folder,
              "npm",
              "install",
              "--no-audit",
              "--no-fund",
              "--prefix",
              folder.toString(),
              "handlebars@" + VERSION),
          "npm cannot install handlebars " + VERSION);
    }
    return folder;
  }

  private static boolean runs(Path folder, String... command) throws InterruptedException {
    try {
      return run(folder, command) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int run(Path folder, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }
}
