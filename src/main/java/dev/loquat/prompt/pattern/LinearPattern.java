package dev.loquat.prompt.pattern;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A compiled regular expression of ECMA-262: immutable to its users, shared by all threads. */
public final class LinearPattern {
  private static final int MOST_EXTRA = 64;

  private final String source;
  private final Regex regex;
  private final @Nullable LazyDfa dfa;
  private final @Nullable Backtracking backtracking;

  private LinearPattern(
      String source, Regex regex, @Nullable LazyDfa dfa, @Nullable Backtracking backtracking) {
    this.source = source;
    this.regex = regex;
    this.dfa = dfa;
    this.backtracking = backtracking;
  }

  /** Compiles a pattern; throws {@link PatternException} with the reason why it is none. */
  public static LinearPattern compile(String source) throws PatternException {
    var parser = new RegexParser(source);
    Regex regex = parser.parse();
    if (parser.isRegular()) {
      Optional<Automaton> automaton = Automaton.build(regex);
      if (automaton.isPresent()) {
        return new LinearPattern(source, regex, new LazyDfa(automaton.get(), source), null);
      }
    }
    return new LinearPattern(source, regex, null, new Backtracking(regex, source));
  }

  /** The pattern as it was written. */
  public String source() {
    return source;
  }

  /** Whether an automaton matches it, in time linear in the text. */
  public boolean isLinear() {
    return dfa != null;
  }

  /**
   * Whether the pattern matches somewhere in the text. Throws {@link PatternBudgetException} where
   * that takes too many steps.
   */
  public boolean find(String text) {
    return find(text, new MatchBudget());
  }

  /** Like {@link #find(String)}, with steps that other texts share. */
  public boolean find(String text, MatchBudget budget) {
    if (dfa != null) {
      return dfa.find(text, budget);
    }
    return backtracking != null && backtracking.find(text, budget);
  }

  /** Like {@link #find}, but false where that would take too many steps. */
  public boolean findOrNot(String text) {
    try {
      return find(text);
    } catch (PatternBudgetException e) {
      return false;
    }
  }

  /** A text that the pattern matches, of at least that many code points; empty if none is found. */
  public Optional<String> sample(int least) {
    for (int extra = 0; extra <= MOST_EXTRA; extra = extra == 0 ? 1 : 2 * extra) {
      var text = new StringBuilder();
      PatternSample.write(regex, Math.max(extra, extra == 0 ? 0 : least), text);
      String sample = text.toString();
      if (sample.codePointCount(0, sample.length()) >= least && findOrNot(sample)) {
        return Optional.of(sample);
      }
    }
    return Optional.empty();
  }
}
