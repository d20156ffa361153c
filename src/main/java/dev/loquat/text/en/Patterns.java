package dev.loquat.text.en;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Things that look like several words and are one: addresses, handles, emoticons. */
final class Patterns {
  static final Pattern WHOLE =
      Pattern.compile(
          "(?:https?|ftp)://[^\\s<>\"，。）】》]{1,2000}+"
              + "|www\\.[^\\s<>\"，。）】》]{1,2000}+"
              + "|[A-Za-z0-9._%+-]{1,64}+@[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,8}"
              + "|[0-9]{3}-[0-9]{3}-[0-9]{4}(?![0-9-])|[0-9]{3}-[0-9]{4}(?![0-9-])"
              + "|(?i:e|non|mid|pre|re|anti|co|post|multi|semi|ex|inter|sub|mis)-[A-Za-z]{2,30}(?![A-Za-z-])"
              + "|[a-z]{2,20}(?:\\.[a-z]{2,20}){2,6}(?![A-Za-z.@])"
              + "|(?<![A-Za-z0-9])[@#][A-Za-z_][A-Za-z0-9_]{0,100}"
              + "|[:;=8][-o^']?[)(DPp\\]\\[/\\\\|*](?![A-Za-z0-9/])"
              + "|<3"
              + "|[A-Za-z0-9][A-Za-z0-9_-]{0,60}(?:\\.[a-z0-9-]{1,60}){0,6}\\.(?i:com|org|net|edu|gov|io|co\\.uk|html?|pdf|docx?|xlsx?|pptx?|jpe?g|gif|png|zip|txt|java|py|js|json|xml|yaml|exe)(?![A-Za-z0-9])(?:/[^\\s<>\"]{0,500})?");

  /** So many letters may stand before the mark: the name in an address of mail. */
  private static final int LONGEST_PREFIX = 64;

  private static final Set<String> UNITS =
      Set.of(
          "am", "pm", "ms", "kg", "km", "cm", "mm", "gb", "mb", "kb", "tb", "mph", "k", "m", "ft",
          "lb", "lbs", "oz", "hz", "mhz", "ghz", "px", "hrs", "hr", "min", "mins", "g", "ml");

  private Patterns() {}

  /** The end of such a thing that begins at {@code from}; {@code from} itself if there is none. */
  static int whole(String text, int from, int to) {
    if (!mayBegin(text, from, to)) {
      return from;
    }
    Matcher m = WHOLE.matcher(text).region(from, to).useTransparentBounds(true);
    if (!m.lookingAt()) {
      return from;
    }
    int end = m.end();
    while (end > from + 4
        && ".,;:!?)'\"”’".indexOf(text.charAt(end - 1)) >= 0
        && isAddress(text, from)) {
      end--;
    }
    return end;
  }

  /**
   * False where {@link #WHOLE} cannot match, which is at most words. All that it tells begins with
   * a mark of its own, or with letters and digits up to one of four marks, none of them the last.
   */
  static boolean mayBegin(String text, int from, int to) {
    if (to - from < 2) {
      return false;
    }
    if ("@#:;=8<".indexOf(text.charAt(from)) >= 0) {
      return true;
    }
    int last = Math.min(to - 2, from + LONGEST_PREFIX);
    for (int i = from; i <= last; i++) {
      char c = text.charAt(i);
      if (!isPrefix(c)) {
        return c == '.' || c == '-' || c == '@' || c == ':';
      }
    }
    return false;
  }

  private static boolean isPrefix(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '%'
        || c == '+';
  }

  private static boolean isAddress(String text, int from) {
    return text.startsWith("http", from)
        || text.startsWith("www", from)
        || text.startsWith("ftp", from);
  }

  /** Whether what follows the number, lower[at...], is a unit of measure. */
  static boolean isUnit(String lower, int at) {
    return UNITS.contains(lower.substring(at));
  }
}
