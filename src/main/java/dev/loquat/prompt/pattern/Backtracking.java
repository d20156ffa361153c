package dev.loquat.prompt.pattern;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Matches by java.util.regex, each of whose reads of a character is paid for. */
final class Backtracking {
  private final Pattern pattern;
  private final String source;

  Backtracking(Regex regex, String source) throws PatternException {
    this.source = source;
    try {
      this.pattern = Pattern.compile(java(regex));
    } catch (PatternSyntaxException e) {
      throw new PatternException("not supported: " + e.getDescription());
    }
  }

  boolean find(String text, MatchBudget budget) {
    try {
      return pattern.matcher(new Metered(text, budget)).find();
    } catch (StackOverflowError e) {
      throw new PatternBudgetException(source);
    }
  }

  private final class Metered implements CharSequence {
    private final String text;
    private final MatchBudget budget;

    Metered(String text, MatchBudget budget) {
      this.text = text;
      this.budget = budget;
    }

    @Override
    public char charAt(int index) {
      budget.spend(1, source);
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static String java(Regex regex) {
    return switch (regex) {
      case Regex.Chars chars -> chars.set().toJava();
      case Regex.Assertion assertion ->
          switch (assertion.kind()) {
            case START -> "\\A";
            case END -> "\\z";
            case BOUNDARY -> "\\b";
            case NO_BOUNDARY -> "\\B";
          };
      case Regex.Group group -> "(" + java(group.inner()) + ")";
      case Regex.Sequence sequence ->
          String.join("", sequence.parts().stream().map(Backtracking::java).toList());
      case Regex.Choice choice ->
          "(?:"
              + String.join("|", choice.choices().stream().map(Backtracking::java).toList())
              + ")";
      case Regex.Repeat repeat ->
          "(?:"
              + java(repeat.inner())
              + "){"
              + repeat.least()
              + (repeat.most() < 0 ? ",}" : "," + repeat.most() + "}");
      case Regex.Look look ->
          "(?"
              + (look.ahead() ? "" : "<")
              + (look.negative() ? "!" : "=")
              + java(look.inner())
              + ")";
      case Regex.Backreference back -> "(?:\\" + back.group() + ")";
    };
  }
}
