package dev.loquat.text.tag;

/** Features of a Chinese character for names, of what lists of names and Latin letters say. */
final class ChineseListTemplates {
  /** Of longer runs only so many characters are read to each side. */
  private static final int LONGEST = 12;

  private ChineseListTemplates() {}

  static void fixed(Sequence s, int i, Features out) {
    sounds(s, i, out);
    listed(s, i, out);
    persons(s, i, out);
    letters(s, i, out);
  }

  static void history(Sequence s, int i, String last, Features out) {
    String place = Shape.prefix(s.hint(i), 1);
    String sound = s.mark(Mark.SOUND, i);
    String person = s.mark(Mark.PERSON, i);
    out.add(310, last, s.mark(Mark.SOUNDS, i));
    out.add(311, last, s.mark(Mark.SOUND, i - 1), sound);
    out.add(312, last, sound, s.mark(Mark.SOUND, i + 1));
    out.add(313, last, s.mark(Mark.JAPANESE, i));
    out.add(314, last, s.mark(Mark.TRANSLITERATED, i));
    out.add(315, last, person);
    out.add(316, last, s.mark(Mark.PERSON, i - 1), person);
    out.add(317, last, s.mark(Mark.ORGANISATION_WORD, i), place);
    out.add(318, last, s.mark(Mark.ORGANISATION_AHEAD, i), place);
    out.add(319, last, s.mark(Mark.LETTERS, i));
  }

  /** Roles in names of the word from {@code start} to {@code end} and of those beside it. */
  static void roles(Sequence s, int i, int start, int end, Features out) {
    String place = Shape.prefix(s.hint(i), 1);
    int template = 270;
    for (Mark kind : new Mark[] {Mark.PERSON_WORD, Mark.PLACE_WORD, Mark.ORGANISATION_WORD}) {
      String before = s.mark(kind, start - 1);
      String here = s.mark(kind, i);
      String behind = s.mark(kind, end);
      out.add(template, place, here);
      out.add(template + 1, place, before);
      out.add(template + 2, place, behind);
      out.add(template + 3, place + before, here, behind);
      template += 4;
    }
    String ahead = s.mark(Mark.ORGANISATION_AHEAD, i);
    out.add(282, place, ahead);
    out.add(283, place + ahead, s.mark(Mark.ORGANISATION_WORD, i));
    out.add(284, place + ahead, s.tag(i));
    out.add(285, place + ahead, s.mark(Mark.PLACE_WORD, i));
    out.add(286, ahead, s.hint(i));
  }

  private static void sounds(Sequence s, int i, Features out) {
    String sound = s.mark(Mark.SOUND, i);
    String run = s.mark(Mark.SOUNDS, i);
    for (int o = -2; o <= 2; o++) {
      out.add(220 + o, s.mark(Mark.SOUND, i + o));
    }
    out.add(223, s.mark(Mark.SOUND, i - 1), sound, s.mark(Mark.SOUND, i + 1));
    out.add(224, s.mark(Mark.SOUND, i - 2), s.mark(Mark.SOUND, i - 1), sound);
    out.add(225, sound, s.mark(Mark.SOUND, i + 1), s.mark(Mark.SOUND, i + 2));
    out.add(226, run);
    out.add(227, run, s.tag(i));
    out.add(228, run, s.hint(i));
    out.add(229, s.mark(Mark.SOUNDS, i - 1), run, s.mark(Mark.SOUNDS, i + 1));
    out.add(230, s.mark(Mark.SOUNDS, i - 1), s.item(i));
    out.add(231, s.mark(Mark.SOUNDS, i + 1), s.item(i));
    if (!run.isEmpty()) {
      beside(s, start(s, Mark.SOUNDS, i), end(s, Mark.SOUNDS, i), 232, run, out);
    }
  }

  private static void listed(Sequence s, int i, Features out) {
    String japanese = s.mark(Mark.JAPANESE, i);
    String foreign = s.mark(Mark.TRANSLITERATED, i);
    for (int o = -1; o <= 1; o++) {
      out.add(241 + o, s.mark(Mark.JAPANESE, i + o));
      out.add(244 + o, s.mark(Mark.TRANSLITERATED, i + o));
    }
    out.add(246, japanese, s.mark(Mark.PERSON, i));
    out.add(247, japanese, s.hint(i));
    out.add(248, foreign, s.hint(i));
    out.add(249, foreign, s.mark(Mark.SOUNDS, i));
    out.add(250, s.mark(Mark.TRANSLITERATED, i - 1), foreign, s.mark(Mark.TRANSLITERATED, i + 1));
    out.add(251, s.mark(Mark.JAPANESE, i - 1), japanese, s.mark(Mark.JAPANESE, i + 1));
    out.add(252, japanese, s.tag(i));
    out.add(253, foreign, s.tag(i));
  }

  private static void persons(Sequence s, int i, Features out) {
    String before = s.mark(Mark.PERSON, i - 1);
    String here = s.mark(Mark.PERSON, i);
    String behind = s.mark(Mark.PERSON, i + 1);
    for (int o = -2; o <= 2; o++) {
      out.add(260 + o, s.mark(Mark.PERSON, i + o));
    }
    out.add(263, before, here);
    out.add(264, here, behind);
    out.add(265, before, here, behind);
    out.add(266, s.mark(Mark.PERSON, i - 2), before, here);
    out.add(267, here, behind, s.mark(Mark.PERSON, i + 2));
  }

  private static void letters(Sequence s, int i, Features out) {
    for (int o = -1; o <= 1; o++) {
      out.add(291 + o, s.mark(Mark.LETTERS, i + o));
    }
    String word = s.mark(Mark.LATIN, i);
    if (word.isEmpty()) {
      return;
    }
    String letters = s.mark(Mark.LETTERS, i);
    int start = start(s, Mark.LATIN, i);
    int end = end(s, Mark.LATIN, i);
    out.add(293, word);
    out.add(294, letters, s.tag(i));
    out.add(295, Shape.suffix(word, 3));
    out.add(296, Shape.suffix(word, 2));
    beside(s, start, end, 297, letters, out);
    out.add(301, letters, String.valueOf(Math.min(end - start, 8)));
    out.add(302, letters, s.item(start - 1), s.item(end));
    out.add(303, letters, s.mark(Mark.LETTERS, start - 2), s.mark(Mark.LETTERS, end + 1));
    out.add(304, s.mark(Mark.LATIN, start - 2), word);
    out.add(305, word, s.mark(Mark.LATIN, end + 1));
  }

  /** One and two characters on each side of a run. */
  private static void beside(
      Sequence s, int start, int end, int template, String what, Features out) {
    out.add(template, what, s.item(start - 1));
    out.add(template + 1, what, s.item(end));
    out.add(template + 2, what, s.item(start - 2) + s.item(start - 1));
    out.add(template + 3, what, s.item(end) + s.item(end + 1));
  }

  private static int start(Sequence s, Mark kind, int i) {
    int start = i;
    while (start > i - LONGEST && !s.mark(kind, start - 1).isEmpty()) {
      start--;
    }
    return start;
  }

  private static int end(Sequence s, Mark kind, int i) {
    int end = i + 1;
    while (end < i + LONGEST && !s.mark(kind, end).isEmpty()) {
      end++;
    }
    return end;
  }
}
