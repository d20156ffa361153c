package dev.loquat.score;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** One way of writing a number for all of "1,200", "1200.0", "twelve", 一千二百 and 1200. */
final class Numerals {
  private static final String CHINESE_DIGITS = "零一二三四五六七八九";
  private static final Map<Character, Long> CHINESE_UNITS =
      Map.of('十', 10L, '百', 100L, '千', 1000L, '万', 10_000L, '亿', 100_000_000L);
  private static final Map<String, String> ENGLISH =
      Map.ofEntries(
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("ten", "10"),
          Map.entry("eleven", "11"),
          Map.entry("twelve", "12"),
          Map.entry("twenty", "20"),
          Map.entry("thirty", "30"),
          Map.entry("fifty", "50"));
  private static final int LONGEST = 24;

  private Numerals() {}

  /**
   * The plain decimal writing of a word that is a number. A single Chinese digit is none: 一 is an
   * article more often.
   */
  static Optional<String> of(String word) {
    if (word.isEmpty() || word.length() > LONGEST) {
      return Optional.empty();
    }
    char first = word.charAt(0);
    if (first >= '0' && first <= '9') {
      return arabic(word);
    }
    if (word.length() >= 2 && chinese(first)) {
      return chinese(word);
    }
    return Optional.ofNullable(ENGLISH.get(word));
  }

  private static Optional<String> arabic(String word) {
    char last = word.charAt(word.length() - 1);
    Long unit = CHINESE_UNITS.get(last);
    String digits = (unit == null ? word : word.substring(0, word.length() - 1)).replace(",", "");
    if (!digits.matches("\\d+(\\.\\d+)?")) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(digits);
    if (unit != null) {
      value = value.multiply(BigDecimal.valueOf(unit));
    }
    return Optional.of(plain(value));
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static boolean chinese(char c) {
    return CHINESE_DIGITS.indexOf(c) >= 0 || CHINESE_UNITS.containsKey(c) || c == '两' || c == '〇';
  }

  private static Optional<String> chinese(String word) {
    if (!word.chars().allMatch(c -> chinese((char) c))) {
      return Optional.empty();
    }
    return Optional.of(
        word.chars().anyMatch(c -> CHINESE_UNITS.containsKey((char) c))
            ? plain(withUnits(word))
            : plain(new BigDecimal(digitByDigit(word))));
  }

  private static String digitByDigit(String word) {
    StringBuilder digits = new StringBuilder(word.length());
    for (char c : word.toCharArray()) {
      digits.append(digit(c));
    }
    return digits.toString();
  }

  /** Sections up to 9999 are summed, then multiplied by 万 or 亿; 万 before 亿 counts with it. */
  private static BigDecimal withUnits(String word) {
    BigDecimal total = BigDecimal.ZERO;
    long largest = 0;
    long section = 0;
    long digit = 0;
    for (char c : word.toCharArray()) {
      long unit = CHINESE_UNITS.getOrDefault(c, 0L);
      if (unit == 0) {
        digit = digit(c);
      } else if (unit < 10_000) {
        section += Math.max(digit, 1) * unit;
        digit = 0;
      } else {
        BigDecimal part = BigDecimal.valueOf(section + digit);
        BigDecimal factor = BigDecimal.valueOf(unit);
        total =
            unit > largest ? total.add(part).multiply(factor) : total.add(part.multiply(factor));
        largest = unit;
        section = 0;
        digit = 0;
      }
    }
    return total.add(BigDecimal.valueOf(section + digit));
  }

  private static int digit(char c) {
    return c == '两' ? 2 : c == '〇' ? 0 : CHINESE_DIGITS.indexOf(c);
  }
}
