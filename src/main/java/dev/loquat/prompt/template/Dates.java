package dev.loquat.prompt.template;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The helper {@code date}: an ISO 8601 date or time, or milliseconds since 1970, in a pattern of
 * {@link DateTimeFormatter} and a time zone (UTC unless said). It never reads a clock.
 */
final class Dates {
  private static final int LONGEST = 64;

  private Dates() {}

  static String format(Helper.Arguments arguments) {
    Object value = arguments.at(0);
    if (value == null) {
      return "";
    }
    String pattern = arguments.count() > 1 ? arguments.text(1) : "yyyy-MM-dd";
    try {
      ZoneId zone = arguments.count() > 2 ? ZoneId.of(arguments.text(2)) : ZoneOffset.UTC;
      ZonedDateTime time =
          value instanceof Number number
              ? Instant.ofEpochMilli(number.longValue()).atZone(zone)
              : parse(Texts.of(value), zone);
      return DateTimeFormatter.ofPattern(limited(pattern), Locale.ROOT).format(time);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new RenderException(
          "date: cannot print '" + Texts.of(value) + "' as '" + pattern + "': " + e.getMessage());
    }
  }

  private static String limited(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("longer than " + LONGEST + " characters");
    }
    return text;
  }

  private static ZonedDateTime parse(String text, ZoneId zone) {
    String iso = limited(text.strip());
    if (iso.length() == 10) {
      return LocalDate.parse(iso).atStartOfDay(zone);
    }
    String time = iso.replace(' ', 'T');
    boolean hasZone =
        time.endsWith("Z") || time.endsWith("z") || time.matches(".*[+-]\\d\\d:?\\d\\d");
    return hasZone
        ? OffsetDateTime.parse(time).atZoneSameInstant(zone)
        : LocalDateTime.parse(time).atZone(zone);
  }
}
