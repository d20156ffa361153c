package dev.loquat.prompt.template;

import dev.loquat.prompt.value.JsonNull;
import dev.loquat.prompt.value.JsonPointer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled node. */
abstract class Piece {
  abstract void write(Scope scope, CharSink out);

  static final Piece NOTHING =
      new Piece() {
        @Override
        void write(Scope scope, CharSink out) {}
      };

  /** Pieces one after the other. */
  static Piece sequence(List<Piece> pieces) {
    return switch (pieces.size()) {
      case 0 -> NOTHING;
      case 1 -> pieces.getFirst();
      default -> new Sequence(pieces.toArray(Piece[]::new));
    };
  }

  private static final class Sequence extends Piece {
    private final Piece[] pieces;

    Sequence(Piece[] pieces) {
      this.pieces = pieces;
    }

    @Override
    void write(Scope scope, CharSink out) {
      for (Piece piece : pieces) {
        piece.write(scope, out);
      }
    }
  }

  /** Text of the template. */
  static final class Copy extends Piece {
    private final char[] text;

    Copy(String text) {
      this.text = text.toCharArray();
    }

    @Override
    void write(Scope scope, CharSink out) {
      out.append(text);
    }
  }

  /** A value. */
  static final class Print extends Piece {
    private final Reader reader;

    Print(Reader reader) {
      this.reader = reader;
    }

    @Override
    void write(Scope scope, CharSink out) {
      if (out.tracking()) {
        out.from(reader.source(scope));
        Texts.write(reader.read(scope), out);
        out.from(ProvenanceSpan.TEMPLATE);
      } else {
        Texts.write(reader.read(scope), out);
      }
    }
  }

  /** One of two ways. */
  static final class Choose extends Piece {
    private final Reader test;
    private final boolean includeZero;
    private final Piece whenTrue;
    private final Piece whenFalse;

    Choose(Reader test, boolean includeZero, Piece whenTrue, Piece whenFalse) {
      this.test = test;
      this.includeZero = includeZero;
      this.whenTrue = whenTrue;
      this.whenFalse = whenFalse;
    }

    @Override
    void write(Scope scope, CharSink out) {
      Object value = test.read(scope);
      boolean truth = includeZero ? Texts.isPresent(value) : Texts.isTrue(value);
      (truth ? whenTrue : whenFalse).write(scope, out);
    }
  }

  /** A loop over an array's items or an object's values. */
  static final class Loop extends Piece {
    private final Reader items;
    private final Piece body;
    private final Piece otherwise;

    Loop(Reader items, Piece body, Piece otherwise) {
      this.items = items;
      this.body = body;
      this.otherwise = otherwise;
    }

    @Override
    void write(Scope scope, CharSink out) {
      Object value = items.read(scope);
      if (value instanceof List<?> list && !list.isEmpty()) {
        String source = out.tracking() ? items.source(scope) : "";
        overList(list, source, scope, out);
      } else if (value instanceof Map<?, ?> map && !map.isEmpty()) {
        String source = out.tracking() ? items.source(scope) : "";
        overMap(map, source, scope, out);
      } else {
        otherwise.write(scope, out);
      }
    }

    private void overList(List<?> list, String source, Scope scope, CharSink out) {
      int size = list.size();
      scope.pushLoop(size);
      int level = scope.top;
      for (int i = 0; i < size; i++) {
        scope.item(list, i);
        if (out.tracking()) {
          scope.pointers[level] = JsonPointer.child(source, i);
        }
        body.write(scope, out);
      }
      scope.pop();
    }

    private void overMap(Map<?, ?> map, String source, Scope scope, CharSink out) {
      scope.pushLoop(map.size());
      int level = scope.top;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        scope.entry(entry);
        if (out.tracking()) {
          scope.pointers[level] = JsonPointer.child(source, String.valueOf(entry.getKey()));
        }
        body.write(scope, out);
      }
      scope.pop();
    }
  }

  /** A block about another value. */
  static final class Enter extends Piece {
    private final Reader value;
    private final Piece body;
    private final Piece otherwise;

    Enter(Reader value, Piece body, Piece otherwise) {
      this.value = value;
      this.body = body;
      this.otherwise = otherwise;
    }

    @Override
    void write(Scope scope, CharSink out) {
      Object inner = value.read(scope);
      if (!Texts.isPresent(inner)) {
        otherwise.write(scope, out);
        return;
      }
      String source = out.tracking() ? value.source(scope) : "";
      scope.push(inner);
      scope.pointers[scope.top] = source;
      body.write(scope, out);
      scope.pop();
    }
  }

  /** A partial. Its body is set after all partials have been assembled. */
  static final class Include extends Piece {
    private final Map<String, Piece> bodies;
    private final String name;
    private final @Nullable Reader context;
    private final Map<String, Reader> arguments;
    private final String indent;

    Include(
        Map<String, Piece> bodies,
        String name,
        @Nullable Reader context,
        Map<String, Reader> arguments,
        String indent) {
      this.bodies = bodies;
      this.name = name;
      this.context = context;
      this.arguments = arguments;
      this.indent = indent;
    }

    @Override
    void write(Scope scope, CharSink out) {
      scope.checkDeadline();
      String before = out.indent(indent);
      Piece body = bodies.getOrDefault(name, NOTHING);
      if (context == null && arguments.isEmpty()) {
        body.write(scope, out);
      } else {
        enter(scope, out);
        body.write(scope, out);
        scope.pop();
      }
      out.restoreIndent(before);
    }

    /** Goes over to the partial's own value; the caller leaves it with {@link Scope#pop}. */
    void enter(Scope scope, CharSink out) {
      Object base = context == null ? scope.values[scope.top] : context.read(scope);
      String pointer = "";
      Map<String, String> sources = new HashMap<>();
      if (out.tracking()) {
        pointer = context == null ? scope.pointers[scope.top] : context.source(scope);
        arguments.forEach((name, reader) -> sources.put(name, reader.source(scope)));
      }
      Object value = arguments.isEmpty() ? base : overlaid(base, scope);
      scope.push(value);
      scope.pointers[scope.top] = pointer;
      scope.overlays[scope.top] = sources;
    }

    private Map<String, Object> overlaid(@Nullable Object base, Scope scope) {
      var merged = new LinkedHashMap<String, Object>();
      if (base instanceof Map<?, ?> map) {
        map.forEach((key, value) -> merged.put(String.valueOf(key), JsonNull.of(value)));
      }
      for (Map.Entry<String, Reader> argument : arguments.entrySet()) {
        Object value = argument.getValue().read(scope);
        if (value == null) {
          merged.remove(argument.getKey());
        } else {
          merged.put(argument.getKey(), value);
        }
      }
      return merged;
    }
  }
}
