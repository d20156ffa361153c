package dev.loquat.text;

import dev.loquat.text.en.EnglishTokenizer;
import dev.loquat.text.script.CharClass;
import dev.loquat.text.script.Language;
import dev.loquat.text.zh.ChineseSegmenter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Routes each span of a text to its language's segmenter, and tags what comes out. */
final class Tokenizer {
  private final ChineseSegmenter chinese;

  private Tokenizer(ChineseSegmenter chinese) {
    this.chinese = chinese;
  }

  static Tokenizer load() {
    return new Tokenizer(ChineseSegmenter.load());
  }

  Tagging tag(String text, Mode mode, String language) {
    List<Token> tokens = new ArrayList<>();
    List<Entity> entities = new ArrayList<>();
    for (Cut cut : cut(text, language)) {
      String word = text.substring(cut.start(), cut.end());
      tokens.add(token(text, word, cut, entities));
      if (mode == Mode.SEARCH) {
        for (Cut finer : finer(text, cut)) {
          tokens.add(
              token(text, text.substring(finer.start(), finer.end()), finer, new ArrayList<>()));
        }
      }
    }
    return new Tagging(tokens, entities);
  }

  private Token token(String text, String word, Cut cut, List<Entity> entities) {
    Optional<String> ner = Gazetteer.type(text, cut.start(), cut.end());
    ner.ifPresent(type -> entities.add(new Entity(word, type, cut.start(), cut.end())));
    Optional<String> pos = Optional.empty();
    if (!Character.isLetterOrDigit(word.codePointAt(0))) {
      pos = Optional.of(",");
    } else if (cut.language().equals(Language.CHINESE)) {
      pos = Optional.of(Character.isDigit(word.charAt(0)) ? "CD" : chinese.tag(word));
    }
    return new Token(
        word, cut.start(), cut.end(), cut.language(), pos, pos.map(UniversalTags::of), ner);
  }

  /** The precise words of a text, in order. */
  List<Cut> cut(String text, String language) {
    List<Cut> out = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      boolean cjk = CharClass.isCjk(CharClass.of(text.charAt(at)));
      int end = at + 1;
      while (end < text.length() && CharClass.isCjk(CharClass.of(text.charAt(end))) == cjk) {
        end++;
      }
      if (cjk) {
        cutChinese(text, at, end, language, out);
      } else {
        String span =
            language.equals(Language.CHINESE) || language.equals(Language.JAPANESE)
                ? Language.ENGLISH
                : language;
        EnglishTokenizer.tokenize(text, at, end, (s, e) -> out.add(new Cut(s, e, span)));
      }
      at = end;
    }
    return out;
  }

  private void cutChinese(String text, int from, int to, String language, List<Cut> out) {
    String span = language.equals(Language.JAPANESE) ? language : Language.CHINESE;
    BitSet ends = new BitSet();
    chinese.segment(text, from, to, ends);
    for (int start = from; start < to; ) {
      int end = ends.nextSetBit(start + 1);
      out.add(new Cut(start, end, span));
      start = end;
    }
  }

  /** Shorter words inside a long Chinese one. */
  List<Cut> finer(String text, Cut word) {
    List<Cut> out = new ArrayList<>();
    int n = word.end() - word.start();
    if (!word.language().equals(Language.CHINESE) || n < 5) {
      return out;
    }
    for (int start = word.start(); start + 2 <= word.end(); start++) {
      for (int end = start + 2; end <= word.end() && end < start + n; end++) {
        if (chinese.knows(text, start, end)) {
          out.add(new Cut(start, end, word.language()));
        }
      }
    }
    return out;
  }

  /** A word's place and the language of its span. */
  record Cut(int start, int end, String language) {}
}
