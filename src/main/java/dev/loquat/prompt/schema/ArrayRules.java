package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keywords of arrays. */
final class ArrayRules {
  private ArrayRules() {}

  /** {@code minItems} and {@code maxItems}. */
  static final class Size extends Rule {
    private final int least;
    private final int most;

    Size(int least, int most) {
      this.least = least;
      this.most = most;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof List<?> list) || (list.size() >= least && list.size() <= most)) {
        return true;
      }
      if (run.fast) {
        return false;
      }
      return list.size() < least
          ? run.fail(Message.MIN_ITEMS, least, list.size())
          : run.fail(Message.MAX_ITEMS, most, list.size());
    }
  }

  /** {@code prefixItems} and {@code items}. */
  static final class Items extends Rule {
    private final Validator[] prefix;
    private final @Nullable Validator rest;

    Items(List<Validator> prefix, @Nullable Validator rest) {
      this.prefix = prefix.toArray(Validator[]::new);
      this.rest = rest;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof List<?> list)) {
        return true;
      }
      boolean valid = true;
      int size = rest == null ? Math.min(prefix.length, list.size()) : list.size();
      for (int i = 0; i < size; i++) {
        Validator schema = i < prefix.length ? prefix[i] : rest;
        int here = run.enter(i);
        valid &= schema == null || schema.check(list.get(i), run, null);
        run.leave(here);
        if (!valid && run.fast) {
          return false;
        }
        if (marks != null && rest == null) {
          marks.item(i);
        }
      }
      if (marks != null && rest != null) {
        marks.everyItem();
      }
      return valid;
    }
  }

  /** {@code contains} with {@code minContains} and {@code maxContains}. */
  static final class Contains extends Rule {
    private final Validator schema;
    private final int least;
    private final int most;

    Contains(Validator schema, int least, int most) {
      this.schema = schema;
      this.least = least;
      this.most = most;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof List<?> list)) {
        return true;
      }
      int found = 0;
      for (int i = 0; i < list.size(); i++) {
        if (run.quietly(schema, list.get(i), null)) {
          found++;
          if (marks != null) {
            marks.item(i);
          }
        }
      }
      if (found >= least && found <= most) {
        return true;
      }
      if (run.fast) {
        return false;
      }
      return found < least
          ? run.fail(Message.MIN_CONTAINS, least, found)
          : run.fail(Message.MAX_CONTAINS, most, found);
    }
  }

  /** {@code uniqueItems}. */
  static final class Unique extends Rule {
    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof List<?> list) || list.size() < 2) {
        return true;
      }
      Map<Integer, List<Integer>> seen = HashMap.newHashMap(list.size());
      for (int i = 0; i < list.size(); i++) {
        List<Integer> alike =
            seen.computeIfAbsent(JsonValues.hash(list.get(i)), hash -> new ArrayList<>(1));
        for (int other : alike) {
          if (JsonValues.equal(list.get(i), list.get(other))) {
            return run.fast ? false : run.fail(Message.UNIQUE, other, i);
          }
        }
        alike.add(i);
      }
      return true;
    }
  }

  /** {@code unevaluatedItems}; comes last in its schema. */
  static final class Unevaluated extends Rule {
    private final Validator schema;

    Unevaluated(Validator schema) {
      this.schema = schema;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof List<?> list) || marks == null) {
        return true;
      }
      boolean valid = true;
      for (int i = 0; i < list.size(); i++) {
        if (!marks.hasItem(i)) {
          int here = run.enter(i);
          valid &= schema.check(list.get(i), run, null);
          run.leave(here);
        }
      }
      marks.everyItem();
      return valid;
    }
  }
}
