package dev.loquat.prompt.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block whose end the parser has not met yet. */
final class OpenBlock {
  final String name;
  final int start;

  /** Opened by {@code {{else if}}}: it ends together with the block that it belongs to. */
  final boolean chained;

  /** The nodes around the block, to which it will be added. */
  final List<Node> outer;

  /** The nodes before {@code {{else}}}; null until that is met. */
  @Nullable List<Node> then;

  private final Expression value;
  private final List<String> names;
  private final boolean includeZero;

  OpenBlock(
      String name,
      int start,
      Expression value,
      List<String> names,
      boolean includeZero,
      boolean chained,
      List<Node> outer) {
    this.name = name;
    this.start = start;
    this.value = value;
    this.names = names;
    this.includeZero = includeZero;
    this.chained = chained;
    this.outer = outer;
  }

  /** The whole block; {@code last} are the nodes since its start or since its else. */
  Node node(List<Node> last) {
    List<Node> body = then == null ? last : then;
    List<Node> otherwise = then == null ? List.of() : last;
    return switch (name) {
      case "each" -> new Node.Each(value, names, body, otherwise, start);
      case "with" -> new Node.With(value, names, body, otherwise, start);
      default ->
          new Node.Conditional(
              value, name.equals("unless"), includeZero, body, otherwise, then != null);
    };
  }
}
