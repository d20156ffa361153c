package dev.loquat.extract;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The text of a Word document: paragraphs, headings by their style, list items, tables row by row,
 * then foot- and endnotes. What is marked as deleted is left out.
 */
final class Docx {
  private static final String BODY = "word/document.xml";

  private final Budget budget;
  private final Map<String, Integer> levels;
  private final StringBuilder paragraph = new StringBuilder();
  private int level;
  private boolean listed;
  private int cells; // how many tables deep the reading is within cells

  private Docx(Budget budget, Map<String, Integer> levels) {
    this.budget = budget;
    this.levels = levels;
  }

  static Extracted read(byte[] bytes, Budget budget) {
    OfficeFile file = OfficeFile.open(Format.DOCX, BODY, bytes, budget);
    Map<String, Integer> levels =
        file.part("word/styles.xml").map(xml -> headingStyles(xml, budget)).orElse(Map.of());
    for (String part : new String[] {BODY, "word/footnotes.xml", "word/endnotes.xml"}) {
      file.part(part).ifPresent(xml -> new Docx(budget, levels).part(xml));
    }
    return new Extracted(Format.DOCX, file.title(budget), budget.text());
  }

  /** Levels of styles that are headings, whatever language their ids are in. */
  private static Map<String, Integer> headingStyles(byte[] xml, Budget budget) {
    Map<String, Integer> out = new HashMap<>();
    XmlPart in = new XmlPart(xml, budget);
    String style = "";
    while (in.next()) {
      switch (in.started()) {
        case "style" -> style = in.attribute("styleId");
        case "name" -> headingLevel(in.attribute("val")).ifPresent(put(out, style));
        default -> {}
      }
    }
    return out;
  }

  private static java.util.function.Consumer<Integer> put(Map<String, Integer> out, String style) {
    return level -> out.put(style, level);
  }

  private static Optional<Integer> headingLevel(String styleName) {
    String name = styleName.toLowerCase(Locale.ROOT);
    if (name.equals("title")) {
      return Optional.of(1);
    }
    return name.matches("heading ?[1-9]")
        ? Optional.of(Math.min(6, name.charAt(name.length() - 1) - '0'))
        : Optional.empty();
  }

  private void part(byte[] xml) {
    XmlPart in = new XmlPart(xml, budget);
    while (in.next()) {
      if (in.started().isEmpty()) {
        end(in);
      } else {
        start(in);
      }
    }
    budget.endParagraph();
  }

  private void start(XmlPart in) {
    switch (in.started()) {
      case "p" -> {
        paragraph.setLength(0);
        level = 0;
        listed = false;
      }
      case "pStyle" -> level = level(in.attribute("val"));
      case "numPr" -> listed = true;
      case "t" -> {
        while (in.next() && !in.ends("t")) {
          paragraph.append(in.text());
        }
      }
      case "tab" -> paragraph.append('\t');
      case "br", "cr" -> paragraph.append('\n');
      case "noBreakHyphen" -> paragraph.append('-');
      case "Fallback", "tabs" -> in.skip(); // tab stops; what older programs would show
      case "tbl" -> budget.endParagraph();
      case "tc" -> {
        budget.append(cells > 0 || budget.atLineStart() ? "" : " | ");
        cells++;
      }
      default -> {}
    }
  }

  private int level(String style) {
    return Optional.ofNullable(levels.get(style)).or(() -> headingLevel(style)).orElse(0);
  }

  private void end(XmlPart in) {
    switch (in.ended()) {
      case "p" -> endParagraph();
      case "tc" -> cells--;
      case "tr" -> {
        if (cells == 0) {
          budget.endLine();
        }
      }
      case "tbl" -> {
        if (cells == 0) {
          budget.endParagraph();
        }
      }
      default -> {}
    }
  }

  private void endParagraph() {
    String text = paragraph.toString().strip();
    paragraph.setLength(0);
    if (text.isEmpty()) {
      return;
    }
    if (cells > 0) { // a row is a line
      String glue = budget.atLineStart() || budget.endsWith("| ") ? "" : " ";
      budget.append(glue).append(text.replace('\n', ' '));
      return;
    }
    boolean heading = level > 0 && text.indexOf('\n') < 0;
    budget.append(heading ? "#".repeat(level) + " " : listed ? "- " : "").append(text);
    if (listed && !heading) {
      budget.endLine();
    } else {
      budget.endParagraph();
    }
  }
}
