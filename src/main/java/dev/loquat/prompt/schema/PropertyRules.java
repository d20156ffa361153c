package dev.loquat.prompt.schema;

import dev.loquat.prompt.pattern.LinearPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keywords that give the properties of an object their schemas. */
final class PropertyRules {
  private PropertyRules() {}

  /** Rules of named properties, which can see to {@code required} on the way. */
  abstract static class Named extends Rule {
    final String[] names;
    final Validator[] schemas;
    final boolean[] needed;

    Named(Map<String, Validator> properties) {
      names = properties.keySet().toArray(String[]::new);
      schemas = properties.values().toArray(Validator[]::new);
      needed = new boolean[names.length];
    }

    /** Whether {@link #need} suffices where only the answer yes or no is wanted. */
    boolean seesTo(ObjectRules.Required required) {
      return required.isWithin(List.of(names));
    }

    void need(ObjectRules.Required required) {
      for (int i = 0; i < names.length; i++) {
        needed[i] = required.asksFor(names[i]);
      }
    }
  }

  /** {@code properties} alone, where nothing is asked of other properties. */
  static final class Properties extends Named {
    Properties(Map<String, Validator> properties) {
      super(properties);
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof Map<?, ?> map)) {
        return true;
      }
      boolean valid = true;
      for (int i = 0; i < names.length; i++) {
        Object property = map.get(names[i]);
        if (property == null && !map.containsKey(names[i])) {
          if (run.fast && needed[i]) {
            return false;
          }
          continue;
        }
        int here = run.enter(names[i]);
        valid &= schemas[i].check(property, run, null);
        run.leave(here);
        if (!valid && run.fast) {
          return false;
        }
        if (marks != null) {
          marks.property(names[i]);
        }
      }
      return valid;
    }
  }

  /** {@code properties}, {@code patternProperties} and {@code additionalProperties} together. */
  static final class AllProperties extends Named {
    /** A pattern of names and the schema of their values. */
    record Patterned(LinearPattern pattern, Validator schema) {}

    private final Map<String, Validator> named;
    private final Patterned[] patterned;
    private final @Nullable Validator additional;

    /** Whether there are only the named properties, and no other may be. */
    private final boolean closed;

    AllProperties(
        Map<String, Validator> named, List<Patterned> patterned, @Nullable Validator additional) {
      super(named);
      this.named = new HashMap<>(named);
      this.patterned = patterned.toArray(Patterned[]::new);
      this.additional = additional;
      this.closed = patterned.isEmpty() && additional != null && additional.isNever();
    }

    @Override
    boolean seesTo(ObjectRules.Required required) {
      return closed && super.seesTo(required);
    }

    /** Looks the named properties up and counts them, rather than going over the value's own. */
    private boolean checkClosed(Map<?, ?> map, Run run) {
      int found = 0;
      for (int i = 0; i < names.length; i++) {
        Object property = map.get(names[i]);
        if (property == null && !map.containsKey(names[i])) {
          if (needed[i]) {
            return false;
          }
          continue;
        }
        found++;
        if (!schemas[i].check(property, run, null)) {
          return false;
        }
      }
      return found == map.size();
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof Map<?, ?> map)) {
        return true;
      }
      if (closed && run.fast && marks == null) {
        return checkClosed(map, run);
      }
      boolean valid = true;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String name = (String) entry.getKey();
        int here = run.enter(name);
        valid &= checkEntry(name, entry.getValue(), run, marks);
        run.leave(here);
        if (!valid && run.fast) {
          return false;
        }
      }
      return valid;
    }

    private boolean checkEntry(
        String name, @Nullable Object value, Run run, @Nullable Marks marks) {
      Validator schema = named.get(name);
      boolean evaluated = schema != null;
      boolean valid = schema == null || schema.check(value, run, null);
      for (Patterned pattern : patterned) {
        if (run.finds(pattern.pattern(), name)) {
          evaluated = true;
          valid &= pattern.schema().check(value, run, null);
        }
      }
      if (!evaluated && additional != null) {
        evaluated = true;
        if (additional.isNever()) {
          valid = run.fast ? false : run.fail(Message.UNDECLARED);
        } else {
          valid &= additional.check(value, run, null);
        }
      }
      if (evaluated && marks != null) {
        marks.property(name);
      }
      return valid;
    }
  }
}
