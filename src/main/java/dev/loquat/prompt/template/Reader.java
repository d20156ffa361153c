package dev.loquat.prompt.template;

import dev.loquat.prompt.value.JsonNull;
import dev.loquat.prompt.value.JsonPointer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled expression. */
abstract class Reader {
  /** The value; Java's null where there is none. */
  abstract @Nullable Object read(Scope scope);

  /** The pointer of the variable that the value is taken from, or "template". */
  String source(Scope scope) {
    return ProvenanceSpan.TEMPLATE;
  }

  /** What a step leads to from a value: an object's own key, an array's index or length. */
  static @Nullable Object child(@Nullable Object value, String step) {
    if (value instanceof Map<?, ?> map) {
      return map.get(step);
    }
    if (value instanceof List<?> list) {
      int index = JsonPointer.index(step);
      if (index >= 0) {
        return index < list.size() ? list.get(index) : null;
      }
      return step.equals("length") ? (Object) list.size() : null;
    }
    return value instanceof String text ? ofText(text, step) : null;
  }

  static @Nullable Object call(
      Helper helper, @Nullable Object[] values, Map<String, Reader> options, Scope scope) {
    return helper.apply(new Helper.Arguments(values, options, scope));
  }

  private static @Nullable Object ofText(String text, String step) {
    int index = JsonPointer.index(step);
    if (index >= 0) {
      return index < text.length() ? text.substring(index, index + 1) : null;
    }
    return step.equals("length") ? (Object) text.length() : null;
  }

  /** A constant. */
  static final class Constant extends Reader {
    private final Object value;

    Constant(Object value) {
      this.value = value;
    }

    @Override
    Object read(Scope scope) {
      return value;
    }
  }

  /** A path of one step from the current value: by far the most frequent. */
  static final class Field extends Reader {
    private final String step;

    Field(String step) {
      this.step = step;
    }

    @Override
    @Nullable Object read(Scope scope) {
      Object value = scope.values[scope.top];
      return value instanceof Map<?, ?> map ? map.get(step) : child(value, step);
    }

    @Override
    String source(Scope scope) {
      String overlay = scope.overlay(scope.top, step);
      return overlay != null ? overlay : JsonPointer.child(scope.pointers[scope.top], step);
    }
  }

  /** A path from the value some levels up. */
  static final class Route extends Reader {
    private final int up;
    private final String[] steps;

    Route(int up, List<String> steps) {
      this.up = up;
      this.steps = steps.toArray(String[]::new);
    }

    @Override
    @Nullable Object read(Scope scope) {
      return walk(scope.values[scope.top - up], steps);
    }

    @Override
    String source(Scope scope) {
      int level = scope.top - up;
      String overlay = steps.length > 0 ? scope.overlay(level, steps[0]) : null;
      return overlay != null ? extend(overlay, steps, 1) : extend(scope.pointers[level], steps, 0);
    }
  }

  /** A path from {@code @root}. */
  static final class FromRoot extends Reader {
    private final String[] steps;

    FromRoot(List<String> steps) {
      this.steps = steps.toArray(String[]::new);
    }

    @Override
    @Nullable Object read(Scope scope) {
      return walk(scope.values[0], steps);
    }

    @Override
    String source(Scope scope) {
      return extend("", steps, 0);
    }
  }

  private static @Nullable Object walk(@Nullable Object from, String[] steps) {
    Object value = from;
    for (String step : steps) {
      value = child(value, step);
    }
    return value;
  }

  private static String extend(String pointer, String[] steps, int first) {
    String result = pointer;
    for (int i = first; i < steps.length; i++) {
      result = JsonPointer.child(result, steps[i]);
    }
    return result;
  }

  /** The key or index that a loop some levels up is at, by {@code as |value key|}. */
  static final class LoopKey extends Reader {
    private final int up;

    LoopKey(int up) {
      this.up = up;
    }

    @Override
    @Nullable Object read(Scope scope) {
      int level = scope.top - up;
      Object key = scope.keys[level];
      return key != null ? key : (Object) scope.index[level];
    }
  }

  /** {@code @index}, {@code @key}, {@code @first}, {@code @last} of a loop. */
  static final class LoopFact extends Reader {
    private final String name;
    private final int loopsUp;

    LoopFact(String name, int loopsUp) {
      this.name = name;
      this.loopsUp = loopsUp;
    }

    @Override
    @Nullable Object read(Scope scope) {
      int level = scope.loop[scope.top];
      for (int i = 0; i < loopsUp && level > 0; i++) {
        level = scope.loop[level - 1];
      }
      if (level < 0) {
        return null;
      }
      int index = scope.index[level];
      return switch (name) {
        case "index" -> (Object) index;
        case "first" -> index == 0;
        case "last" -> index == scope.count[level] - 1;
        default -> {
          Object key = scope.keys[level];
          yield key != null ? key : (Object) index;
        }
      };
    }
  }

  /** {@code a ?? b}. */
  static final class FirstPresent extends Reader {
    private final Reader[] choices;

    FirstPresent(List<Reader> choices) {
      this.choices = choices.toArray(Reader[]::new);
    }

    @Override
    @Nullable Object read(Scope scope) {
      return chosen(scope).read(scope);
    }

    @Override
    String source(Scope scope) {
      return chosen(scope).source(scope);
    }

    private Reader chosen(Scope scope) {
      for (int i = 0; i < choices.length - 1; i++) {
        if (!JsonNull.is(choices[i].read(scope))) {
          return choices[i];
        }
      }
      return choices[choices.length - 1];
    }
  }

  /** A helper's result, which counts as coming from its first variable. */
  static final class Calling extends Reader {
    private final Helper helper;
    private final Reader[] arguments;
    private final Map<String, Reader> options;

    Calling(Helper helper, List<Reader> arguments, Map<String, Reader> options) {
      this.helper = helper;
      this.arguments = arguments.toArray(Reader[]::new);
      this.options = options;
    }

    @Override
    @Nullable Object read(Scope scope) {
      @Nullable Object[] values = new Object[arguments.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments[i].read(scope);
      }
      return call(helper, values, options, scope);
    }

    @Override
    String source(Scope scope) {
      for (Reader argument : arguments) {
        String source = argument.source(scope);
        if (!source.equals(ProvenanceSpan.TEMPLATE)) {
          return source;
        }
      }
      return ProvenanceSpan.TEMPLATE;
    }
  }
}
