package dev.loquat.prompt.schema;

/** Dates, times and durations of RFC 3339. */
final class TimeFormats {
  private static final Formats.Format DURATION =
      Formats.pattern(
          "^P(([0-9]+W)"
              + "|((([0-9]+Y([0-9]+M([0-9]+D)?)?)|([0-9]+M([0-9]+D)?)|([0-9]+D))"
              + "(T(([0-9]+H([0-9]+M([0-9]+S)?)?)|([0-9]+M([0-9]+S)?)|([0-9]+S)))?)"
              + "|(T(([0-9]+H([0-9]+M([0-9]+S)?)?)|([0-9]+M([0-9]+S)?)|([0-9]+S))))$");

  private TimeFormats() {}

  static boolean isDuration(String text) {
    return DURATION.matches(text);
  }

  static boolean isDate(String text) {
    if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return false;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= days(year, month);
  }

  private static int days(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  static boolean isDateTime(String text) {
    return text.length() > 11
        && (text.charAt(10) == 'T' || text.charAt(10) == 't')
        && isDate(text.substring(0, 10))
        && isTime(text.substring(11));
  }

  static boolean isTime(String text) {
    if (text.length() < 9 || text.charAt(2) != ':' || text.charAt(5) != ':') {
      return false;
    }
    int hour = number(text, 0, 2);
    int minute = number(text, 3, 5);
    int second = number(text, 6, 8);
    int zone = 8;
    if (text.charAt(zone) == '.') {
      zone++;
      while (zone < text.length() && isDigit(text.charAt(zone))) {
        zone++;
      }
      if (zone == 9) {
        return false;
      }
    }
    int offset = offset(text, zone);
    boolean inRange = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0;
    if (!inRange || second > 60 || offset == Integer.MIN_VALUE) {
      return false;
    }
    // A leap second is the last one of a day in UTC.
    int utc = Math.floorMod(hour * 60 + minute - offset, 24 * 60);
    return second < 60 || utc == 24 * 60 - 1;
  }

  /** Minutes east of UTC, or the least integer where the rest of the text is no zone. */
  private static int offset(String text, int at) {
    if (at + 1 == text.length()) {
      char zulu = text.charAt(at);
      return zulu == 'Z' || zulu == 'z' ? 0 : Integer.MIN_VALUE;
    }
    if (at + 6 != text.length() || text.charAt(at + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = number(text, at + 1, at + 3);
    int minutes = number(text, at + 4, at + 6);
    char sign = text.charAt(at);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || (sign != '+' && sign != '-')) {
      return Integer.MIN_VALUE;
    }
    return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
