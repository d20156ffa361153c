package dev.loquat.prompt.template;

import dev.loquat.prompt.template.Expression.Anchor;
import dev.loquat.prompt.template.Expression.Call;
import dev.loquat.prompt.template.Expression.Coalesce;
import dev.loquat.prompt.template.Expression.Literal;
import dev.loquat.prompt.template.Expression.Path;
import dev.loquat.prompt.value.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the renderer of a checked tree: a net of small objects, one for each node. */
final class Assembler {
  private final Frames frames;
  private final Helpers helpers;
  private final Map<String, Piece> partials;

  /** {@code partials} may be filled later: bodies are looked up when they are rendered. */
  Assembler(Helpers helpers, Map<String, Piece> partials) {
    this(helpers, partials, Frames.untyped());
  }

  /** For nodes that stand within these blocks. */
  Assembler(Helpers helpers, Map<String, Piece> partials, Frames frames) {
    this.helpers = helpers;
    this.partials = partials;
    this.frames = frames;
  }

  Piece assemble(List<Node> nodes) {
    var pieces = new ArrayList<Piece>();
    var text = new StringBuilder();
    for (Node node : nodes) {
      if (node instanceof Node.Text more) {
        text.append(more.text());
        continue;
      }
      flush(text, pieces);
      pieces.add(piece(node));
    }
    flush(text, pieces);
    return Piece.sequence(pieces);
  }

  private static void flush(StringBuilder text, List<Piece> pieces) {
    if (!text.isEmpty()) {
      pieces.add(new Piece.Copy(text.toString()));
      text.setLength(0);
    }
  }

  private Piece piece(Node node) {
    return switch (node) {
      case Node.Text text -> new Piece.Copy(text.text());
      case Node.Output output -> new Piece.Print(reader(output.value()));
      case Node.Conditional conditional -> choose(conditional);
      case Node.Each each ->
          new Piece.Loop(
              reader(each.items()), inside(each.names(), each.body()), assemble(each.otherwise()));
      case Node.With with ->
          new Piece.Enter(
              reader(with.value()), inside(with.names(), with.body()), assemble(with.otherwise()));
      case Node.Include include -> include(include);
    };
  }

  Piece.Include include(Node.Include include) {
    return new Piece.Include(
        partials,
        include.name(),
        include.context().map(this::reader).orElse(null),
        readers(include.arguments()),
        include.indent());
  }

  private Piece choose(Node.Conditional conditional) {
    Piece then = assemble(conditional.then());
    Piece otherwise = assemble(conditional.otherwise());
    return new Piece.Choose(
        reader(conditional.test()),
        conditional.includeZero(),
        conditional.negated() ? otherwise : then,
        conditional.negated() ? then : otherwise);
  }

  private Piece inside(List<String> names, List<Node> body) {
    frames.push(Shape.ANY, names, false);
    Piece piece = assemble(body);
    frames.pop();
    return piece;
  }

  Map<String, Reader> readers(Map<String, Expression> expressions) {
    var readers = new LinkedHashMap<String, Reader>();
    expressions.forEach((name, expression) -> readers.put(name, reader(expression)));
    return readers;
  }

  Reader reader(Expression expression) {
    return switch (expression) {
      case Literal literal -> new Reader.Constant(literal.value());
      case Path path -> path(path);
      case Call call ->
          new Reader.Calling(
              helpers.helper(call.helper()),
              call.arguments().stream().map(this::reader).toList(),
              readers(call.options()));
      case Coalesce coalesce ->
          new Reader.FirstPresent(coalesce.choices().stream().map(this::reader).toList());
    };
  }

  private Reader path(Path path) {
    List<String> steps = path.steps();
    if (path.anchor() == Anchor.LOOP) {
      return new Reader.LoopFact(steps.getFirst(), path.up());
    }
    if (path.anchor() == Anchor.ROOT) {
      return new Reader.FromRoot(steps);
    }
    if (path.anchor() == Anchor.NAME) {
      Frames.Named named = frames.find(steps.getFirst());
      if (named.up() >= 0) {
        return named.isKey()
            ? new Reader.LoopKey(named.up())
            : new Reader.Route(named.up(), steps.subList(1, steps.size()));
      }
    }
    return path.up() == 0 && steps.size() == 1
        ? new Reader.Field(steps.getFirst())
        : new Reader.Route(path.up(), steps);
  }
}
