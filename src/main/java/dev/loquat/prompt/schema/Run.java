package dev.loquat.prompt.schema;

import dev.loquat.prompt.pattern.LinearPattern;
import dev.loquat.prompt.pattern.MatchBudget;
import dev.loquat.prompt.pattern.PatternBudgetException;
import dev.loquat.prompt.value.JsonPointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The state of one validation. Fast as long as only the answer yes or no is wanted; when it
 * collects it keeps the path and every violation.
 */
final class Run {
  static final int MAX_DEPTH = 400;
  private static final int MOST_VIOLATIONS = 1_000;
  private static final @Nullable Resource[] NO_SCOPE = {};

  /** Shared by fast runs, which never write to it. */
  private static final StringBuilder NO_PATH = new StringBuilder(0);

  private final MatchBudget budget = new MatchBudget();

  /** Whether violations are wanted, rather than yes or no. */
  private final boolean collects;

  /** Whether the first violation ends the validation, unsaid. */
  boolean fast;

  private final Locale locale;
  private final List<Violation> violations;
  private final StringBuilder path;
  private @Nullable Resource[] dynamicScope = NO_SCOPE;
  private int scopes;
  private int depth;

  Run(boolean fast, Locale locale) {
    this.fast = fast;
    this.collects = !fast;
    this.locale = locale;
    this.violations = fast ? List.of() : new ArrayList<>();
    this.path = fast ? NO_PATH : new StringBuilder();
  }

  List<Violation> violations() {
    return violations;
  }

  /** Whether a value is valid by a schema; the fast way, which finds no reasons. */
  static boolean isValid(Validator root, @Nullable Object value) {
    return new Run(true, Locale.ENGLISH).decides(root, value);
  }

  /** Whether a value is valid by a schema; false, with the reason, where that cannot be told. */
  boolean decides(Validator root, @Nullable Object value) {
    try {
      return root.check(value, this, null);
    } catch (UndecidedException e) {
      fast = !collects;
      return fail(e.reason(), e.limit());
    }
  }

  /** Whether a pattern matches somewhere in a text. */
  boolean finds(LinearPattern pattern, String text) {
    try {
      return pattern.find(text, budget);
    } catch (PatternBudgetException e) {
      throw new UndecidedException(Message.PATTERN_BUDGET, pattern.source());
    }
  }

  /** Notes a violation here; always false. */
  boolean fail(Message message, Object... arguments) {
    if (!fast && violations.size() < MOST_VIOLATIONS) {
      violations.add(new Violation(path.toString(), message.in(locale, arguments)));
    }
    return false;
  }

  /** Notes a violation at a property of this place; always false. */
  boolean failAt(String property, Message message, Object... arguments) {
    int length = enter(property);
    fail(message, arguments);
    leave(length);
    return false;
  }

  int enter(String property) {
    if (fast) {
      return 0;
    }
    int length = path.length();
    path.append('/').append(JsonPointer.escape(property));
    return length;
  }

  int enter(int index) {
    if (fast) {
      return 0;
    }
    int length = path.length();
    path.append('/').append(index);
    return length;
  }

  void leave(int length) {
    if (!fast) {
      path.setLength(length);
    }
  }

  /** Validates without noting violations: for alternatives. */
  boolean quietly(Validator schema, @Nullable Object value, @Nullable Marks marks) {
    if (fast) {
      return schema.check(value, this, marks);
    }
    fast = true;
    boolean valid = schema.check(value, this, marks);
    fast = false;
    return valid;
  }

  boolean tooDeep() {
    return depth >= MAX_DEPTH;
  }

  void down() {
    depth++;
  }

  void up() {
    depth--;
  }

  /** Enters a schema of this resource; true if that is to be undone by {@link #leaveResource}. */
  boolean enterResource(Resource resource) {
    if (scopes > 0 && dynamicScope[scopes - 1] == resource) {
      return false;
    }
    if (scopes == dynamicScope.length) {
      dynamicScope = Arrays.copyOf(dynamicScope, Math.max(8, 2 * scopes));
    }
    dynamicScope[scopes++] = resource;
    return true;
  }

  void leaveResource() {
    dynamicScope[--scopes] = null;
  }

  /** The outermost schema of the dynamic scope with that dynamic anchor, or null. */
  @Nullable Validator dynamicTarget(String anchor) {
    for (int i = 0; i < scopes; i++) {
      Resource resource = dynamicScope[i];
      Validator found = resource == null ? null : resource.dynamicTargets.get(anchor);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
