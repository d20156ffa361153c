package dev.loquat.prompt.template;

import dev.loquat.prompt.template.Expression.Call;
import dev.loquat.prompt.template.Expression.Coalesce;
import dev.loquat.prompt.template.Expression.Literal;
import dev.loquat.prompt.template.Expression.Path;
import dev.loquat.prompt.value.Shape;
import dev.loquat.prompt.value.Shape.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks a tree against the shape of its data: unknown paths, wrong types, branches that can never
 * be reached, partials that include themselves.
 */
final class Checker {
  private static final int MOST_NODES = 200_000;
  private static final int DEEPEST = 400;
  private static final Set<Kind> LOOPED = EnumSet.of(Kind.ARRAY, Kind.OBJECT);

  private final Map<String, Partial> partials;
  private final Frames frames;
  private final Types types;
  private final Deque<String> including = new ArrayDeque<>();

  /** What the conditions around the current place say, by the text of the condition. */
  private Map<String, Boolean> known = new HashMap<>();

  private Problems problems;
  private int visited;
  private int depth;

  Checker(Shape root, Map<String, Partial> partials, Problems problems, Reads reads) {
    this.partials = partials;
    this.frames = new Frames(root);
    this.problems = problems;
    this.types = new Types(frames, problems, reads);
  }

  /**
   * A partial as it was parsed.
   *
   * @param problems where what is wrong in it is told
   */
  record Partial(List<Node> nodes, Problems problems) {}

  void check(List<Node> nodes) {
    if (++depth > DEEPEST) {
      problems.add(0, 1, "blocks and partials are nested deeper than " + DEEPEST);
    } else {
      checkEach(nodes);
    }
    depth--;
  }

  private void checkEach(List<Node> nodes) {
    for (Node node : nodes) {
      if (++visited > MOST_NODES) {
        if (visited == MOST_NODES + 1) {
          problems.add(
              0, 1, "with its partials the template has more than " + MOST_NODES + " nodes");
        }
        return;
      }
      switch (node) {
        case Node.Text text -> {}
        case Node.Output output -> types.of(output.value());
        case Node.Conditional conditional -> conditional(conditional);
        case Node.Each each -> each(each);
        case Node.With with -> with(with);
        case Node.Include include -> include(include);
      }
    }
  }

  private void conditional(Node.Conditional conditional) {
    types.of(conditional.test());
    String key = text(conditional.test()) + (conditional.includeZero() ? "+0" : "");
    Optional<Boolean> fact = fact(conditional, key);
    if (fact.isPresent()) {
      boolean runsThen = fact.get() != conditional.negated();
      if (!runsThen) {
        unreachable(conditional, "this branch");
      } else if (conditional.hasElse()) {
        unreachable(conditional, "its else");
      }
    }
    Map<String, Boolean> outside = known;
    known = new HashMap<>(outside);
    known.put(key, !conditional.negated());
    check(conditional.then());
    known = new HashMap<>(outside);
    known.put(key, conditional.negated());
    check(conditional.otherwise());
    known = outside;
  }

  private Optional<Boolean> fact(Node.Conditional conditional, String key) {
    if (conditional.test() instanceof Literal literal) {
      return Optional.of(
          conditional.includeZero()
              ? Texts.isPresent(literal.value())
              : Texts.isTrue(literal.value()));
    }
    return Optional.ofNullable(known.get(key));
  }

  private void unreachable(Node.Conditional conditional, String which) {
    String test = text(conditional.test());
    problems.add(
        conditional.test().at(),
        test.length(),
        which + " is unreachable: '" + test + "' is known here already");
  }

  private void each(Node.Each each) {
    Shape shape = types.of(each.items());
    if (!Types.overlaps(shape.kinds(), LOOPED)) {
      problems.add(
          each.items().at(),
          text(each.items()).length(),
          "'each' needs an array or an object, '"
              + text(each.items())
              + "' is "
              + Types.label(shape.kinds()));
    }
    // Where it might be either, what is said of an array's items decides, unless there are names.
    boolean array = shape.kinds().contains(Kind.ARRAY) && shape.names().isEmpty();
    Shape item = array ? shape.items() : Shape.ANY;
    frames.enterLoop();
    inside(item, each.names(), each.body());
    frames.leaveLoop();
    check(each.otherwise());
  }

  private void with(Node.With with) {
    inside(types.of(with.value()), with.names(), with.body());
    check(with.otherwise());
  }

  private void inside(Shape shape, List<String> names, List<Node> body) {
    Map<String, Boolean> outside = known;
    known = new HashMap<>();
    frames.push(shape, names, false);
    check(body);
    frames.pop();
    known = outside;
  }

  private void include(Node.Include include) {
    Partial partial = partials.get(include.name());
    if (partial == null) {
      problems.add(
          include.at(),
          include.name().length(),
          "unknown partial '"
              + include.name()
              + "'"
              + Suggestion.of(include.name(), partials.keySet()));
      return;
    }
    if (including.contains(include.name())) {
      problems.add(
          include.at(),
          include.name().length(),
          "partial '" + include.name() + "' includes itself");
      return;
    }
    Shape base = include.context().map(types::of).orElseGet(() -> frames.up(0).shape());
    Map<String, Shape> arguments = new HashMap<>();
    include.arguments().forEach((name, value) -> arguments.put(name, types.of(value)));
    including.push(include.name());
    Map<String, Boolean> outside = known;
    Problems outer = problems;
    problems = partial.problems();
    types.reportTo(problems);
    known = new HashMap<>();
    if (arguments.isEmpty() && include.context().isEmpty() && frames.isRoot(0)) {
      check(partial.nodes());
    } else {
      frames.push(arguments.isEmpty() ? base : new Overlaid(base, arguments), List.of(), true);
      check(partial.nodes());
      frames.pop();
    }
    problems = outer;
    types.reportTo(outer);
    known = outside;
    including.pop();
  }

  /** A partial's context with its arguments laid over it. */
  private record Overlaid(Shape base, Map<String, Shape> arguments) implements Shape {
    @Override
    public Set<Kind> kinds() {
      return EnumSet.of(Kind.OBJECT);
    }

    @Override
    public Optional<Shape> property(String name) {
      Shape argument = arguments.get(name);
      if (argument != null) {
        return Optional.of(argument);
      }
      return base.kinds().contains(Kind.OBJECT) ? base.property(name) : Optional.empty();
    }

    @Override
    public Set<String> names() {
      return Stream.concat(arguments.keySet().stream(), base.names().stream())
          .collect(Collectors.toSet());
    }
  }

  /** The expression in one canonical spelling. */
  static String text(Expression expression) {
    return switch (expression) {
      case Path path -> path.text();
      case Literal literal ->
          literal.value() instanceof String text ? '"' + text + '"' : Texts.of(literal.value());
      case Call call ->
          call.arguments().stream()
              .map(Checker::text)
              .collect(Collectors.joining(" ", "(" + call.helper() + " ", ")" + options(call)));
      case Coalesce coalesce ->
          coalesce.choices().stream().map(Checker::text).collect(Collectors.joining(" ?? "));
    };
  }

  private static String options(Call call) {
    return call.options().isEmpty()
        ? ""
        : call.options().entrySet().stream()
            .map(option -> option.getKey() + "=" + text(option.getValue()))
            .collect(Collectors.joining(" ", " ", ""));
  }
}
