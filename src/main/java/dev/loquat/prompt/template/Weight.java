package dev.loquat.prompt.template;

import java.util.Collection;
import java.util.List;

/** How much code nodes make: about one for each value that is read or text that is written. */
final class Weight {
  private Weight() {}

  static long of(List<Node> nodes) {
    long weight = 0;
    for (Node node : nodes) {
      weight += of(node);
    }
    return weight;
  }

  static long of(Node node) {
    return 1
        + switch (node) {
          case Node.Text text -> 0;
          case Node.Output output -> of(output.value());
          case Node.Conditional when -> of(when.test()) + of(when.then()) + of(when.otherwise());
          case Node.Each each -> of(each.items()) + of(each.body()) + of(each.otherwise());
          case Node.With with -> of(with.value()) + of(with.body()) + of(with.otherwise());
          case Node.Include include -> 1L + include.arguments().size();
        };
  }

  private static long of(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> 1;
      case Expression.Path path -> 1L + path.steps().size();
      case Expression.Call call -> 1 + of(call.arguments()) + of(call.options().values());
      case Expression.Coalesce coalesce -> of(coalesce.choices());
    };
  }

  private static long of(Collection<Expression> expressions) {
    return expressions.stream().mapToLong(Weight::of).sum();
  }
}
