package dev.loquat.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TreesTest {
  private static final String[] PIECES = {
    "我们",
    "研究",
    "生命",
    "。",
    "，",
    "the ",
    "cat ",
    "sat ",
    "on ",
    "a ",
    "mat. ",
    "GPT-4",
    "3.5%",
    "东京",
    "の",
    "\n",
    " ",
    "👩‍👩‍👧",
    "\uD800",
    "don't "
  };

  private final Analyzer analyzer = Analyzer.standard().withoutNames().withTrees();

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PIECES).list().ofMaxSize(40).map(l -> String.join("", l));
  }

  @Example
  void anEnglishVerbTakesSubjectAndObject() {
    List<Token> t = analyzer.analyze("She wrote a program.", Mode.PRECISE, "auto").tokens();
    assertThat(t.stream().map(w -> w.head().orElseThrow())).containsExactly(1, -1, 3, 1, 1);
    assertThat(t.stream().map(w -> w.relation().orElseThrow()))
        .containsExactly("nsubj", "root", "det", "obj", "punct");
  }

  @Example
  void aChineseVerbTakesSubjectAndObject() {
    List<Token> t = analyzer.analyze("他喜欢音乐。", Mode.PRECISE, "auto").tokens();
    assertThat(t.stream().map(w -> w.head().orElseThrow())).containsExactly(1, -1, 1, 1);
    assertThat(t.get(0).relation()).contains("nsubj");
    assertThat(t.get(2).relation()).contains("obj");
  }

  @Example
  void headsOfFinerModePointAtWordsBesideFinerOnes() {
    List<Token> t = analyzer.analyze("中华人民共和国成立。", Mode.SEARCH, "auto").tokens();
    assertThat(t).anyMatch(w -> w.head().isEmpty());
    for (Token w : t) {
      w.head().filter(h -> h >= 0).ifPresent(h -> assertThat(t.get(h).head()).isPresent());
    }
  }

  @Example
  void nothingIsParsedUnlessAskedFor() {
    List<Token> t =
        Analyzer.standard().withoutNames().analyze("She wrote.", Mode.PRECISE, "auto").tokens();
    assertThat(t).allMatch(w -> w.head().isEmpty() && w.relation().isEmpty());
  }

  @Property(tries = 150)
  void everyParsedSentenceIsATreeWithOneRoot(@ForAll("texts") String text) {
    Analysis a = analyzer.analyze(text, Mode.PRECISE, "auto");
    for (Span s : a.sentences()) {
      List<Integer> inside =
          IntStream.range(0, a.tokens().size())
              .filter(i -> a.tokens().get(i).start() >= s.start())
              .filter(i -> a.tokens().get(i).end() <= s.end())
              .boxed()
              .toList();
      List<Integer> parsed =
          inside.stream().filter(i -> a.tokens().get(i).head().isPresent()).toList();
      assertThat(parsed).isIn(List.of(), inside);
      long roots = parsed.stream().filter(i -> head(a, i) < 0).count();
      assertThat(roots).isEqualTo(parsed.isEmpty() ? 0 : 1);
      for (int i : parsed) {
        assertThat(inside).contains(climb(a, i, inside.size()));
      }
    }
  }

  /** The root above a token; fails if there is none within so many steps. */
  private static int climb(Analysis a, int token, int steps) {
    int at = token;
    for (int step = 0; head(a, at) >= 0; step++) {
      assertThat(step).as("steps to the root").isLessThan(steps);
      at = head(a, at);
    }
    return at;
  }

  private static int head(Analysis a, int token) {
    return a.tokens().get(token).head().orElseThrow();
  }
}
