package dev.loquat.extract;

import dev.loquat.extract.OfficeFile.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The text of a presentation: slide by slide in their order, each with its notes behind it. */
final class Pptx {
  private static final String MAIN = "ppt/presentation.xml";

  private Pptx() {}

  static Extracted read(byte[] bytes, Budget budget) {
    OfficeFile file = OfficeFile.open(Format.PPTX, MAIN, bytes, budget);
    List<String> slides = slides(file, budget);
    budget.checkPages(slides.size());
    for (String slide : slides) {
      file.part(slide).ifPresent(xml -> shapes(xml, true, budget));
      file.relationships(slide, budget).values().stream()
          .filter(r -> r.type().endsWith("/notesSlide"))
          .forEach(r -> file.part(r.target()).ifPresent(xml -> shapes(xml, false, budget)));
    }
    return new Extracted(Format.PPTX, file.title(budget), budget.text());
  }

  private static List<String> slides(OfficeFile file, Budget budget) {
    Map<String, Relationship> targets = file.relationships(MAIN, budget);
    List<String> out = new ArrayList<>();
    XmlPart in = new XmlPart(file.part(MAIN).orElseThrow(), budget);
    while (in.next()) {
      if (in.starts("sldId")) {
        Relationship slide = targets.get(in.attribute("r", "id"));
        if (slide != null) {
          out.add(slide.target());
        }
      }
    }
    return out;
  }

  /** The text of a slide's shapes; the first paragraph of its title is a heading. */
  private static void shapes(byte[] xml, boolean titled, Budget budget) {
    budget.endParagraph();
    XmlPart in = new XmlPart(xml, budget);
    boolean title = false;
    boolean skipped = false; // slide numbers, dates and footers say nothing
    StringBuilder paragraph = new StringBuilder();
    while (in.next()) {
      switch (in.started()) {
        case "sp" -> {
          title = false;
          skipped = false;
        }
        case "ph" -> {
          String type = in.attribute("type");
          title = titled && (type.equals("title") || type.equals("ctrTitle"));
          skipped = type.equals("sldNum") || type.equals("dt") || type.equals("ftr");
        }
        case "t" -> {
          while (in.next() && !in.ends("t")) {
            paragraph.append(in.text());
          }
        }
        case "br" -> paragraph.append(' ');
        case "tab" -> paragraph.append('\t');
        case "Fallback" -> in.skip();
        default -> {}
      }
      if (in.ends("p")) {
        String text = paragraph.toString().strip();
        paragraph.setLength(0);
        if (!text.isEmpty() && !skipped) {
          budget.append(title ? "## " : "").append(text).append('\n');
          title = false;
        }
      } else if (in.ends("sp") || in.ends("tr")) {
        budget.endParagraph();
      }
    }
    budget.endParagraph();
  }
}
