package dev.loquat.prompt.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.loquat.prompt.chain.ChainException.Reason;
import dev.loquat.prompt.schema.Schema;
import dev.loquat.prompt.schema.SchemaOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChainTest {
  private final ChainSteps steps = ChainSteps.builtIn();

  @Test
  void runsEachStepOnTheResultOfTheOneBefore() throws Exception {
    Chain chain =
        new Chain(
            List.of(new Chain.Link("a", add("a")), new Chain.Link("b", add("b"))),
            Duration.ofSeconds(5));
    var seen = new ArrayList<String>();

    Chain.Outcome outcome =
        chain
            .run(
                Map.of("t", ""),
                context("true"),
                (step, work) -> {
                  seen.add(step);
                  return work.get().toCompletableFuture();
                })
            .join();

    assertThat(outcome.variables()).containsEntry("t", "ab");
    assertThat(outcome.timings()).extracting(Chain.Timing::step).containsExactly("a", "b");
    assertThat(seen).containsExactly("a", "b");
  }

  @Test
  void endsAStepAtItsDeadline() throws Exception {
    Chain chain =
        new Chain(
            List.of(new Chain.Link("slow", (variables, context) -> new CompletableFuture<>())),
            Duration.ofMillis(5));

    assertThat(failure(chain))
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DEADLINE))
        .hasMessage("step 'slow': took longer than 5 ms");
  }

  @Test
  void namesTheStepThatBroke() throws Exception {
    Chain chain =
        new Chain(
            List.of(
                new Chain.Link(
                    "bad",
                    (variables, context) -> {
                      throw new IllegalStateException("no luck");
                    })),
            Duration.ofSeconds(5));

    assertThat(failure(chain)).hasMessage("step 'bad': no luck");
  }

  @Test
  void validatesWhatEarlierStepsMade() throws Exception {
    Chain chain =
        new Chain(
            List.of(
                new Chain.Link("normalize", steps.find("normalize").orElseThrow()),
                new Chain.Link("validate", steps.find("validate").orElseThrow())),
            Duration.ofSeconds(5));

    Throwable failure =
        catchThrowable(
                () ->
                    chain
                        .run(
                            Map.of("t", "  \u200b "),
                            context("{\"properties\":{\"t\":{\"minLength\":1}}}"),
                            Chain.Runner.DIRECT)
                        .join())
            .getCause();

    assertThat(failure)
        .isInstanceOfSatisfying(ChainException.class, e -> assertThat(e.violations()).hasSize(1))
        .hasMessageContaining("/t must have at least 1 characters");
  }

  static List<Arguments> normalized() {
    return List.of(
        Arguments.of("ＡＢＣ　１２３", "ABC 123"),
        Arguments.of("  a \t b  ", "a b"),
        Arguments.of("a\r\nb\rc", "a\nb\nc"),
        Arguments.of("a  \n\n\n\n  b", "a\n\n  b"),
        Arguments.of("a\u0000b\u0007c\u200bd\ufeff", "abcd"),
        Arguments.of("ﬁ①", "fi1"),
        Arguments.of("👩‍👩‍👧", "👩‍👩‍👧"),
        Arguments.of("\u202eevil\u202c", "evil"));
  }

  @ParameterizedTest
  @MethodSource("normalized")
  void normalizesText(String text, String expected) {
    assertThat(Normalization.normalize(text)).isEqualTo(expected);
    assertThat(Normalization.normalize(expected)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "写信给 li.lei+x@mail.example.com.cn。| 写信给 [email]。",
        "电话13812345678，谢谢 | 电话[phone]，谢谢",
        "+86 138-1234-5678 or 010-62345678 | [phone] or [phone]",
        "call (415) 555-2671 or +44 20 7946 0958 | call [phone] or [phone]",
        "身份证11010519491231002X在此 | 身份证[id]在此",
        "110105194912310021 is not one | 110105194912310021 is not one",
        "SSN 536-90-4399. | SSN [id].",
        "card 4111 1111 1111 1111 | card [card]",
        "order 1234 in 2026-11-24, 3.14159 | order 1234 in 2026-11-24, 3.14159",
      })
  void redactsPersonalData(String text, String expected) {
    assertThat(Redaction.redact(text)).isEqualTo(expected);
  }

  @Test
  void redactsHostileTextInLinearTime() {
    String text = "1-".repeat(50_000) + "a.".repeat(50_000) + "@".repeat(50_000);

    assertThat(Redaction.redact(text)).hasSize(text.length());
  }

  @Test
  void truncatesEveryStringToTheLengthGiven() {
    ChainStep truncate = steps.find("truncate:3").orElseThrow();

    assertThat(truncate.apply(Map.of("a", "中文字符", "b", List.of("abc", 1)), null))
        .isCompletedWithValue(Map.of("a", "中文…", "b", List.of("abc", 1)));
    assertThat(steps.find("truncate:x")).isEmpty();
    assertThat(steps.find("shout")).isEmpty();
  }

  @Test
  void failsClearlyWhereNoModelTranslates() {
    assertThatThrownBy(
            () ->
                steps
                    .find(ChainSteps.TRANSLATE)
                    .orElseThrow()
                    .apply(Map.of(), context("true"))
                    .toCompletableFuture()
                    .join())
        .hasCauseInstanceOf(ChainException.class)
        .hasMessageContaining("no model is configured that could translate");
  }

  private static ChainStep add(String letter) {
    return (variables, context) ->
        CompletableFuture.completedFuture(Map.of("t", variables.get("t") + letter));
  }

  private static Throwable failure(Chain chain) throws Exception {
    StepContext context = context("true");
    return catchThrowable(() -> chain.run(Map.of(), context, Chain.Runner.DIRECT).join())
        .getCause();
  }

  private static StepContext context(String schema) throws Exception {
    Object source = dev.loquat.prompt.value.JsonText.read(schema);
    return new StepContext("p", Schema.compile(source, SchemaOptions.DEFAULT), Locale.ENGLISH);
  }
}
