package dev.loquat.prompt.template;

import java.util.List;
import java.util.Map;

/** An expression inside a tag. {@code at} is its offset in the template. */
sealed interface Expression {
  int at();

  /** Where a path starts. */
  enum Anchor {
    /** A bare name: a block parameter if there is one of that name, else the current value. */
    NAME,
    /** {@code this}, {@code ./} or {@code ../}: the current value or one around it. */
    THIS,
    /** {@code @root}. */
    ROOT,
    /** {@code @index}, {@code @key}, {@code @first}, {@code @last}: the first step names it. */
    LOOP
  }

  /**
   * A path such as {@code a.b.0}, {@code ../x}, {@code this}.
   *
   * @param up how many {@code ../} lead it
   */
  record Path(Anchor anchor, int up, List<String> steps, String text, int at)
      implements Expression {}

  /** A string, number, {@code true}, {@code false} or {@code null}. */
  record Literal(Object value, int at) implements Expression {}

  /** A helper with its arguments and {@code name=value} options. */
  record Call(String helper, List<Expression> arguments, Map<String, Expression> options, int at)
      implements Expression {}

  /** {@code a ?? b}: the first that is neither absent nor null. */
  record Coalesce(List<Expression> choices, int at) implements Expression {}
}
