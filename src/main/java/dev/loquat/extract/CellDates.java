package dev.loquat.extract;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which styles of a workbook show numbers as dates: ECMA-376 part 1, 18.8.30. Dates come out as ISO
 * 8601 has them, whatever the cell would show; other numbers as they are stored, without the noise
 * of binary fractions.
 */
record CellDates(List<Boolean> styles, boolean since1904) {
  static final CellDates NONE = new CellDates(List.of(), false);

  private static final double SECONDS_A_DAY = 86_400;
  private static final double LAST_DAY = 2_958_466; // the end of the year 9999

  /** Reads {@code xl/styles.xml}. */
  static CellDates of(byte[] xml, boolean since1904, Budget budget) {
    Map<String, Boolean> formats = new HashMap<>();
    List<Boolean> styles = new ArrayList<>();
    boolean inCells = false;
    XmlPart in = new XmlPart(xml, budget);
    while (in.next()) {
      if (in.starts("numFmt")) {
        formats.put(in.attribute("numFmtId"), isDate(in.attribute("formatCode")));
      } else if (in.starts("cellXfs")) {
        inCells = true;
      } else if (in.ends("cellXfs")) {
        inCells = false;
      } else if (inCells && in.starts("xf")) {
        String format = in.attribute("numFmtId");
        styles.add(formats.getOrDefault(format, isBuiltInDate(format)));
      }
    }
    return new CellDates(styles, since1904);
  }

  private static boolean isBuiltInDate(String format) {
    return format.matches("1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8]");
  }

  /** Letters of years and days outside of quotes, brackets and escapes. */
  private static boolean isDate(String code) {
    String bare = code.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.", "");
    return bare.matches("(?s).*[yYdD].*") || bare.matches("(?s).*[hH].*[mM].*");
  }

  /** A number as text. */
  String shown(String value, String style) {
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      return value;
    }
    boolean date = style.matches("\\d{1,6}") && isDateStyle(Integer.parseInt(style));
    if (date && number >= 0 && number < LAST_DAY) {
      return date(number);
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : significant(number, value);
  }

  private boolean isDateStyle(int style) {
    return style < styles.size() && styles.get(style);
  }

  /** As many digits as Excel keeps. */
  private static String significant(double number, String value) {
    if (!Double.isFinite(number) || value.length() < 16) {
      return value;
    }
    return new java.math.BigDecimal(number)
        .round(new java.math.MathContext(15))
        .stripTrailingZeros()
        .toPlainString();
  }

  private String date(double number) {
    // Day 1 is 1900-01-01, and there was a day 60 that never was (Lotus 1-2-3).
    LocalDate zero = since1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
    long days = (long) number;
    if (!since1904 && days < 60) {
      days++;
    }
    long seconds = Math.round((number - Math.floor(number)) * SECONDS_A_DAY);
    LocalDateTime at = zero.plusDays(days).atStartOfDay().plusSeconds(seconds);
    if (seconds == 0) {
      return at.toLocalDate().toString();
    }
    return number < 1 ? at.toLocalTime().toString() : at.toString();
  }
}
