package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonNull;
import dev.loquat.prompt.value.JsonNumbers;
import dev.loquat.prompt.value.JsonText;
import dev.loquat.prompt.value.JsonValues;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code type}, {@code enum}, {@code const}. */
final class ValueRules {
  static final List<String> TYPES =
      List.of("string", "number", "integer", "boolean", "null", "array", "object");

  private ValueRules() {}

  /** {@code type}, as a set of bits. */
  static final class Type extends FlatRule {
    private static final int INTEGER = 1 << TYPES.indexOf("integer");
    private static final int NUMBER = 1 << TYPES.indexOf("number");
    private final int allowed;
    private final String label;

    Type(Set<String> types) {
      int bits = 0;
      for (String type : types) {
        bits |= 1 << TYPES.indexOf(type);
      }
      allowed = bits;
      label = String.join(" / ", types);
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (holds(value)) {
        return true;
      }
      return run.fast ? false : run.fail(Message.TYPE, label, JsonValues.typeName(value));
    }

    boolean allowsStrings() {
      return (allowed & 1) != 0;
    }

    boolean allowsWholes() {
      return (allowed & (NUMBER | INTEGER)) != 0;
    }

    private boolean holds(@Nullable Object value) {
      if (value instanceof String) {
        return (allowed & 1) != 0;
      }
      if (value instanceof Number number) {
        return (allowed & NUMBER) != 0
            || ((allowed & INTEGER) != 0 && JsonNumbers.isInteger(number));
      }
      if (value instanceof Boolean) {
        return (allowed & 1 << 3) != 0;
      }
      if (value instanceof Map) {
        return (allowed & 1 << 6) != 0;
      }
      if (value instanceof List) {
        return (allowed & 1 << 5) != 0;
      }
      return JsonNull.is(value) && (allowed & 1 << 4) != 0;
    }
  }

  /** {@code enum}, and {@code const} as an enumeration of one. */
  static final class OneOf extends FlatRule {
    private static final int MOST_FEW = 8;
    private final Set<Object> simple = new HashSet<>();
    private final List<Object> values;
    private final boolean allSimple;

    /** The strings and booleans once more, where they are so few that comparing is faster. */
    private final Object[] few;

    OneOf(List<Object> values) {
      this.values = values;
      boolean all = true;
      for (Object value : values) {
        if (value instanceof String || value instanceof Boolean) {
          simple.add(value);
        } else {
          all = false;
        }
      }
      allSimple = all;
      few = simple.size() <= MOST_FEW ? simple.toArray() : new Object[0];
    }

    /** The values, where they are few strings and booleans; else null. */
    Object @Nullable [] few() {
      return allSimple && few.length > 0 ? few : null;
    }

    private boolean isSimpleMember(Object value) {
      if (few.length == 0) {
        return simple.contains(value);
      }
      for (Object candidate : few) {
        if (candidate.equals(value)) {
          return true;
        }
      }
      return false;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (value != null && isSimpleMember(value)) {
        return true;
      }
      if (!allSimple && holds(value)) {
        return true;
      }
      if (run.fast) {
        return false;
      }
      return values.size() == 1
          ? run.fail(Message.CONST, JsonText.write(values.getFirst()))
          : run.fail(Message.ENUM, JsonText.write(values));
    }

    private boolean holds(@Nullable Object value) {
      for (Object candidate : values) {
        if (JsonValues.equal(candidate, value)) {
          return true;
        }
      }
      return false;
    }
  }
}
