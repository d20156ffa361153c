package dev.loquat.extract;

import dev.loquat.extract.OfficeFile.Relationship;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of a workbook: each sheet under its name, a line for each row, cells parted by bars. */
final class Xlsx {
  private static final String MAIN = "xl/workbook.xml";

  private final Budget budget;
  private final List<String> shared;
  private final CellDates dates;

  private Xlsx(Budget budget, List<String> shared, CellDates dates) {
    this.budget = budget;
    this.shared = shared;
    this.dates = dates;
  }

  static Extracted read(byte[] bytes, Budget budget) {
    OfficeFile file = OfficeFile.open(Format.XLSX, MAIN, bytes, budget);
    List<String> shared =
        file.part("xl/sharedStrings.xml").map(xml -> sharedStrings(xml, budget)).orElse(List.of());
    Map<String, String> sheets = new LinkedHashMap<>();
    CellDates dates = workbook(file, sheets, budget);
    budget.checkPages(sheets.size());
    Xlsx reader = new Xlsx(budget, shared, dates);
    sheets.forEach((path, name) -> file.part(path).ifPresent(xml -> reader.sheet(name, xml)));
    return new Extracted(Format.XLSX, file.title(budget), budget.text());
  }

  /** Fills in the sheets, by their paths in the archive, in their order. */
  private static CellDates workbook(OfficeFile file, Map<String, String> sheets, Budget budget) {
    Map<String, Relationship> targets = file.relationships(MAIN, budget);
    boolean since1904 = false;
    XmlPart in = new XmlPart(file.part(MAIN).orElseThrow(), budget);
    while (in.next()) {
      if (in.starts("workbookPr")) {
        since1904 = in.attribute("date1904").matches("1|true");
      } else if (in.starts("sheet")) {
        Relationship sheet = targets.get(in.attribute("r", "id"));
        if (sheet != null) {
          sheets.put(sheet.target(), in.attribute("name"));
        }
      }
    }
    boolean from1904 = since1904;
    return file.part("xl/styles.xml")
        .map(xml -> CellDates.of(xml, from1904, budget))
        .orElse(CellDates.NONE);
  }

  private static List<String> sharedStrings(byte[] xml, Budget budget) {
    List<String> out = new ArrayList<>();
    XmlPart in = new XmlPart(xml, budget);
    while (in.next()) {
      if (in.starts("si")) {
        out.add(string(in, "si"));
      }
    }
    return out;
  }

  /** The text of a string that ends with {@code end}, without its phonetic reading. */
  private static String string(XmlPart in, String end) {
    StringBuilder out = new StringBuilder();
    while (in.next() && !in.ends(end)) {
      if (in.starts("rPh")) {
        in.skip();
      } else if (in.starts("t")) {
        while (in.next() && !in.ends("t")) {
          out.append(in.text());
        }
      }
    }
    return out.toString();
  }

  private void sheet(String name, byte[] xml) {
    budget.endParagraph();
    budget.append("## ").append(name).append("\n\n");
    XmlPart in = new XmlPart(xml, budget);
    while (in.next()) {
      if (in.starts("c")) {
        String cell = cell(in).strip().replaceAll("\\s+", " ");
        if (!cell.isEmpty()) {
          budget.append(budget.atLineStart() ? "" : " | ").append(cell);
        }
      } else if (in.ends("row")) {
        budget.endLine();
      }
    }
    budget.endParagraph();
  }

  private String cell(XmlPart in) {
    String type = in.attribute("t");
    String style = in.attribute("s");
    String value = "";
    while (in.next() && !in.ends("c")) {
      if (in.starts("is")) {
        value = string(in, "is");
      } else if (in.starts("v")) {
        StringBuilder raw = new StringBuilder();
        while (in.next() && !in.ends("v")) {
          raw.append(in.text());
        }
        value = raw.toString();
      }
    }
    return switch (type) {
      case "s" -> sharedString(value);
      case "b" -> value.equals("1") ? "TRUE" : "FALSE";
      case "", "n" -> dates.shown(value, style);
      default -> value;
    };
  }

  private String sharedString(String index) {
    try {
      return shared.get(Integer.parseInt(index.strip()));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new ExtractException(
          ExtractException.Reason.BROKEN, "refers to string " + index + ", which is not there", e);
    }
  }
}
