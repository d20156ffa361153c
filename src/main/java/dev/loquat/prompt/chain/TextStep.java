package dev.loquat.prompt.chain;

import dev.loquat.prompt.value.JsonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a step of a function on texts: it is applied to every string of the variables. */
public final class TextStep {
  private static final int MAX_DEPTH = 400;

  private TextStep() {}

  /** The step that applies {@code change} to all strings, at any depth; keys stay as they are. */
  public static ChainStep of(UnaryOperator<String> change) {
    return (variables, context) -> CompletableFuture.completedFuture(changed(variables, change));
  }

  /** The variables with {@code change} applied to all strings. */
  public static Map<String, Object> changed(
      Map<String, Object> variables, UnaryOperator<String> change) {
    return changed(variables, change, 0);
  }

  private static Map<String, Object> changed(
      Map<?, ?> map, UnaryOperator<String> change, int depth) {
    Map<String, Object> result = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach(
        (key, value) -> result.put(String.valueOf(key), changedValue(value, change, depth)));
    return result;
  }

  private static Object changedValue(
      @Nullable Object value, UnaryOperator<String> change, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("the variables are nested deeper than " + MAX_DEPTH);
    }
    return switch (value) {
      case null -> JsonNull.NULL;
      case String text -> change.apply(text);
      case Map<?, ?> map -> changed(map, change, depth + 1);
      case List<?> list -> {
        var result = new ArrayList<Object>(list.size());
        for (Object item : list) {
          result.add(changedValue(item, change, depth + 1));
        }
        yield result;
      }
      default -> value;
    };
  }
}
