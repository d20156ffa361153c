package dev.loquat.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.text.Analyzer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtractiveModelTest {
  private static final Source HARBOUR =
      new Source(
          1,
          "Harbour",
          "# Harbour\n\nThe lighthouse was built in 1876. It is painted red.\n\n```\nlighthouse --built\n```\n\nFerries leave at noon.",
          Map.of("lighthous", 4.0, "built", 3.0, "ferri", 4.0));
  private static final Source CHINESE_HARBOUR =
      new Source(2, "港口", "灯塔建于1876年。渡轮中午出发。", Map.of("灯塔", 4.0));

  private final ExtractiveModel model = new ExtractiveModel(Analyzer.standard());

  @Test
  void quotesTheSentenceThatHoldsTheAnswerWithItsSource() {
    assertThat(answer("When was the lighthouse built?", "en", HARBOUR))
        .contains("The lighthouse was built in 1876. [1]")
        .doesNotContain("Ferries");
  }

  @Test
  void quotesChineseToo() {
    assertThat(answer("灯塔是什么时候建的?", "zh", CHINESE_HARBOUR)).contains("灯塔建于1876年。 [2]");
  }

  @Test
  void saysThatItQuotes() {
    assertThat(answer("When was the lighthouse built?", "en", HARBOUR)).contains("extractive");
    assertThat(answer("灯塔是什么时候建的?", "zh", CHINESE_HARBOUR)).contains("抽取式");
  }

  @Test
  void neverQuotesCodeOrHeadings() {
    assertThat(answer("lighthouse built", "en", HARBOUR))
        .doesNotContain("--built")
        .doesNotContain("#");
  }

  @Test
  void saysThatItFoundNothing() {
    assertThat(answer("How many banks are there on Mars?", "en", HARBOUR))
        .contains("no answer")
        .doesNotContain("[1]");
    assertThat(answer("火星上有几家银行?", "zh", HARBOUR, CHINESE_HARBOUR))
        .contains("没有找到")
        .doesNotContain("[");
    assertThat(answer("When was the lighthouse built?", "en")).contains("no answer");
  }

  @Test
  void saysNothingToAQuestionOfNothingButQuestionWords() {
    assertThat(answer("how what why?", "en", HARBOUR)).contains("no answer");
  }

  @Test
  void readsProseOutOfMarkdown() {
    assertThat(
            Sentences.paragraphs(
                "# Title\n\nOne\ntwo.\n\n- a **bold** item\n- a [link](http://x) item\n\n| a | b |\n\n> said\n\n中文一行\n接着一行\n"))
        .containsExactly("One two.", "a bold item", "a link item", "said", "中文一行接着一行");
  }

  private String answer(String question, String language, Source... sources) {
    ModelCall call =
        new ModelCall(
            List.of(new Turn("user", question)),
            question,
            List.of(sources),
            language,
            Sampling.DEFAULT);
    StringBuilder text = new StringBuilder();
    for (Piece piece :
        model.answer(call).collect().asList().await().atMost(Duration.ofSeconds(5))) {
      switch (piece) {
        case Piece.Text said -> text.append(said.text());
        case Piece.Note note -> text.append(note.text());
        case Piece.End end -> assertThat(end.finishReason()).isEqualTo("stop");
      }
    }
    return text.toString();
  }
}
