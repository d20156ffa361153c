package dev.loquat.prompt.template;

import dev.loquat.prompt.template.Expression.Anchor;
import dev.loquat.prompt.template.Expression.Literal;
import dev.loquat.prompt.template.Expression.Path;
import dev.loquat.prompt.value.JsonNull;
import java.util.ArrayList;
import java.util.List;

/** Parser of paths, and of the literals that look like one: {@code true}, {@code null}. */
final class PathParser {
  private final TagCursor cursor;

  PathParser(TagCursor cursor) {
    this.cursor = cursor;
  }

  Expression path() throws UnexpectedInTag {
    int start = cursor.offset();
    Anchor anchor = anchor();
    int up = 0;
    while (anchor != Anchor.ROOT && cursor.eatHere("../")) {
      up++;
    }
    if (anchor == Anchor.LOOP) {
      String variable = cursor.name();
      return new Path(anchor, up, List.of(variable), cursor.since(start), start);
    }
    if (up > 0 && !startsStep()) {
      return parent(up, start);
    }
    if (anchor == Anchor.ROOT) {
      return steps(anchor, up, new ArrayList<>(), start);
    }
    if (cursor.eatHere("..")) {
      return parent(up + 1, start);
    }
    if (cursor.eatHere("./")) {
      anchor = Anchor.THIS;
    } else if (cursor.eatHere(".")) {
      return new Path(Anchor.THIS, up, List.of(), ".", start);
    }
    var steps = new ArrayList<String>();
    steps.add(step());
    return steps(anchor, up, steps, start);
  }

  private Anchor anchor() {
    if (cursor.eatHere("@root")) {
      return Anchor.ROOT;
    }
    return cursor.eatHere("@") ? Anchor.LOOP : Anchor.NAME;
  }

  private Path parent(int up, int start) {
    return new Path(Anchor.THIS, up, List.of(), cursor.since(start), start);
  }

  private Expression steps(Anchor anchor, int up, List<String> steps, int start)
      throws UnexpectedInTag {
    while (cursor.eatHere(".") || cursor.eatHere("/")) {
      steps.add(step());
    }
    return named(anchor, up, steps, start);
  }

  private Expression named(Anchor anchor, int up, List<String> steps, int start) {
    String text = cursor.since(start);
    if (anchor == Anchor.NAME && up == 0 && steps.size() == 1) {
      switch (text) {
        case "true" -> {
          return new Literal(true, start);
        }
        case "false" -> {
          return new Literal(false, start);
        }
        case "null", "undefined" -> {
          return new Literal(JsonNull.NULL, start);
        }
        default -> {}
      }
    }
    boolean self = !steps.isEmpty() && steps.getFirst().equals("this") && !text.startsWith("[");
    List<String> rest = self ? steps.subList(1, steps.size()) : steps;
    Anchor from = anchor == Anchor.ROOT ? anchor : self || up > 0 ? Anchor.THIS : anchor;
    return new Path(from, up, List.copyOf(rest), text, start);
  }

  private boolean startsStep() {
    return cursor.isAtName() || cursor.isAt("[.");
  }

  private String step() throws UnexpectedInTag {
    return cursor.isAt("[") ? cursor.bracketed() : cursor.name();
  }
}
