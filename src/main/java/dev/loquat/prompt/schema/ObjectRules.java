package dev.loquat.prompt.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keywords of objects. */
final class ObjectRules {
  private ObjectRules() {}

  /** {@code required}. */
  static final class Required extends Rule {
    private final String[] names;

    Required(Set<String> names) {
      this.names = names.toArray(String[]::new);
    }

    /** Whether all the names are among others. */
    boolean isWithin(List<String> others) {
      return others.containsAll(List.of(names));
    }

    boolean asksFor(String name) {
      return List.of(names).contains(name);
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof Map<?, ?> map)) {
        return true;
      }
      boolean valid = true;
      for (String name : names) {
        if (!map.containsKey(name)) {
          if (run.fast) {
            return false;
          }
          valid = run.failAt(name, Message.REQUIRED);
        }
      }
      return valid;
    }
  }

  /** {@code minProperties} and {@code maxProperties}. */
  static final class Size extends Rule {
    private final int least;
    private final int most;

    Size(int least, int most) {
      this.least = least;
      this.most = most;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof Map<?, ?> map) || (map.size() >= least && map.size() <= most)) {
        return true;
      }
      if (run.fast) {
        return false;
      }
      return map.size() < least
          ? run.fail(Message.MIN_PROPERTIES, least, map.size())
          : run.fail(Message.MAX_PROPERTIES, most, map.size());
    }
  }

  /** {@code propertyNames}. */
  static final class Names extends Rule {
    private final Validator schema;

    Names(Validator schema) {
      this.schema = schema;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof Map<?, ?> map)) {
        return true;
      }
      boolean valid = true;
      for (Object key : map.keySet()) {
        String name = (String) key;
        if (!run.quietly(schema, name, null)) {
          if (run.fast) {
            return false;
          }
          valid = run.failAt(name, Message.PROPERTY_NAME, name);
        }
      }
      return valid;
    }
  }

  /** {@code dependentRequired}. */
  static final class DependentRequired extends Rule {
    private final Map<String, List<String>> dependencies;

    DependentRequired(Map<String, List<String>> dependencies) {
      this.dependencies = dependencies;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof Map<?, ?> map)) {
        return true;
      }
      boolean valid = true;
      for (Map.Entry<String, List<String>> dependency : dependencies.entrySet()) {
        if (!map.containsKey(dependency.getKey())) {
          continue;
        }
        for (String name : dependency.getValue()) {
          if (!map.containsKey(name)) {
            valid = run.failAt(name, Message.DEPENDENT, dependency.getKey());
          }
        }
      }
      return valid;
    }
  }

  /** {@code unevaluatedProperties}; comes last in its schema. */
  static final class Unevaluated extends Rule {
    private final Validator schema;

    Unevaluated(Validator schema) {
      this.schema = schema;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof Map<?, ?> map) || marks == null) {
        return true;
      }
      boolean valid = true;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String name = (String) entry.getKey();
        if (marks.hasProperty(name)) {
          continue;
        }
        if (schema.isNever()) {
          valid = run.failAt(name, Message.UNDECLARED);
        } else {
          int here = run.enter(name);
          valid &= schema.check(entry.getValue(), run, null);
          run.leave(here);
        }
      }
      marks.everyProperty();
      return valid;
    }
  }
}
