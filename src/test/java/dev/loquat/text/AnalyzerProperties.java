package dev.loquat.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AnalyzerProperties {
  private static final String[] PIECES = {
    "自然语言处理",
    "我",
    "的",
    "发布",
    "１９９８年",
    "3.5%",
    "GPT-4",
    "don't",
    "hello ",
    "\n",
    "。",
    "！",
    "，",
    "“",
    "”",
    "《",
    "👩‍👩‍👧",
    "é",
    "مرحبا",
    "한국어",
    "日本語の",
    "テスト",
    "ー",
    "\uD800",
    "\uDC00",
    " ",
    "\u3000",
    "\u200D",
    "\uFEFF",
    "𠮷",
    "資料庫",
    "....",
    "--",
    "http://a.b/c?d=e",
    "a@b.com",
    "\0",
    "\u0301",
    "ﬁ",
    "Ⅷ",
    "½"
  };

  private final Analyzer analyzer = Analyzer.standard();

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> piece =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, Arbitraries.of(PIECES)),
            net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(5)));
    return piece.list().ofMaxSize(14).map(l -> String.join("", l));
  }

  @Provide
  Arbitrary<String> chinese() {
    return Arbitraries.of(
            "我们", "研究", "生命", "起源", "的", "北京", "大学", "在", "王小明", "发展", "很快", "，", "2008年", "经济学家")
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(l -> String.join("", l));
  }

  @Property(tries = 300)
  void preciseTokensTileTheTextButWhiteSpace(@ForAll("texts") String text) {
    Analysis a = analyzer.analyze(text, Mode.PRECISE, "auto");
    int at = 0;
    for (Token t : a.tokens()) {
      assertThat(t.start()).isGreaterThanOrEqualTo(at);
      assertThat(a.text().substring(at, t.start()).chars()).allMatch(AnalyzerProperties::isSpace);
      at = t.end();
    }
    assertThat(a.text().substring(at).chars()).allMatch(AnalyzerProperties::isSpace);
  }

  @Property(tries = 300)
  void offsetsSliceToTheTokensText(@ForAll("texts") String text) {
    Analysis a = analyzer.analyze(text, Mode.SEARCH, "auto");
    assertThat(a.text()).hasSameSizeAs(text);
    for (Token t : a.tokens()) {
      assertThat(a.text().substring(t.start(), t.end())).isEqualTo(t.text()).isNotEmpty();
    }
    for (Entity e : a.entities()) {
      assertThat(a.text().substring(e.start(), e.end())).isEqualTo(e.text()).isNotEmpty();
    }
    for (Span s : a.sentences()) {
      assertThat(s.start()).isLessThan(s.end());
    }
    for (Term t : analyzer.terms(text)) {
      assertThat(t.text()).isNotEmpty();
      assertThat(t.end()).isLessThanOrEqualTo(text.length());
    }
  }

  @Property(tries = 200)
  void sentencesAreCutAsIfEachStoodAlone(
      @ForAll("chinese") String first, @ForAll("chinese") String second) {
    String head = first + "。";
    List<String> apart = new ArrayList<>(words(analyzer, head));
    apart.addAll(words(analyzer, second));
    assertThat(words(analyzer, head + second)).isEqualTo(apart);
  }

  @Property(tries = 200)
  void userWordsOfInfiniteWeightAreNeverSplit(
      @ForAll("ownWords") String word,
      @ForAll("texts") String before,
      @ForAll("texts") String after) {
    // Beside a letter or digit it would be part of a longer word; a mark would join it.
    String text = before + "，" + word + "，" + after;
    Analyzer own = analyzer.with(List.of(new UserWord(word, Double.POSITIVE_INFINITY, "NR")));
    List<Token> tokens = own.withoutNames().analyze(text, Mode.PRECISE, "auto").tokens();
    int start = before.length() + 1;
    assertThat(tokens).anyMatch(t -> t.start() == start && t.end() == start + word.length());
  }

  @Property(tries = 200)
  void userWordsOfHanAreNeverSplitWhateverHanStandsBesideThem(
      @ForAll("chinese") String before, @ForAll("chinese") String after) {
    Analyzer own = analyzer.with(List.of(new UserWord("枇杷函数库", Double.POSITIVE_INFINITY, "NR")));
    assertThat(words(own, before + "枇杷函数库" + after)).contains("枇杷函数库");
  }

  @Property(tries = 100)
  void aLongUserWordIsWholeWhereverWindowsEnd(@ForAll @IntRange(min = 400, max = 560) int before) {
    String word = "函数库枇杷".repeat(12);
    Analyzer own = analyzer.with(List.of(new UserWord(word, Double.POSITIVE_INFINITY, "")));
    assertThat(words(own, "我".repeat(before) + word + "的".repeat(100))).contains(word);
  }

  @Provide
  Arbitrary<String> ownWords() {
    return Arbitraries.of(
        "枇杷函数库",
        "資料庫系統",
        "C++",
        "GPT-4",
        "Yahoo!",
        "a.b。c",
        "东方。西方",
        "カタカナ語",
        "東京特許許可局",
        "é",
        "e\u0301x",
        "👩‍👩‍👧",
        "𠮷野家",
        "don't",
        "3.5%",
        "مرحبا",
        "http://x.y/z");
  }

  private static List<String> words(Analyzer analyzer, String text) {
    return analyzer.withoutNames().analyze(text, Mode.PRECISE, "zh").tokens().stream()
        .map(Token::text)
        .toList();
  }

  private static boolean isSpace(int c) {
    return dev.loquat.text.script.CharClass.of((char) c) == dev.loquat.text.script.CharClass.SPACE;
  }
}
