package dev.loquat.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OwnWordsTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;
  private final Analyzer standard = Analyzer.standard();

  @Test
  void aWordOfWeightOneIsTakenAsACommonOne() {
    String text = "我们用枇杷函数库写程序";
    assertThat(words(standard, text)).doesNotContain("枇杷函数库");
    assertThat(words(with(new UserWord("枇杷函数库", 1, "")), text)).contains("枇杷函数库");
  }

  @Test
  void itsTagIsTheEntrysAndBringsItsUniversalTag() {
    Analyzer own = with(new UserWord("枇杷函数库", NEVER, "NR"), new UserWord("跑路", NEVER, "VV/VERB"));
    Token product = token(own, "他用枇杷函数库。", "枇杷函数库");
    assertThat(product.pos()).contains("NR");
    assertThat(product.upos()).contains("PROPN");
    assertThat(token(own, "老板跑路了。", "跑路").pos()).contains("VV");
  }

  @Test
  void traditionalAndSimplifiedWritingAreOneWord() {
    Analyzer traditional = with(new UserWord("枇杷資料庫", NEVER, "NR"));
    assertThat(words(traditional, "我用枇杷資料庫")).contains("枇杷資料庫");
    assertThat(words(traditional, "我用枇杷资料库")).contains("枇杷资料库");
    assertThat(token(traditional, "我用枇杷资料库", "枇杷资料库").pos()).contains("NR");
    Analyzer both = with(new UserWord("枇杷資料庫", 1, ""), new UserWord("枇杷资料库", NEVER, ""));
    assertThat(words(both, "我用枇杷資料庫")).contains("枇杷資料庫");
  }

  @Test
  void wordsWithOtherCharactersAreKeptWholeInEveryLanguage() {
    Analyzer own =
        with(
            new UserWord("C++", 1, ""),
            new UserWord("卡拉OK", 1, "NN"),
            new UserWord("node.js", 1, "NNP"));
    assertThat(words(own, "他用C++写卡拉OK软件")).contains("C++", "卡拉OK");
    assertThat(words(own, "I like C++, really.")).contains("C++", ",");
    assertThat(words(own, "これはC++です")).contains("C++");
    assertThat(token(own, "We use node.js here.", "node.js").upos()).contains("PROPN");
    assertThat(words(own, "ABC++")).doesNotContain("C++");
    assertThat(token(own, "他用C++写", "C++").language()).isEqualTo("en");
  }

  @Test
  void wordsOfHanAreKeptWholeInJapanese() {
    Analyzer own = with(new UserWord("東京特許許可局", 1, "名詞"));
    Token office = token(own, "私は東京特許許可局へ行きました。", "東京特許許可局");
    assertThat(office.language()).isEqualTo("ja");
    assertThat(office.pos()).contains("名詞");
  }

  @Test
  void noSentenceEndsInsideAWord() {
    Analyzer own = with(new UserWord("Go!Go!", NEVER, ""), new UserWord("好。坏", NEVER, ""));
    String text = "这是好。坏之分。然后呢？";
    assertThat(own.sentences(text).stream().map(s -> text.substring(s.start(), s.end())))
        .containsExactly("这是好。坏之分。", "然后呢？");
    assertThat(words(own, text)).contains("好。坏");
    assertThat(own.analyze(text, Mode.PRECISE, "auto").sentences()).hasSize(2);
  }

  @Test
  void theVersionTellsWordsAndWeightsButNeitherOrderNorTags() {
    UserWord a = new UserWord("甲乙", 1, "NN");
    UserWord b = new UserWord("丙丁", 2, "");
    assertThat(with(a, b).version())
        .isEqualTo(with(b, a).version())
        .isEqualTo(with(new UserWord("甲乙", 1, "NR"), b).version())
        .isNotEqualTo(with(new UserWord("甲乙", 2, "NN"), b).version())
        .isNotEqualTo(standard.version())
        .startsWith(standard.version() + "+");
    assertThat(standard.with(List.of()).version()).isEqualTo(standard.version());
    assertThat(with(a).with(List.of()).version()).isEqualTo(standard.version());
  }

  @Test
  void withoutWordsItCutsAsTheStandardOneWhereverWindowsEnd() {
    String text = "研究生命起源的科学家在北京大学发表了演讲".repeat(120);
    assertThat(words(with(), text)).isEqualTo(words(standard, text));
    assertThat(words(with(new UserWord("C++", 1, "")), text)).isEqualTo(words(standard, text));
  }

  @Test
  void termsFollowTheWords() {
    assertThat(with(new UserWord("枇杷函数库", NEVER, "")).terms("枇杷函数库").stream().map(Term::text))
        .contains("枇杷函数库");
  }

  private Analyzer with(UserWord... words) {
    return standard.with(List.of(words));
  }

  private static List<String> words(Analyzer analyzer, String text) {
    return analyzer.withoutNames().analyze(text, Mode.PRECISE, "auto").tokens().stream()
        .map(Token::text)
        .toList();
  }

  private static Token token(Analyzer analyzer, String text, String word) {
    return analyzer.withoutNames().analyze(text, Mode.PRECISE, "auto").tokens().stream()
        .filter(t -> t.text().equals(word))
        .findFirst()
        .orElseThrow();
  }
}
