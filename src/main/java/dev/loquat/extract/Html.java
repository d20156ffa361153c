package dev.loquat.extract;

import dev.loquat.extract.ExtractException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * HTML by jsoup, with headings, lists, table rows and preformatted text kept apart. The encoding is
 * the one that the page declares, else UTF-8.
 */
final class Html {
  private static final Set<String> UNSEEN =
      Set.of(
          "head",
          "script",
          "style",
          "template",
          "noscript",
          "nav",
          "svg",
          "iframe",
          "object",
          "select",
          "button");
  private static final Set<String> CELLS = Set.of("td", "th");

  private Html() {}

  static Extracted read(byte[] bytes, Budget budget) {
    try {
      Document page = Jsoup.parse(new ByteArrayInputStream(bytes), null, "");
      String charset = page.charset().name();
      Walk walk = new Walk(budget);
      page.filter(walk);
      if (walk.replacements > 0) {
        throw new ExtractException(
            Reason.ENCODING,
            "has %d characters that are not %s".formatted(walk.replacements, charset));
      }
      Optional<String> title = Optional.of(page.title().strip()).filter(t -> !t.isEmpty());
      return new Extracted(Format.HTML, title, budget.text());
    } catch (IOException e) {
      throw ExtractException.broken("broken", e);
    }
  }

  private static final class Walk implements NodeFilter {
    private final Budget budget;
    private int preformatted;
    private int replacements;

    Walk(Budget budget) {
      this.budget = budget;
    }

    @Override
    public FilterResult head(Node node, int depth) {
      budget.checkTime();
      if (node instanceof TextNode text) {
        text(text);
      } else if (node instanceof Element element) {
        if (UNSEEN.contains(element.normalName())) {
          return FilterResult.SKIP_ENTIRELY;
        }
        open(element);
      }
      return FilterResult.CONTINUE;
    }

    private void text(TextNode node) {
      String text = preformatted > 0 ? node.getWholeText() : node.text();
      replacements += (int) text.chars().filter(c -> c == 0xFFFD).count();
      if (preformatted == 0 && budget.atLineStart()) {
        text = text.stripLeading();
      }
      budget.append(text.replace("\0", ""));
    }

    private void open(Element element) {
      String name = element.normalName();
      int level = headingLevel(name);
      if (level > 0) {
        budget.endParagraph();
        budget.append("#".repeat(level)).append(' ');
      } else if (name.equals("li")) {
        budget.endLine();
        budget.append("- ");
      } else if (name.equals("br")) {
        budget.append('\n');
      } else if (name.equals("pre")) {
        budget.endParagraph();
        budget.append("```\n");
        preformatted++;
      } else if (CELLS.contains(name)) {
        budget.append(budget.atLineStart() ? "" : " | ");
      } else if (name.equals("tr")) {
        budget.endLine();
      } else if (element.isBlock() && !name.equals("ul") && !name.equals("ol")) {
        endUnlessListItem(element);
      }
    }

    /** The first block within a list item stays on the item's own line. */
    private void endUnlessListItem(Element element) {
      Element parent = element.parent();
      boolean inItem =
          parent != null
              && (parent.normalName().equals("li") || CELLS.contains(parent.normalName()))
              && element.previousElementSibling() == null;
      if (!inItem) {
        budget.endParagraph();
      }
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element) {
        String name = element.normalName();
        if (name.equals("pre")) {
          preformatted--;
          budget.endLine();
          budget.append("```\n");
        }
        if (headingLevel(name) > 0) {
          budget.endParagraph();
        } else if (name.equals("li") || name.equals("tr")) {
          budget.endLine();
        } else if (element.isBlock() && !CELLS.contains(name)) {
          endTail(element);
        }
      }
      return FilterResult.CONTINUE;
    }

    private void endTail(Element element) {
      Element parent = element.parent();
      if (parent != null && CELLS.contains(parent.normalName())) {
        budget.append(element.nextElementSibling() == null ? "" : " ");
      } else {
        budget.endParagraph();
      }
    }

    private static int headingLevel(String name) {
      boolean heading =
          name.length() == 2
              && name.charAt(0) == 'h'
              && name.charAt(1) >= '1'
              && name.charAt(1) <= '6';
      return heading ? name.charAt(1) - '0' : 0;
    }
  }
}
