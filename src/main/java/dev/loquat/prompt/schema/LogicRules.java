package dev.loquat.prompt.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Subschemas for the same value: references, {@code allOf} and its kin, {@code if}. */
final class LogicRules {
  private LogicRules() {}

  /** {@code $ref}. */
  static final class Reference extends Rule {
    private final Validator target;

    Reference(Validator target) {
      this.target = target;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      return target.check(value, run, marks);
    }
  }

  /** {@code $dynamicRef} to a dynamic anchor. */
  static final class DynamicReference extends Rule {
    private final String anchor;
    private final Validator fallback;

    DynamicReference(String anchor, Validator fallback) {
      this.anchor = anchor;
      this.fallback = fallback;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      Validator target = run.dynamicTarget(anchor);
      return (target == null ? fallback : target).check(value, run, marks);
    }
  }

  /** {@code allOf}. */
  static final class All extends Rule {
    private final Validator[] schemas;

    All(List<Validator> schemas) {
      this.schemas = schemas.toArray(Validator[]::new);
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      boolean valid = true;
      for (Validator schema : schemas) {
        valid &= schema.check(value, run, marks);
        if (!valid && run.fast) {
          return false;
        }
      }
      return valid;
    }
  }

  /** Validates apart from the others; what was evaluated counts only if the value is valid. */
  private static boolean alone(
      Validator schema, @Nullable Object value, Run run, @Nullable Marks marks) {
    if (marks == null) {
      return run.quietly(schema, value, null);
    }
    Marks own = new Marks();
    boolean valid = run.quietly(schema, value, own);
    if (valid) {
      marks.addAll(own);
    }
    return valid;
  }

  /** {@code anyOf}. */
  static final class Any extends Rule {
    private final Validator[] schemas;

    Any(List<Validator> schemas) {
      this.schemas = schemas.toArray(Validator[]::new);
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      boolean valid = false;
      for (Validator schema : schemas) {
        valid |= alone(schema, value, run, marks);
        if (valid && marks == null) {
          return true;
        }
      }
      if (valid || run.fast) {
        return valid;
      }
      return run.fail(Message.ANY_OF, schemas.length);
    }
  }

  /** {@code oneOf}. */
  static final class One extends Rule {
    private final Validator[] schemas;

    One(List<Validator> schemas) {
      this.schemas = schemas.toArray(Validator[]::new);
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      int matches = 0;
      for (Validator schema : schemas) {
        if (alone(schema, value, run, marks) && ++matches > 1 && run.fast) {
          return false;
        }
      }
      if (matches == 1 || run.fast) {
        return matches == 1;
      }
      return matches == 0
          ? run.fail(Message.ONE_OF_NONE, schemas.length)
          : run.fail(Message.ONE_OF_MANY, schemas.length, matches);
    }
  }

  /** {@code not}. */
  static final class Not extends Rule {
    private final Validator schema;

    Not(Validator schema) {
      this.schema = schema;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!run.quietly(schema, value, null)) {
        return true;
      }
      return run.fast ? false : run.fail(schema.isEmpty() ? Message.NEVER : Message.NOT);
    }
  }

  /** {@code if}, {@code then}, {@code else}. */
  static final class Conditional extends Rule {
    private final Validator test;
    private final @Nullable Validator then;
    private final @Nullable Validator otherwise;

    Conditional(Validator test, @Nullable Validator then, @Nullable Validator otherwise) {
      this.test = test;
      this.then = then;
      this.otherwise = otherwise;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      Validator branch = alone(test, value, run, marks) ? then : otherwise;
      return branch == null || branch.check(value, run, marks);
    }
  }

  /** {@code dependentSchemas}. */
  static final class Dependent extends Rule {
    private final Map<String, Validator> schemas;

    Dependent(Map<String, Validator> schemas) {
      this.schemas = schemas;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof Map<?, ?> map)) {
        return true;
      }
      boolean valid = true;
      for (Map.Entry<String, Validator> dependency : schemas.entrySet()) {
        if (map.containsKey(dependency.getKey())) {
          valid &= dependency.getValue().check(value, run, marks);
        }
      }
      return valid;
    }
  }
}
