package dev.loquat.prompt.template;

import dev.loquat.prompt.template.Expression.Literal;
import dev.loquat.prompt.template.Segment.Tag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the syntax tree. Goes on after an error, so that one run reports them all. */
final class Parser {
  /** Deeper nesting than this is refused. */
  static final int MAX_DEPTH = 100;

  private static final int MAX_BRANCHES = 300;

  private static final List<String> BLOCKS = List.of("if", "unless", "each", "with");

  private final String source;
  private final Problems problems;
  private final Deque<OpenBlock> open = new ArrayDeque<>();
  private List<Node> nodes = new ArrayList<>();

  private Parser(String source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  static List<Node> parse(String source, Problems problems) {
    var whiteSpace = new WhiteSpace(new Lexer(source, problems).segments());
    var parser = new Parser(source, problems);
    for (Segment segment : whiteSpace.stripped()) {
      switch (segment) {
        case Segment.Text text -> parser.nodes.add(new Node.Text(text.text()));
        case Tag tag -> parser.tag(tag, whiteSpace);
      }
    }
    return parser.finished();
  }

  private List<Node> finished() {
    while (!open.isEmpty()) {
      OpenBlock block = open.peek();
      problems.add(
          block.start,
          3 + block.name.length(),
          "this block is not closed, '{{/" + block.name + "}}' is missing");
      close();
    }
    return nodes;
  }

  private void tag(Tag tag, WhiteSpace whiteSpace) {
    var inner = new ExpressionParser(source, tag.inner(), tag.innerEnd());
    try {
      switch (tag.kind()) {
        case OUTPUT -> nodes.add(output(inner));
        case OPEN -> open(inner, tag);
        case CLOSE -> close(inner, tag);
        case ELSE -> otherwise(inner, tag);
        case PARTIAL -> nodes.add(include(inner, whiteSpace.indentOf(tag)));
        case COMMENT, RAW_OPEN, RAW_CLOSE -> {}
      }
    } catch (UnexpectedInTag e) {
      problems.add(e.offset(), 1, String.valueOf(e.getMessage()));
      if (tag.kind() == Segment.Kind.OPEN && open.size() < MAX_DEPTH) {
        openAnything(tag);
      }
    }
  }

  private static Node output(ExpressionParser inner) throws UnexpectedInTag {
    if (inner.atEnd()) {
      throw new UnexpectedInTag(inner.offset(), "this tag is empty: expected a path or a helper");
    }
    Expression value = inner.expression(0);
    inner.expectEnd();
    return new Node.Output(value);
  }

  private void open(ExpressionParser inner, Tag tag) throws UnexpectedInTag {
    String name = inner.word("the name of a block: if, unless, each or with");
    if (!BLOCKS.contains(name)) {
      String advice = Suggestion.of(name, BLOCKS);
      throw new UnexpectedInTag(
          tag.inner(),
          "unknown block '"
              + name
              + "'"
              + (advice.isEmpty() ? " (if, unless, each, with)" : advice));
    }
    if (open.size() >= MAX_DEPTH) {
      throw new UnexpectedInTag(tag.start(), "blocks are nested deeper than " + MAX_DEPTH);
    }
    open.push(head(inner, name, tag, false));
    nodes = new ArrayList<>();
  }

  /** A block whose head is wrong still has a body and an end. */
  private void openAnything(Tag tag) {
    String name = source.substring(tag.inner(), tag.innerEnd()).strip().split("\\s", 2)[0];
    var none = new Literal(false, tag.inner());
    open.push(new OpenBlock(name, tag.start(), none, List.of(), false, false, nodes));
    nodes = new ArrayList<>();
  }

  private OpenBlock head(ExpressionParser inner, String name, Tag tag, boolean chained)
      throws UnexpectedInTag {
    if (inner.atEnd()) {
      throw new UnexpectedInTag(inner.offset(), "'" + name + "' needs a value");
    }
    Expression value = inner.expression(0);
    boolean includeZero = false;
    if (value instanceof Expression.Call call
        && inner.atEnd()
        && !Helpers.exists(call.helper())
        && call.arguments().isEmpty()) {
      // {{#if n includeZero=true}}: what reads like a call without arguments is a path and options.
      Expression zero = call.options().get("includeZero");
      if (zero instanceof Literal literal && call.options().size() == 1 && !name.equals("each")) {
        includeZero = Boolean.TRUE.equals(literal.value());
        value =
            new ExpressionParser(source, call.at(), call.at() + call.helper().length()).value(0);
      }
    } else if (inner.startsValue()) {
      Expression zero = inner.options().get("includeZero");
      includeZero = zero instanceof Literal literal && Boolean.TRUE.equals(literal.value());
    }
    List<String> names = inner.blockNames();
    inner.expectEnd();
    if (!names.isEmpty() && (name.equals("if") || name.equals("unless"))) {
      throw new UnexpectedInTag(
          tag.inner(), "'" + name + "' gives no names: 'as' belongs to each, with");
    }
    return new OpenBlock(name, tag.start(), value, names, includeZero, chained, nodes);
  }

  private void otherwise(ExpressionParser inner, Tag tag) throws UnexpectedInTag {
    if (source.charAt(tag.inner() - 1) != '^' || source.startsWith("else", tag.inner())) {
      inner.word("else");
    }
    OpenBlock block = open.peek();
    if (block == null) {
      throw new UnexpectedInTag(tag.start(), "'else' stands outside of any block");
    }
    if (block.then != null) {
      throw new UnexpectedInTag(
          tag.start(), "'{{#" + block.name + "}}' has an else already: nothing may follow it");
    }
    block.then = nodes;
    nodes = new ArrayList<>();
    if (inner.atEnd()) {
      return;
    }
    String name = inner.word("if, unless, each or with");
    if (!BLOCKS.contains(name)) {
      throw new UnexpectedInTag(
          tag.start(), "unknown block '" + name + "' after else" + Suggestion.of(name, BLOCKS));
    }
    if (open.size() >= MAX_BRANCHES) {
      throw new UnexpectedInTag(
          tag.start(), "more than " + MAX_BRANCHES + " branches hang together");
    }
    open.push(head(inner, name, tag, true));
    nodes = new ArrayList<>();
  }

  private void close(ExpressionParser inner, Tag tag) throws UnexpectedInTag {
    String name = inner.word("the name of the block that ends here");
    inner.expectEnd();
    Optional<OpenBlock> opener = open.stream().filter(block -> !block.chained).findFirst();
    if (opener.isEmpty()) {
      throw new UnexpectedInTag(tag.start(), "'{{/" + name + "}}' closes no block");
    }
    String expected = opener.get().name;
    if (!expected.equals(name)) {
      problems.add(
          tag.start(),
          tag.end() - tag.start(),
          "expected '{{/" + expected + "}}', found '{{/" + name + "}}'");
      boolean opened = open.stream().anyMatch(block -> isOpenerOf(name, block));
      while (opened && !isOpenerOf(name, open.element())) {
        close();
      }
    }
    while (!open.isEmpty() && open.element().chained) {
      close();
    }
    close();
  }

  private static boolean isOpenerOf(String name, OpenBlock block) {
    return !block.chained && block.name.equals(name);
  }

  private void close() {
    OpenBlock block = open.pop();
    Node node = block.node(nodes);
    nodes = block.outer;
    nodes.add(node);
  }

  private static Node include(ExpressionParser inner, String indent) throws UnexpectedInTag {
    inner.atEnd(); // Skips the space before the name, where problems with it are shown.
    int at = inner.offset();
    String name = inner.word("the name of a partial");
    Map<String, Expression> arguments = inner.options();
    Optional<Expression> context = Optional.empty();
    if (arguments.isEmpty() && !inner.atEnd()) {
      context = Optional.of(inner.value(0));
      arguments = inner.options();
    }
    inner.expectEnd();
    return new Node.Include(name, context, arguments, indent, at);
  }
}
