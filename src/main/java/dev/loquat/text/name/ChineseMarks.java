package dev.loquat.text.name;

import dev.loquat.text.tag.Mark;
import dev.loquat.text.tag.Shape;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What lists of names and Latin letters say of a sentence's characters. Time is linear. */
final class ChineseMarks {
  private static final int LONGEST_TRANSLITERATED = 8;
  private static final int LONGEST_SURNAME = 4;
  private static final int LONGEST_GIVEN = 3;
  private static final int LONGEST_RUN = 6;
  private static final int AHEAD = 5;
  private static final String DOTS = "·•‧・．";
  private static final String STOPS = "，。、；：的（）《》！？“”";

  private final NameLexicon lexicon = NameLexicon.load();
  private final String text;
  private final int[] starts;
  private final int[] ends;
  private final Map<Mark, String[]> marks = new EnumMap<>(Mark.class);
  private final String[] sound;

  /**
   * @param text in simplified characters
   * @param starts where its words begin in the text
   * @param ends where they end
   */
  private ChineseMarks(String text, int[] starts, int[] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
    this.sound = new String[text.length()];
    marks.put(Mark.SOUND, sound);
  }

  static Map<Mark, String[]> of(String text, int[] starts, int[] ends) {
    ChineseMarks of = new ChineseMarks(text, starts, ends);
    of.characters();
    of.words();
    of.sounds();
    of.transliterated();
    of.japanese();
    of.letters();
    return of.marks;
  }

  private String[] empty(Mark kind) {
    String[] out = new String[text.length()];
    Arrays.fill(out, "");
    marks.put(kind, out);
    return out;
  }

  private void characters() {
    String[] person = empty(Mark.PERSON);
    for (int i = 0; i < sound.length; i++) {
      sound[i] = lexicon.code(Listing.SOUND, text, i, i + 1);
      person[i] = lexicon.code(Listing.PERSON, text, i, i + 1);
    }
  }

  private void words() {
    String[] person = empty(Mark.PERSON_WORD);
    String[] place = empty(Mark.PLACE_WORD);
    String[] organisation = empty(Mark.ORGANISATION_WORD);
    String[] ahead = empty(Mark.ORGANISATION_AHEAD);
    for (int w = 0; w < starts.length; w++) {
      int start = starts[w];
      int end = ends[w];
      Arrays.fill(person, start, end, lexicon.code(Listing.PERSON, text, start, end));
      Arrays.fill(place, start, end, lexicon.code(Listing.PLACE, text, start, end));
      Arrays.fill(organisation, start, end, lexicon.code(Listing.ORGANISATION, text, start, end));
    }
    for (int w = 0; w < starts.length; w++) {
      Arrays.fill(ahead, starts[w], ends[w], ahead(organisation, w));
    }
  }

  private String ahead(String[] organisation, int word) {
    for (int k = word; k < Math.min(starts.length, word + AHEAD); k++) {
      String roles = organisation[starts[k]];
      int kind = roles.indexOf('D');
      if (kind >= 0 && roles.charAt(kind + 1) >= '2') {
        return k - word + roles.substring(kind, kind + 2);
      }
      if (STOPS.indexOf(text.charAt(starts[k])) >= 0) {
        return "";
      }
    }
    return "";
  }

  /** Runs of characters that write sounds, with dots between them. */
  private void sounds() {
    String[] out = empty(Mark.SOUNDS);
    int start = 0;
    while (start < out.length) {
      int end = start;
      boolean dotted = false;
      while (sounds(end) || end > start && isDot(end) && sounds(end + 1)) {
        dotted |= isDot(end);
        end++;
      }
      String what = Math.min(end - start, LONGEST_RUN) + (dotted ? "d" : "");
      for (int i = start; i < end && end > start + 1; i++) {
        out[i] = (i == start ? "B" : i == end - 1 ? "E" : "I") + what;
      }
      start = Math.max(end, start + 1);
    }
  }

  private boolean sounds(int i) {
    return i < text.length() && !sound[i].isEmpty() && sound[i].charAt(0) >= '2';
  }

  private boolean isDot(int i) {
    return i < text.length() && DOTS.indexOf(text.charAt(i)) >= 0;
  }

  private void transliterated() {
    String[] out = empty(Mark.TRANSLITERATED);
    int start = 0;
    while (start < out.length) {
      int end = end(Listing.TRANSLITERATED, "f", start, LONGEST_TRANSLITERATED);
      if (end > start + 1) {
        for (int i = start; i < end; i++) {
          String at = i == start ? "b" : i == end - 1 ? "e" : "i";
          out[i] = at + Math.min(4, end - start);
        }
      }
      start = Math.max(end, start + 1);
    }
  }

  /** A surname, and the given name behind it if there is one. */
  private void japanese() {
    String[] out = empty(Mark.JAPANESE);
    int start = 0;
    while (start < out.length) {
      int surname = end(Listing.JAPANESE, "x", start, LONGEST_SURNAME);
      if (surname < start + 2) {
        start++;
        continue;
      }
      int given = end(Listing.JAPANESE, "m", surname, LONGEST_GIVEN);
      if (given == surname && given < out.length) {
        given += lexicon.code(Listing.JAPANESE, text, given, given + 1).equals("A") ? 1 : 0;
      }
      String kind = given > surname + 1 ? "M" : given > surname ? "A" : "x";
      for (int i = start; i < given; i++) {
        out[i] = kind + (i == start ? "b" : i < surname ? "i" : "m");
      }
      start = given;
    }
  }

  /** Where the longest word of a list that begins here and has this code ends; here if none. */
  private int end(Listing list, String code, int start, int longest) {
    for (int end = Math.min(text.length(), start + longest); end > start; end--) {
      if (lexicon.code(list, text, start, end).equals(code)) {
        return end;
      }
    }
    return start;
  }

  private void letters() {
    String[] letters = empty(Mark.LETTERS);
    String[] latin = empty(Mark.LATIN);
    int start = 0;
    while (start < letters.length) {
      int end = start;
      while (end < letters.length && isLatin(text.charAt(end))) {
        end++;
      }
      if (end > start) {
        String word = text.substring(start, end);
        String shape = Shape.of(word);
        Arrays.fill(latin, start, end, word.toLowerCase(Locale.ROOT));
        Arrays.fill(letters, start, end, "I" + shape);
        letters[end - 1] = "E" + shape;
        letters[start] = (end == start + 1 ? "S" : "B") + shape;
      }
      start = Math.max(end, start + 1);
    }
  }

  private static boolean isLatin(char c) {
    return c < 0x250 && c != '·' && (Character.isLetter(c) || c == '-' || c == '\'');
  }
}
