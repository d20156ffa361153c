package dev.loquat.prompt.template;

import dev.loquat.prompt.template.Expression.Anchor;
import dev.loquat.prompt.template.Expression.Call;
import dev.loquat.prompt.template.Expression.Coalesce;
import dev.loquat.prompt.template.Expression.Literal;
import dev.loquat.prompt.template.Expression.Path;
import dev.loquat.prompt.value.JsonPointer;
import dev.loquat.prompt.value.JsonValues;
import dev.loquat.prompt.value.Shape;
import dev.loquat.prompt.value.Shape.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the shape of expressions, and what is wrong with them. */
final class Types {
  private static final Set<String> LOOP_FACTS = Set.of("index", "key", "first", "last");
  private static final Shape NUMBER = Shape.of(EnumSet.of(Kind.NUMBER));
  private static final Shape BOOLEAN = Shape.of(EnumSet.of(Kind.BOOLEAN));
  private static final Shape KEY = Shape.of(EnumSet.of(Kind.NUMBER, Kind.STRING));

  private final Frames frames;
  private final Reads reads;
  private Problems problems;

  Types(Frames frames, Problems problems, Reads reads) {
    this.frames = frames;
    this.problems = problems;
    this.reads = reads;
  }

  /** Reports to other problems from here on, those of a partial; returns the ones until now. */
  Problems reportTo(Problems others) {
    Problems before = problems;
    problems = others;
    return before;
  }

  Shape of(Expression expression) {
    return switch (expression) {
      case Literal literal -> literal(literal);
      case Path path -> path(path);
      case Call call -> call(call);
      case Coalesce coalesce -> coalesce(coalesce);
    };
  }

  private static Shape literal(Literal literal) {
    return switch (literal.value()) {
      case String text -> Shape.of(EnumSet.of(Kind.STRING));
      case Number number -> NUMBER;
      case Boolean flag -> BOOLEAN;
      default -> Shape.of(EnumSet.of(Kind.NULL));
    };
  }

  private Shape coalesce(Coalesce coalesce) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    List<Shape> shapes = new ArrayList<>();
    for (Expression choice : coalesce.choices()) {
      Shape shape = of(choice);
      shapes.add(shape);
      kinds.addAll(shape.kinds());
    }
    return shapes.getFirst().kinds().containsAll(kinds) ? shapes.getFirst() : Shape.of(kinds);
  }

  private Shape path(Path path) {
    switch (path.anchor()) {
      case LOOP -> {
        return loopFact(path);
      }
      case ROOT -> {
        reads.add(path.steps());
        return walk(frames.root().shape(), path, 0, path.text());
      }
      case NAME -> {
        Frames.Named named = frames.find(path.steps().getFirst());
        if (named.up() >= 0) {
          Shape shape = named.isKey() ? KEY : frames.up(named.up()).shape();
          return walk(shape, path, 1, path.text());
        }
      }
      case THIS -> {}
    }
    if (!frames.reaches(path.up())) {
      problem(
          path,
          "'"
              + path.text()
              + "' leads out of the template: there are only "
              + levels()
              + " blocks around it that change the current value");
      return Shape.ANY;
    }
    if (frames.isRoot(path.up())) {
      reads.add(path.steps());
    }
    return walk(frames.up(path.up()).shape(), path, 0, path.text());
  }

  private int levels() {
    int levels = 0;
    while (frames.reaches(levels + 1)) {
      levels++;
    }
    return levels;
  }

  private Shape loopFact(Path path) {
    String name = path.steps().getFirst();
    if (!LOOP_FACTS.contains(name)) {
      problem(
          path,
          "unknown '@"
              + name
              + "'"
              + Suggestion.of(name, LOOP_FACTS)
              + " (there are @index, @key, @first, @last, @root)");
      return Shape.ANY;
    }
    if (frames.loops() <= path.up()) {
      problem(
          path,
          "'"
              + path.text()
              + "' stands outside of "
              + (path.up() == 0 ? "any {{#each}}" : "that many {{#each}}"));
    }
    return name.equals("index") ? NUMBER : name.equals("key") ? KEY : BOOLEAN;
  }

  private Shape walk(Shape from, Path path, int first, String text) {
    Shape shape = from;
    for (int i = first; i < path.steps().size(); i++) {
      String step = path.steps().get(i);
      Optional<Shape> next = step(shape, step);
      if (next.isEmpty()) {
        problem(path, unknown(shape, step, i == 0, path, text));
        return Shape.ANY;
      }
      shape = next.get();
    }
    return shape;
  }

  private static Optional<Shape> step(Shape shape, String step) {
    Set<Kind> kinds = shape.kinds();
    if (kinds.contains(Kind.OBJECT)) {
      Optional<Shape> property = shape.property(step);
      if (property.isPresent()) {
        return property;
      }
    }
    if (kinds.contains(Kind.ARRAY) && JsonPointer.index(step) >= 0) {
      return Optional.of(shape.items());
    }
    boolean measurable = kinds.contains(Kind.ARRAY) || kinds.contains(Kind.STRING);
    return step.equals("length") && measurable ? Optional.of(NUMBER) : Optional.empty();
  }

  private String unknown(Shape shape, String step, boolean first, Path path, String text) {
    if (!shape.kinds().contains(Kind.OBJECT)) {
      return "unknown path '" + text + "': " + label(shape.kinds()) + " has no '" + step + "'";
    }
    String near = Suggestion.of(step, shape.names());
    boolean inBlock = first && path.anchor() == Anchor.NAME && frames.depth() > 1;
    if (inBlock && frames.root().shape().property(step).isPresent()) {
      near = "; did you mean '" + outward(step) + "'?";
    }
    return "unknown path '"
        + text
        + "': the input declares no '"
        + step
        + "'"
        + (first ? "" : " there")
        + near;
  }

  private String outward(String step) {
    int up = frames.depth() - 1;
    return frames.reaches(up) && up < 3 ? "../".repeat(up) + step : "@root." + step;
  }

  private Shape call(Call call) {
    List<Shape> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      arguments.add(of(argument));
    }
    call.options().values().forEach(this::of);
    Helpers.Signature signature = Helpers.signature(call.helper());
    if (signature == null) {
      problems.add(
          call.at(),
          call.helper().length(),
          "unknown helper '" + call.helper() + "'" + Suggestion.of(call.helper(), Helpers.names()));
      return Shape.ANY;
    }
    checkCall(call, signature, arguments);
    return Shape.of(signature.gives());
  }

  private void checkCall(Call call, Helpers.Signature signature, List<Shape> arguments) {
    int count = arguments.size();
    if (count < signature.least() || count > signature.most()) {
      String range =
          signature.least() == signature.most()
              ? String.valueOf(signature.least())
              : "from " + signature.least() + " to " + signature.most();
      problems.add(
          call.at(),
          call.helper().length(),
          "'" + call.helper() + "' takes " + range + " arguments, here are " + count);
      return;
    }
    for (Map.Entry<String, Expression> option : call.options().entrySet()) {
      if (!signature.options().contains(option.getKey())) {
        problems.add(
            call.at(),
            call.helper().length(),
            "'"
                + call.helper()
                + "' has no option '"
                + option.getKey()
                + "'"
                + Suggestion.of(option.getKey(), signature.options()));
      }
    }
    if (!overlaps(arguments.getFirst().kinds(), signature.takes())) {
      problems.add(
          call.arguments().getFirst().at(),
          1,
          "'"
              + call.helper()
              + "' takes "
              + label(signature.takes())
              + ", this is "
              + label(arguments.getFirst().kinds()));
    }
    if (call.helper().equals("eq") || call.helper().equals("ne")) {
      checkAgainstValues(call, arguments.get(0), call.arguments().get(1));
      checkAgainstValues(call, arguments.get(1), call.arguments().get(0));
    }
  }

  private void checkAgainstValues(Call call, Shape shape, Expression other) {
    if (!(other instanceof Literal literal) || shape.values().isEmpty()) {
      return;
    }
    if (shape.values().stream().noneMatch(value -> JsonValues.equal(value, literal.value()))) {
      List<String> values = shape.values().stream().map(Texts::of).toList();
      problems.add(
          literal.at(),
          1,
          "'"
              + call.helper()
              + "' with '"
              + Texts.of(literal.value())
              + "' never changes: the values are "
              + String.join(", ", values)
              + Suggestion.of(Texts.of(literal.value()), values));
    }
  }

  /** Whether two sets of kinds have one in common; null does not count. */
  static boolean overlaps(Set<Kind> some, Set<Kind> others) {
    return some.stream().anyMatch(kind -> kind == Kind.NULL || others.contains(kind));
  }

  static String label(Set<Kind> kinds) {
    return kinds.stream()
        .filter(kind -> kind != Kind.NULL || kinds.size() == 1)
        .map(Kind::label)
        .collect(Collectors.joining(" or "));
  }

  private void problem(Path path, String message) {
    problems.add(path.at(), path.text().length(), message);
  }
}
