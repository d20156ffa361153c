package dev.loquat.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnalyzerTest {
  private final Analyzer analyzer = Analyzer.standard();

  @Test
  void tagsTheContractsExample() {
    Analysis a = analyzer.analyze("苹果发布了新款iPhone", Mode.PRECISE, "auto");
    assertThat(a.language()).isEqualTo("zh");
    Token apple = a.tokens().get(0);
    assertThat(apple.text()).isEqualTo("苹果");
    assertThat(apple.end()).isEqualTo(2);
    assertThat(apple.pos()).contains("NN");
    assertThat(apple.upos()).contains("NOUN");
    assertThat(apple.ner()).contains("ORG");
    Token released = a.tokens().get(1);
    assertThat(released.text()).isEqualTo("发布");
    assertThat(released.pos()).contains("VV");
    assertThat(released.upos()).contains("VERB");
    assertThat(released.ner()).isEmpty();
    assertThat(a.entities()).contains(new Entity("苹果", "ORG", 0, 2));
    assertThat(a.tokens().getLast().text()).isEqualTo("iPhone");
    assertThat(a.tokens().getLast().language()).isEqualTo("en");
  }

  @Test
  void cutsTheSeedsSentenceInSearchMode() {
    Analysis a = analyzer.analyze("自然语言处理是人工智能的重要分支", Mode.SEARCH, "auto");
    assertThat(a.tokens().stream().map(Token::text))
        .containsExactly("自然", "语言", "处理", "是", "人工智能", "的", "重要", "分支");
  }

  @Test
  void routesMixedTextSpanBySpan() {
    Analysis a = analyzer.analyze("用Quarkus部署RAG服务,cold start只要100ms!", Mode.PRECISE, "auto");
    assertThat(a.tokens().stream().map(Token::text))
        .containsSubsequence(
            "用", "Quarkus", "部署", "RAG", "服务", ",", "cold", "start", "只要", "100ms", "!");
    assertThat(a.language()).isEqualTo("zh");
    assertThat(a.tokens().get(1).language()).isEqualTo("en");
  }

  @Test
  void givesTheSameTermsForInflectedEnglish() {
    assertThat(analyzer.terms("Running the CONNECTED databases").stream().map(Term::text))
        .isEqualTo(analyzer.terms("run connections database").stream().map(Term::text).toList());
  }

  @Test
  void anIndexHasPairsOfChineseCharactersBesideTheWords() {
    assertThat(analyzer.indexTerms("数据库的索引").stream().map(Term::text))
        .containsAll(analyzer.terms("数据库的索引").stream().map(Term::text).toList())
        .contains("库的", "的索", "数据", "索引")
        .doesNotHaveDuplicates();
    assertThat(analyzer.indexTerms("資料庫").stream().map(Term::text)).contains("资料", "料库");
    assertThat(analyzer.indexTerms("plain English").stream().map(Term::text))
        .isEqualTo(analyzer.terms("plain English").stream().map(Term::text).toList());
  }

  @Test
  void aQueryIsSearchedWithoutWordsThatOnlyAsk() {
    assertThat(analyzer.queryTerms("What does BM25 do?").stream().map(Term::text))
        .containsExactly("bm25");
    assertThat(analyzer.queryTerms("how do?").stream().map(Term::text))
        .containsExactly("how", "do");
    assertThat(analyzer.queryTerms("索引").stream().map(Term::text).toList())
        .isEqualTo(analyzer.indexTerms("索引").stream().map(Term::text).toList());
  }

  @Test
  void leavesPunctuationOutOfTerms() {
    assertThat(analyzer.terms("，。!? ——")).isEmpty();
    assertThat(analyzer.indexTerms("，。!? ——")).isEmpty();
  }

  @Test
  void splitsSentencesInBothLanguages() {
    String text = "他说：“好。”然后走了！Dr. Smith paid 3.5 dollars. Then he left.";
    List<String> sentences =
        analyzer.sentences(text).stream().map(s -> text.substring(s.start(), s.end())).toList();
    assertThat(sentences)
        .containsExactly("他说：“好。”", "然后走了！", "Dr. Smith paid 3.5 dollars.", "Then he left.");
  }

  @Test
  void knowsTheThreeLanguages() {
    assertThat(analyzer.language("Where is the station?")).isEqualTo("en");
    assertThat(analyzer.language("车站在哪里?")).isEqualTo("zh");
    assertThat(analyzer.language("駅はどこですか")).isEqualTo("ja");
  }

  @Test
  void replacesLoneSurrogatesAndStaysAligned() {
    Analysis a = analyzer.analyze("中\uD800国\uDC00 a\uD83D", Mode.PRECISE, "auto");
    assertThat(a.text()).isEqualTo("中\uFFFD国\uFFFD a\uFFFD");
    a.tokens().forEach(t -> assertThat(a.text().substring(t.start(), t.end())).isEqualTo(t.text()));
  }

  @Test
  void tellsWhereLoneSurrogatesStand() {
    assertThat(Analyzer.loneSurrogates("中\uD800国\uDC00 a\uD83D")).containsExactly(1, 3, 6);
    assertThat(Analyzer.loneSurrogates("👩‍👧 \uFFFD 中")).isEmpty();
  }

  @Test
  void countsSpecialTokensAsPlainText() {
    assertThat(Analyzer.llmTokens("<|endoftext|>")).isGreaterThan(1);
    assertThat(Analyzer.llmTokens("")).isZero();
  }

  @Test
  void namesALanguageItCannotRead() {
    assertThatThrownBy(() -> analyzer.analyze("x", Mode.PRECISE, "klingon"))
        .hasMessageContaining("klingon");
  }

  @Test
  void lettersAreThoseThatTermsAreComparedBy() {
    assertThat(Analyzer.standard().letters("Ｌｏｑｕａｔ 2.0: 漢語, Straße!"))
        .isEqualTo("loquat20汉语straße");
  }
}
