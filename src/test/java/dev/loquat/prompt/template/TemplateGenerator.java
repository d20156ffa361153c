package dev.loquat.prompt.template;

import dev.loquat.prompt.value.JsonNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes templates, two partials {@code p} and {@code q}, and data for them: of the constructs that
 * Handlebars knows as well, or of all.
 */
final class TemplateGenerator {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private final Random random;
  private final boolean all;
  private int depth;
  private int loops;

  /** Blocks around that change the current value. */
  private int frames;

  TemplateGenerator(Random random, boolean all) {
    this.random = random;
    this.all = all;
  }

  /** {@code template}, {@code partials} and {@code data}. */
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
    int kind = random.nextInt(depth > 3 ? 7 : 13);
    return switch (kind) {
      case 0, 1 -> line() + space();
      case 2, 3 -> "=" + tag("", value()); // Theirs adds up numbers that stand side by side.
      case 4 -> space();
      case 5 -> random.nextInt(3) == 0 ? "{{! note }}" + space() : "x\\{{a}} ";
      case 6 -> "{{{{raw}}}}" + line() + "{{" + name() + "}}" + space() + "{{{{/raw}}}}" + space();
      case 7, 8 -> block("if", value(), random.nextBoolean());
      case 9 -> block("unless", value(), random.nextBoolean());
      case 10, 11 -> block("each", head(), random.nextBoolean());
      case 12 -> random.nextInt(3) == 0 ? include() : block("with", head(), random.nextBoolean());
      default -> throw new IllegalStateException();
    };
  }

  private String include() {
    String name = random.nextBoolean() ? "p" : "q";
    String context = random.nextInt(3) == 0 ? " " + path() : "";
    String argument = random.nextInt(3) == 0 ? " c=" + path() : "";
    return depth > 0 && !all ? "" : space() + "{{> " + name + context + argument + "}}" + space();
  }

  private String block(String name, String value, boolean withElse) {
    depth++;
    boolean loop = name.equals("each");
    boolean frame = loop || name.equals("with");
    String names = loop && random.nextInt(4) == 0 ? " as |v i|" : "";
    loops += loop ? 1 : 0;
    frames += frame ? 1 : 0;
    String inner = space() + body() + (names.isEmpty() ? "" : "{{v}}:{{i}}");
    loops -= loop ? 1 : 0;
    frames -= frame ? 1 : 0;
    boolean chained = withElse && name.equals("if") && random.nextBoolean();
    // The dot: after an else if, theirs keeps the indentation of an {{/if}} alone on its line.
    String more = chained ? tag("", "else if " + path()) + "=" + body() + "." : "";
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

  /** What Handlebars has as well is a path; what is only ours stands in brackets. */
  private String value() {
    if (!all || random.nextInt(3) > 0) {
      return path();
    }
    return switch (random.nextInt(9)) {
      case 0 -> "(" + path() + " ?? " + path() + " ?? 'none')";
      case 1 -> "(upper " + path() + ")";
      case 2 -> "(eq " + path() + " (lower " + path() + "))";
      case 3 -> "(lt " + path() + " 3)";
      case 4 -> "(truncate " + path() + " 4 ellipsis=" + path() + ")";
      case 5 -> "(lookup " + path() + " " + path() + ")";
      case 6 -> "(and " + path() + " (not " + path() + "))";
      case 7 -> "(json @root." + name() + ")";
      default -> "(length " + path() + ")";
    };
  }

  /**
   * What a block is about. For Handlebars never a value from further out: where that equals the
   * current one its {@code ../} counts no block, which ours always does.
   */
  private String head() {
    return all ? path() : path(6);
  }

  private String path() {
    return path(loops > 0 ? 11 : frames > 0 ? 8 : 6);
  }

  private String path(int kinds) {
    return switch (random.nextInt(kinds)) {
      case 0, 1, 2 -> name();
      case 3 -> name() + "." + name();
      case 4 -> "this." + name();
      case 5 -> name() + ".[" + random.nextInt(3) + "]";
      case 6, 7 -> "../".repeat(1 + random.nextInt(Math.max(1, frames))) + name();
      case 8 -> loops > 1 && random.nextBoolean() ? "@../index" : "@index";
      case 9 -> random.nextBoolean() ? "@first" : "@last";
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
    return List.of("", "", "\n", "\n", " ", "  \n", "\n  ", "\r\n", "\n\n").get(random.nextInt(9));
  }

  private Map<String, Object> object() {
    var map = new LinkedHashMap<String, Object>();
    for (String name : NAMES) {
      if (random.nextInt(5) > 0) {
        map.put(name, data());
      }
    }
    return map;
  }

  private Object data() {
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
          case 4 -> JsonNull.NULL;
          case 5 -> List.of();
          case 6, 7 -> List.of(data(), data());
          case 8 -> List.of(object(), object(), object());
          case 9 -> object();
          default -> "text{{a}}";
        };
    depth--;
    return value;
  }
}
