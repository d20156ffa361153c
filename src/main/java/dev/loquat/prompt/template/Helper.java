package dev.loquat.prompt.template;

import dev.loquat.prompt.value.JsonNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pure function that templates may call. */
interface Helper {
  @Nullable Object apply(Arguments arguments);

  /** What a helper is called with. */
  final class Arguments {
    private final @Nullable Object[] values;
    private final Map<String, Reader> options;
    private final Scope scope;

    Arguments(@Nullable Object[] values, Map<String, Reader> options, Scope scope) {
      this.values = values;
      this.options = options;
      this.scope = scope;
    }

    int count() {
      return values.length;
    }

    /** The argument, null where the variable is absent or JSON's null. */
    @Nullable Object at(int index) {
      Object value = index < values.length ? values[index] : null;
      return JsonNull.is(value) ? null : value;
    }

    /** The argument as it would be printed. */
    String text(int index) {
      return Texts.of(at(index));
    }

    /** The argument as a whole number within bounds, or the fallback where it is absent. */
    int number(int index, int fallback, int least, int most, String helper) {
      Object value = at(index);
      if (value == null) {
        return fallback;
      }
      if (!(value instanceof Number number)
          || number.doubleValue() != Math.rint(number.doubleValue())
          || number.doubleValue() < least
          || number.doubleValue() > most) {
        throw new RenderException(
            "%s: expected a whole number from %d to %d, got '%s'"
                .formatted(helper, least, most, Texts.of(value)));
      }
      return number.intValue();
    }

    /** The option of that name as text, or the fallback. */
    String option(String name, String fallback) {
      Reader reader = options.get(name);
      Object value = reader == null ? null : reader.read(scope);
      return JsonNull.is(value) ? fallback : Texts.of(value);
    }
  }
}
