package dev.loquat.prompt.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The syntax tree of a template. */
sealed interface Node {
  /** Text that is copied. */
  record Text(String text) implements Node {}

  /** {@code {{value}}}. */
  record Output(Expression value) implements Node {}

  /**
   * {@code {{#if}}} and {@code {{#unless}}}; an {@code {{else if}}} is the only node of {@code
   * otherwise}.
   */
  record Conditional(
      Expression test,
      boolean negated,
      boolean includeZero,
      List<Node> then,
      List<Node> otherwise,
      boolean hasElse)
      implements Node {}

  /** {@code {{#each items as |value key|}}}. */
  record Each(Expression items, List<String> names, List<Node> body, List<Node> otherwise, int at)
      implements Node {}

  /** {@code {{#with value as |name|}}}. */
  record With(Expression value, List<String> names, List<Node> body, List<Node> otherwise, int at)
      implements Node {}

  /**
   * {@code {{> name context argument=value}}}.
   *
   * @param indent put before each line of the partial where the tag is alone on its line
   */
  record Include(
      String name,
      Optional<Expression> context,
      Map<String, Expression> arguments,
      String indent,
      int at)
      implements Node {}
}
