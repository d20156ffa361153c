package dev.loquat.text;

import dev.loquat.text.en.EnglishTokenizer;
import dev.loquat.text.ja.JapaneseSegmenter;
import dev.loquat.text.script.CharClass;
import dev.loquat.text.script.Language;
import dev.loquat.text.script.Sentences;
import dev.loquat.text.zh.ChineseSegmenter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/** Routes each sentence, and each span of it, to its language's segmenter. */
final class Tokenizer {
  /** A sentence as long as this tells its language; a shorter one is in that of its text. */
  private static final int TELLING = 40;

  private static final int LONGEST_LOOK = 1024;

  private final ChineseSegmenter chinese;
  private final Supplier<JapaneseSegmenter> japanese;
  private final OwnWords own;

  Tokenizer(ChineseSegmenter chinese, Supplier<JapaneseSegmenter> japanese, OwnWords own) {
    this.chinese = chinese;
    this.japanese = japanese;
    this.own = own;
  }

  ChineseSegmenter chinese() {
    return chinese;
  }

  Tokenizer with(OwnWords words) {
    return new Tokenizer(chinese.with(words.han()), japanese, words);
  }

  /** A sentence's words in one language or several, in order. */
  record Cut(int start, int end, String language, List<Word> words) {}

  /** A word's place, the language of its span, and its tag where the segmenter knows it. */
  record Word(int start, int end, String language, String tag) {}

  /**
   * The precise words of a text, sentence by sentence.
   *
   * @param told whether sentences in spaced scripts are asked for their language, where the text is
   *     more than one of them
   */
  List<Cut> cut(String text, String language, boolean told) {
    List<Cut> out = new ArrayList<>();
    List<int[]> kept = own.find(text, 0, text.length());
    List<int[]> sentences = joined(Sentences.of(text), kept);
    int next = 0;
    for (int[] s : sentences) {
      List<Word> words = new ArrayList<>();
      String main = sentenceLanguage(text, s[0], s[1], language);
      if (told && sentences.size() > 1 && isSpaced(main) && s[1] - s[0] >= TELLING) {
        main = Language.of(text.substring(s[0], Math.min(s[1], s[0] + LONGEST_LOOK)));
      }
      int at = s[0];
      for (; next < kept.size() && kept.get(next)[0] < s[1]; next++) {
        int[] whole = kept.get(next);
        route(text, at, whole[0], main, words);
        words.add(new Word(whole[0], whole[1], languageOf(text, whole, main), ""));
        at = whole[1];
      }
      route(text, at, s[1], main, words);
      out.add(new Cut(s[0], s[1], main, words));
    }
    return out;
  }

  /** Sentences, in order; none ends inside a word that is kept whole. */
  List<int[]> sentences(String text) {
    return joined(Sentences.of(text), own.find(text, 0, text.length()));
  }

  private static List<int[]> joined(List<int[]> sentences, List<int[]> kept) {
    if (kept.isEmpty()) {
      return sentences;
    }
    List<int[]> out = new ArrayList<>();
    int next = 0;
    for (int[] s : sentences) {
      while (next < kept.size() && kept.get(next)[1] <= s[0]) {
        next++;
      }
      boolean inside = !out.isEmpty() && next < kept.size() && kept.get(next)[0] < s[0];
      if (inside) {
        out.set(out.size() - 1, new int[] {out.getLast()[0], s[1]});
      } else {
        out.add(s);
      }
    }
    return out;
  }

  /** A kept word without Han or kana is foreign to a Chinese or Japanese sentence. */
  private static String languageOf(String text, int[] word, String main) {
    boolean cjk = text.substring(word[0], word[1]).chars().anyMatch(c -> isCjk((char) c));
    return cjk || isSpaced(main) ? main : Language.ENGLISH;
  }

  private static boolean isSpaced(String language) {
    return !language.equals(Language.CHINESE) && !language.equals(Language.JAPANESE);
  }

  private static boolean isCjk(char c) {
    return CharClass.isCjk(CharClass.of(c));
  }

  private static String sentenceLanguage(String text, int from, int to, String main) {
    int[] n = new int[10];
    for (int i = from; i < to; i++) {
      n[CharClass.of(text.charAt(i))]++;
    }
    int kana = n[CharClass.HIRAGANA] + n[CharClass.KATAKANA];
    if (n[CharClass.HAN] + kana == 0) {
      return isSpaced(main) || n[CharClass.LATIN] == 0 ? main : Language.ENGLISH;
    }
    if ((n[CharClass.HAN] + kana) * Language.LETTERS_A_HAN < n[CharClass.LATIN]) {
      return main.equals(Language.CHINESE) || main.equals(Language.JAPANESE)
          ? Language.ENGLISH
          : main;
    }
    if (main.equals(Language.JAPANESE)) {
      return main;
    }
    return Language.isKana(kana, n[CharClass.HAN]) ? Language.JAPANESE : Language.CHINESE;
  }

  private void route(String text, int from, int to, String main, List<Word> out) {
    if (from >= to) {
      return;
    }
    switch (main) {
      case Language.CHINESE -> cutChinese(text, from, to, out);
      case Language.JAPANESE -> cutJapanese(text, from, to, out);
      default -> cutSpaced(text, from, to, main, out);
    }
  }

  private void cutSpaced(String text, int from, int to, String main, List<Word> out) {
    int at = from;
    while (at < to) {
      boolean cjk = CharClass.isCjk(CharClass.of(text.charAt(at)));
      int end = behind(text, at, to);
      while (end < to && CharClass.isCjk(CharClass.of(text.charAt(end))) == cjk) {
        end = behind(text, end, to);
      }
      if (!cjk) {
        EnglishTokenizer.tokenize(text, at, end, (s, e) -> out.add(new Word(s, e, main, "")));
      } else if (sentenceLanguage(text, at, end, main).equals(Language.JAPANESE)) {
        cutJapanese(text, at, end, out);
      } else {
        cutChinese(text, at, end, out);
      }
      at = end;
    }
  }

  /** Behind the character at {@code at}, and behind the marks that belong to it. */
  private static int behind(String text, int at, int to) {
    int next = Math.min(to, at + Character.charCount(text.codePointAt(at)));
    while (next < to && CharClass.of(text.charAt(next)) == CharClass.EXTEND) {
      next++;
    }
    return next;
  }

  private void cutJapanese(String text, int from, int to, List<Word> out) {
    int at = from;
    for (int[] whole : own.findJapanese(text, from, to)) {
      segmentJapanese(text, at, whole[0], out);
      out.add(new Word(whole[0], whole[1], Language.JAPANESE, ""));
      at = whole[1];
    }
    segmentJapanese(text, at, to, out);
  }

  private void segmentJapanese(String text, int from, int to, List<Word> out) {
    japanese
        .get()
        .segment(text, from, to, (s, e, tag) -> out.add(new Word(s, e, Language.JAPANESE, tag)));
  }

  private void cutChinese(String text, int from, int to, List<Word> out) {
    BitSet ends = new BitSet();
    chinese.segment(text, from, to, ends);
    for (int start = from; start < to; ) {
      int end = ends.nextSetBit(start + 1);
      byte klass = CharClass.of(text.charAt(start));
      boolean foreign =
          klass == CharClass.LATIN || CharClass.of(text.charAt(end - 1)) == CharClass.LATIN;
      if (foreign && apostrophe(text, start, end)) {
        EnglishTokenizer.tokenize(
            text, start, end, (s, e) -> out.add(new Word(s, e, Language.ENGLISH, "")));
      } else if (klass != CharClass.SPACE) {
        out.add(new Word(start, end, foreign ? Language.ENGLISH : Language.CHINESE, ""));
      }
      start = end;
    }
  }

  private static boolean apostrophe(String text, int start, int end) {
    for (int i = start + 1; i < end; i++) {
      if (text.charAt(i) == '\'' || text.charAt(i) == '’') {
        return true;
      }
    }
    return false;
  }

  /** Shorter listed words inside a Chinese one of {@code from} characters or more, in order. */
  List<Word> finer(String text, Word word, int from) {
    List<Word> out = new ArrayList<>();
    int n = word.end() - word.start();
    if (!word.language().equals(Language.CHINESE) || n < from || n > 32) {
      return out;
    }
    for (int start = word.start(); start + 2 <= word.end(); start++) {
      for (int end = start + 2; end <= Math.min(word.end(), start + 4) && end < start + n; end++) {
        if (chinese.knows(text, start, end)) {
          out.add(new Word(start, end, word.language(), ""));
        }
      }
    }
    return out;
  }
}
