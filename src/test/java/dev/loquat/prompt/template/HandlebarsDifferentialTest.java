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
  private static final int CASES = 2_000;

  @Test
  void rendersGeneratedTemplatesLikeHandlebars(@TempDir Path folder) throws Exception {
    Path installed = install();
    var random = new Random(20261124);
    var cases = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < CASES; i++) {
      cases.add(new TemplateGenerator(random).next());
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
      compared += compare(cases.get(i), (Map<?, ?>) results.get(i), differences) ? 1 : 0;
    }
    assertThat(differences.stream().min(Comparator.comparingInt(String::length))).isEmpty();
    assertThat(compared).isGreaterThan(CASES / 4);
  }

  private static boolean compare(
      Map<String, Object> example, Map<?, ?> expected, List<String> differences) {
    String ours;
    try {
      ours = render(example);
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
  private static String render(Map<String, Object> example) throws TemplateSyntaxException {
    var templates = new Templates(Shape.ANY, String::length);
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

  /** Makes templates of the constructs that both know, and data for them. */
  private static final class TemplateGenerator {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private final Random random;
    private int depth;
    private int loops;

    TemplateGenerator(Random random) {
      this.random = random;
    }

    Map<String, Object> next() {
      var example = new LinkedHashMap<String, Object>();
      example.put("template", body());
      loops = 0;
      depth = 2;
      example.put("partials", Map.of("p", body(), "q", "{{a}}\n" + line() + "\n"));
      depth = 0;
      example.put("data", object());
      return example;
    }

    private String body() {
      var text = new StringBuilder();
      int parts = 1 + random.nextInt(5);
      for (int i = 0; i < parts; i++) {
        text.append(part());
      }
      return text.toString();
    }

    private String part() {
      int kind = random.nextInt(depth > 3 ? 6 : 12);
      return switch (kind) {
        case 0, 1 -> line() + space();
        case 2, 3 -> "=" + tag("", path()); // Theirs adds up numbers that stand side by side.
        case 4 -> space();
        case 5 -> random.nextInt(3) == 0 ? "{{! note }}" + space() : "x\\{{a}} ";
        case 6, 7 -> block("if", path(), random.nextBoolean());
        case 8 -> block("unless", path(), random.nextBoolean());
        case 9, 10 -> block("each", path(), random.nextBoolean());
        case 11 -> random.nextInt(3) == 0 ? include() : block("with", path(), random.nextBoolean());
        default -> throw new IllegalStateException();
      };
    }

    private String include() {
      String name = random.nextBoolean() ? "p" : "q";
      String context = random.nextInt(3) == 0 ? " " + path() : "";
      String argument = random.nextInt(3) == 0 ? " c=" + path() : "";
      return depth > 0 ? "" : space() + "{{> " + name + context + argument + "}}" + space();
    }

    private String block(String name, String value, boolean withElse) {
      depth++;
      boolean loop = name.equals("each");
      String names = loop && random.nextInt(4) == 0 ? " as |v i|" : "";
      loops += loop ? 1 : 0;
      String inner = space() + body() + (names.isEmpty() ? "" : "{{v}}:{{i}}");
      loops -= loop ? 1 : 0;
      boolean chained = withElse && name.equals("if") && random.nextBoolean();
      String more = chained ? tag("", "else if " + path()) + "=" + body() : "";
      String otherwise =
          more
              + (withElse && !chained
                  ? tag("", random.nextBoolean() ? "else" : "^") + space() + body()
                  : "");
      depth--;
      return tag("#", name + " " + value + names) + inner + otherwise + tag("/", name) + space();
    }

    private String tag(String mark, String content) {
      String left = random.nextInt(12) == 0 ? "~" : "";
      String right = random.nextInt(12) == 0 ? "~" : "";
      return "{{" + left + mark + content + right + "}}";
    }

    private String path() {
      return switch (random.nextInt(loops > 0 ? 9 : 6)) {
        case 0, 1, 2 -> name();
        case 3 -> name() + "." + name();
        case 4 -> "this." + name();
        case 5 -> name() + ".[" + random.nextInt(3) + "]";
        case 6 -> "@index";
        case 7 -> random.nextBoolean() ? "@first" : "@last";
        default -> "@key";
      };
    }

    private String name() {
      return NAMES.get(random.nextInt(NAMES.size()));
    }

    private String line() {
      return List.of("one", "two three", " 四 ", "<&>", "five\nsix").get(random.nextInt(5));
    }

    private String space() {
      return List.of("", "", "\n", "\n", " ", "  \n", "\n  ", "\r\n", "\n\n")
          .get(random.nextInt(9));
    }

    private Map<String, Object> object() {
      var map = new LinkedHashMap<String, Object>();
      for (String name : NAMES) {
        if (random.nextInt(5) > 0) {
          map.put(name, value());
        }
      }
      return map;
    }

    private Object value() {
      if (++depth > 4) {
        depth--;
        return "leaf";
      }
      Object value =
          switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> 0;
            case 2 -> random.nextInt(100) / 4.0;
            case 3 -> random.nextBoolean();
            case 4 -> dev.loquat.prompt.value.JsonNull.NULL;
            case 5 -> List.of();
            case 6, 7 -> List.of(value(), value());
            case 8 -> List.of(object(), object(), object());
            case 9 -> object();
            default -> "text{{a}}";
          };
      depth--;
      return value;
    }
  }
}
