package dev.loquat.prompt.schema;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A compiled schema or subschema. Filled once by the compiler, then only read. */
final class Validator {
  private static final Rule[] NONE = {};

  final Resource resource;
  final Object source;
  final Outline outline = new Outline();
  private Rule[] rules = NONE;

  /** The rules for the answer yes or no alone, without those that others see to. */
  private Rule[] fastRules = NONE;

  private boolean never;
  private boolean tracksScope;
  private boolean marksOwn;
  private boolean flat;
  private @Nullable Quick quick;

  Validator(Object source, Resource resource) {
    this.source = source;
    this.resource = resource;
  }

  void fill(Rule[] rules, boolean never, boolean marksOwn) {
    this.rules = rules;
    this.fastRules = fast(rules);
    this.never = never;
    this.marksOwn = marksOwn;
    this.flat = !marksOwn && Arrays.stream(rules).allMatch(rule -> rule instanceof FlatRule);
    this.quick = flat && !never ? Quick.of(rules) : null;
  }

  private static Rule[] fast(Rule[] rules) {
    for (Rule rule : rules) {
      for (Rule other : rules) {
        if (rule instanceof ObjectRules.Required required
            && other instanceof PropertyRules.Named named
            && named.seesTo(required)) {
          named.need(required);
          return Arrays.stream(rules).filter(kept -> kept != required).toArray(Rule[]::new);
        }
      }
    }
    return rules;
  }

  void trackScope() {
    tracksScope = true;
  }

  boolean isNever() {
    return never;
  }

  boolean isEmpty() {
    return rules.length == 0 && !never;
  }

  boolean check(@Nullable Object value, Run run, @Nullable Marks outer) {
    Quick usual = quick;
    if (usual != null && run.fast && usual.answersFor(value)) {
      return usual.isValid(value, run);
    }
    if (never) {
      return run.fast ? false : run.fail(Message.NEVER);
    }
    if (flat) {
      return checkRules(value, run, outer);
    }
    if (run.tooDeep()) {
      throw new UndecidedException(Message.TOO_DEEP, Run.MAX_DEPTH);
    }
    run.down();
    boolean entered = tracksScope && run.enterResource(resource);
    Marks marks = marksOwn ? new Marks() : outer;
    boolean valid = checkRules(value, run, marks);
    if (marksOwn && outer != null && marks != null) {
      outer.addAll(marks);
    }
    if (entered) {
      run.leaveResource();
    }
    run.up();
    return valid;
  }

  private boolean checkRules(@Nullable Object value, Run run, @Nullable Marks marks) {
    boolean valid = true;
    for (Rule rule : run.fast && marks == null ? fastRules : rules) {
      if (!rule.check(value, run, marks)) {
        valid = false;
        if (run.fast) {
          break;
        }
      }
    }
    return valid;
  }
}
