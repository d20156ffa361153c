package dev.loquat.text.name;

import dev.loquat.text.name.NameFinder.Found;
import dev.loquat.text.name.NameFinder.Words;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates, numbers and products, which have shapes of their own. */
final class Patterns {
  private static final String MONTH =
      "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
          + "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
  private static final String HAN_NUMBER = "[0-9０-９〇零一二三四五六七八九十]{1,4}";

  // No word boundary here: Java's looks back over any number of combining marks.
  private static final Pattern DATE =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:"
              + HAN_NUMBER
              + " ?年(?: ?"
              + HAN_NUMBER
              + " ?月(?:份|底|初|中旬|上旬|下旬)?(?: ?"
              + HAN_NUMBER
              + " ?[日号])?)?"
              + "|"
              + HAN_NUMBER
              + " ?月(?: ?"
              + HAN_NUMBER
              + " ?[日号]|份|底|初)"
              + "|[12][0-9]{3}[-/.][01]?[0-9][-/.][0-3]?[0-9]"
              + "|[0-3]?[0-9]/[0-3]?[0-9]/(?:[12][0-9])?[0-9]{2}"
              + "|"
              + MONTH
              + "\\.? [0-3]?[0-9](?:st|nd|rd|th)?(?:,? [12][0-9]{3})?(?![0-9])"
              + "|[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?"
              + MONTH
              + "(?:,? [12][0-9]{3})?(?![a-z])"
              + "|"
              + MONTH
              + " [12][0-9]{3}"
              + "|(?:星期|周|礼拜)[一二三四五六日天]|(?:今|明|昨|前|后)天|(?:去|今|明|前|后)年|本月|上个?月|下个?月|上周|下周|本周"
              + "|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?i:yesterday|tomorrow|today)"
              + "|(?<=(?<![A-Za-z0-9])(?:in|since|by|of|until|during|from) )(?:1[5-9]|20)[0-9]{2}(?![0-9.,]?[0-9])"
              + ")");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![A-Za-z0-9.])[+-]?[0-9０-９]{1,30}(?:[.,．][0-9０-９]{1,30}){0,9}(?: ?[%％]|[百千万亿]{1,3})?(?![A-Za-z0-9])"
              + "|(?:百分之)?[零一二三四五六七八九十百千万亿两]{2,20}(?:点[零一二三四五六七八九]{1,9})?");
  private static final Pattern PRODUCT =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:i(?:Phone|Pad|Pod|Mac|OS|Cloud|Tunes|Watch)|MacBook|PlayStation|Xbox|Kindle|Android|Windows"
              + "|Photoshop|GPT|ChatGPT|PowerPoint|Gmail|YouTube|AirPods)"
              + "(?:[ -]?(?:[0-9]{1,4}(?:\\.[0-9]{1,3})?[A-Za-z]{0,2}|XP|Pro|Max|Air|Plus|Mini|Vista))*(?![A-Za-z0-9])");

  private Patterns() {}

  static void find(Words words, List<Found> out) {
    int n = words.starts().length;
    if (n == 0) {
      return;
    }
    int from = words.starts()[0];
    int to = words.ends()[n - 1];
    match(DATE, words.text(), from, to, "DATE", 0, out);
    match(PRODUCT, words.text(), from, to, "PRODUCT", 0, out);
    match(NUMBER, words.text(), from, to, "NUM", 2, out);
    for (int i = 0; i < n; i++) {
      if (words.universal(i).equals("NUM")) {
        out.add(new Found(words.starts()[i], words.ends()[i], "NUM", 3));
      }
    }
  }

  private static void match(
      Pattern pattern, String text, int from, int to, String type, int rank, List<Found> out) {
    Matcher m = pattern.matcher(text).region(from, to).useTransparentBounds(true);
    while (m.find()) {
      if (m.end() <= to) {
        out.add(new Found(m.start(), m.end(), type, rank));
      }
    }
  }
}
