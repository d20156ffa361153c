package dev.loquat.guard;

import dev.loquat.guard.grammar.TemplateParser;
import dev.loquat.guard.grammar.TemplateParser.ItemContext;
import dev.loquat.guard.grammar.TemplateParser.LiteralContext;
import dev.loquat.guard.grammar.TemplateParser.SuffixContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BufferedTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * What an island's parse tree asks for.
 *
 * @param references every path and call, in the order of their place, arguments included
 * @param items number of top-level items
 */
record Expression(List<Reference> references, int items) {

  static Expression parse(Island island) {
    TemplateParser parser =
        new TemplateParser(new BufferedTokenStream(new ListTokenSource(island.tokens())));
    parser.removeErrorListeners();
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    List<ItemContext> items = parser.island().item();
    List<Reference> references = new ArrayList<>();
    items.forEach(item -> collect(item, references));
    return new Expression(references, items.size());
  }

  private static void collect(ParseTree tree, List<Reference> out) {
    switch (tree) {
      case TemplateParser.PathContext path -> chain(path.NAME().getText(), path.suffix(), out);
      case TemplateParser.LiteralContext literal -> {
        if (!literal.suffix().isEmpty()) {
          chain("", literal.suffix(), out);
        }
      }
      case TemplateParser.GroupContext group -> {
        group.item().forEach(item -> collect(item, out));
        if (!group.suffix().isEmpty()) {
          chain("", group.suffix(), out);
        }
      }
      case TemplateParser.ItemContext item -> collect(item.getChild(0), out);
      default -> {
        // Marks and error nodes ask for nothing.
      }
    }
  }

  private static void chain(String first, List<SuffixContext> suffixes, List<Reference> out) {
    StringBuilder name = new StringBuilder(first);
    boolean called = false;
    boolean bare = true;
    int at = out.size();
    for (SuffixContext suffix : suffixes) {
      bare &= !called;
      called = suffix.call() != null;
      List<ItemContext> inner = List.of();
      if (suffix.member() != null) {
        join(name, suffix.member().NAME().getText());
      } else if (suffix.call() != null) {
        inner = suffix.call().item();
      } else if (suffix.subscript() != null) {
        inner = suffix.subscript().item();
        subscriptName(inner, name);
        bare = false;
      }
      bare &= inner.isEmpty();
      inner.forEach(item -> collect(item, out));
    }
    if (!name.isEmpty()) {
      out.add(at, new Reference(name.toString(), called, bare));
    }
  }

  /** {@code a['b']} asks for the same as {@code a.b}. */
  private static void subscriptName(List<ItemContext> items, StringBuilder name) {
    if (items.size() == 1 && items.getFirst().literal() != null) {
      LiteralContext literal = items.getFirst().literal();
      StringBuilder text = new StringBuilder();
      for (TerminalNode part : literal.LITERAL()) {
        text.append(part.getText());
      }
      if (!text.isEmpty()) {
        join(name, text.toString());
      }
    }
  }

  private static void join(StringBuilder name, String part) {
    if (!name.isEmpty()) {
      name.append('.');
    }
    name.append(part);
  }
}
