package dev.loquat.guard;

import dev.loquat.guard.grammar.TemplateLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Finds template islands. The text between islands is skipped without the lexer; within, every
 * character is read once, also where openers nest or never close: an inner island leaves the outer
 * one's tokens when it ends, and an island that never ends has none.
 */
final class Islands {
  private static final int MAX_TOKENS = 1024;
  private static final int MAX_DEPTH = 8;

  private final CharSequence text;
  private final Consumer<Island> sink;
  private final TemplateLexer lexer;
  private final ArrayDeque<Frame> open = new ArrayDeque<>();

  private Islands(CharSequence text, Consumer<Island> sink) {
    this.text = text;
    this.sink = sink;
    this.lexer = new TemplateLexer(new IslandCharacters(text));
    lexer.removeErrorListeners();
  }

  /** Hands every closed island to {@code sink}, inner ones before outer ones. */
  static void find(CharSequence text, Consumer<Island> sink) {
    if (Opener.next(text, 0) < text.length()) {
      new Islands(text, sink).run();
    }
  }

  private void run() {
    int at = 0;
    while ((at = Opener.next(text, at)) < text.length()) {
      lexer.getInputStream().seek(at);
      lexer._modeStack.clear();
      lexer.mode(TemplateLexer.DEFAULT_MODE);
      Token opener = lexer.nextToken();
      at = opener.getType() == TemplateLexer.OPEN ? island(opener) : at + 1;
    }
  }

  /** Reads from an opener until all open islands are closed; returns where to go on. */
  private int island(Token opener) {
    open.clear();
    push(opener);
    lexer.mode(TemplateLexer.EXPRESSION);
    while (!open.isEmpty()) {
      int at = lexer.getInputStream().index();
      boolean literal = lexer._mode != TemplateLexer.EXPRESSION;
      if (!literal && closes(open.peek(), at)) {
        close(at);
      } else if (!literal && opensAt(at)) {
        lexer.mode(TemplateLexer.DEFAULT_MODE);
        Token inner = lexer.nextToken();
        lexer.mode(TemplateLexer.EXPRESSION);
        open(inner);
      } else {
        Token token = lexer.nextToken();
        if (token.getType() == Token.EOF) {
          return text.length();
        }
        add(token);
      }
    }
    return lexer.getInputStream().index();
  }

  private void open(Token token) {
    if (token.getType() == TemplateLexer.OPEN) {
      push(token);
    } else {
      add(token);
    }
  }

  private boolean opensAt(int at) {
    return at + 1 < text.length()
        && Opener.next(text.subSequence(at, at + 2), 0) == 0
        && !isOperator(at);
  }

  /** Inside an expression these are a remainder, a product or a comparison, not openers. */
  private boolean isOperator(int at) {
    char c = text.charAt(at);
    return c != '{' && c != '$' && c != '#' && !(c == '<' && text.charAt(at + 1) == '%');
  }

  private void push(Token opener) {
    if (open.size() == MAX_DEPTH) {
      open.removeLast();
    }
    open.push(new Frame(Opener.of(opener.getText()), opener.getStartIndex()));
  }

  private boolean closes(Frame frame, int at) {
    String closer = frame.opener.closer();
    if (frame.braces > 0 && text.length() > at && text.charAt(at) == '}') {
      return false;
    }
    if (at + closer.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < closer.length(); i++) {
      if (text.charAt(at + i) != closer.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void close(int at) {
    Frame frame = open.pop();
    int end = at + frame.opener.closer().length();
    lexer.getInputStream().seek(end);
    sink.accept(
        new Island(
            frame.opener,
            frame.start,
            end,
            Brackets.balance(frame.tokens),
            frame.tokens.size() == MAX_TOKENS));
  }

  private void add(Token token) {
    Frame frame = open.element();
    switch (token.getType()) {
      case TemplateLexer.LBRACE -> frame.braces++;
      case TemplateLexer.RBRACE -> frame.braces = Math.max(0, frame.braces - 1);
      default -> {
        // Only braces can be taken for a closer.
      }
    }
    if (token.getChannel() == Token.DEFAULT_CHANNEL && frame.tokens.size() < MAX_TOKENS) {
      frame.tokens.add(token);
    }
  }

  /** An island that is still open. */
  private static final class Frame {
    private final Opener opener;
    private final int start;
    private final List<Token> tokens = new ArrayList<>();
    private int braces;

    Frame(Opener opener, int start) {
      this.opener = opener;
      this.start = start;
    }
  }

  /** Makes brackets balanced: closers without an opener go, missing closers are added. */
  private static final class Brackets {
    private static final int MAX_NESTING = 64;

    static List<Token> balance(List<Token> tokens) {
      List<Token> out = new ArrayList<>(tokens.size() + 4);
      ArrayDeque<Integer> expected = new ArrayDeque<>();
      for (Token token : tokens) {
        int closer = closerOf(token.getType());
        if (closer != 0) {
          if (expected.size() == MAX_NESTING) {
            continue;
          }
          expected.push(closer);
        } else if (isCloser(token.getType())) {
          if (!expected.contains(token.getType())) {
            continue;
          }
          while (expected.element() != token.getType()) {
            out.add(new CommonToken(expected.pop(), ""));
          }
          expected.pop();
        }
        out.add(token);
      }
      while (!expected.isEmpty()) {
        out.add(new CommonToken(expected.pop(), ""));
      }
      return out;
    }

    private static int closerOf(int type) {
      return switch (type) {
        case TemplateLexer.LPAREN -> TemplateLexer.RPAREN;
        case TemplateLexer.LBRACKET -> TemplateLexer.RBRACKET;
        case TemplateLexer.LBRACE -> TemplateLexer.RBRACE;
        default -> 0;
      };
    }

    private static boolean isCloser(int type) {
      return type == TemplateLexer.RPAREN
          || type == TemplateLexer.RBRACKET
          || type == TemplateLexer.RBRACE;
    }
  }
}
