package dev.loquat.prompt.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.prompt.value.JsonText;
import dev.loquat.prompt.value.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;

/** The net and the bytecode are one renderer to those who use them. */
class BackendTest {
  private static final RenderLimits LIMITS = RenderLimits.DEFAULT;

  /** What became of a render: its text, or the class and message of what it threw. */
  private record Outcome(String text) {}

  @Property(tries = 1_500, seed = "20261124")
  void giveTheSameForGeneratedTemplatesDataAndLimits(@ForAll long seed) {
    var random = new Random(seed);
    Map<String, Object> example = new TemplateGenerator(random, true).next();
    RenderLimits tight =
        new RenderLimits(
            1 + random.nextInt(60), random.nextInt(6), 1 + random.nextInt(5), LIMITS.deadline());
    Template net;
    Template bytecode;
    try {
      net = compile(example, Backend.NET);
      bytecode = compile(example, Backend.BYTECODE);
    } catch (TemplateSyntaxException refused) {
      assertThat(refused.problems()).isNotEmpty();
      return;
    }
    assertThat(bytecode.isBytecode()).isTrue();
    for (RenderLimits limits : List.of(LIMITS, tight)) {
      Outcome expected = outcome(net, example, limits, false);
      assertThat(outcome(bytecode, example, limits, false))
          .as(() -> JsonText.write(example, 1))
          .isEqualTo(expected)
          .isEqualTo(outcome(bytecode, example, limits, true));
    }
  }

  @Example
  void bytecodeIsSplitIntoMethodsOfAModerateSize() throws Exception {
    String items =
        IntStream.range(0, 200)
            .mapToObj(i -> "{{#if v%d}}{{v%d}}{{else}}-{{/if}} t%d ".formatted(i, i + 1, i))
            .collect(Collectors.joining());
    Map<String, Object> example =
        Map.of("template", items, "partials", Map.of(), "data", Map.of("v7", 7, "v8", 8));
    Template bytecode = compile(example, Backend.BYTECODE);

    assertThat(bytecode.isBytecode()).isTrue();
    assertThat(outcome(bytecode, example, LIMITS, false))
        .isEqualTo(outcome(compile(example, Backend.NET), example, LIMITS, false));
  }

  @Example
  void aHugeTemplateStaysANet() throws Exception {
    Map<String, Object> example =
        Map.of("template", "{{a}}-".repeat(3_000), "partials", Map.of(), "data", Map.of("a", 1));
    Template template = compile(example, Backend.BYTECODE);

    assertThat(template.isBytecode()).isFalse();
    assertThat(outcome(template, example, LIMITS, false).text()).isEqualTo("1-".repeat(3_000));
  }

  @Example
  void aTemplateThatIsRenderedOftenBecomesBytecode() throws Exception {
    Map<String, Object> example =
        Map.of("template", "Hello {{a}}!", "partials", Map.of(), "data", Map.of("a", "you"));
    Template template = compile(example, Backend.ADAPTIVE);

    for (int i = 1; i < Template.OFTEN; i++) {
      outcome(template, example, LIMITS, false);
    }
    assertThat(template.isBytecode()).isFalse();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (!template.isBytecode()) {
            assertThat(outcome(template, example, LIMITS, false).text()).isEqualTo("Hello you!");
          }
        });
    assertThat(outcome(template, example, LIMITS, false).text()).isEqualTo("Hello you!");
  }

  @SuppressWarnings("unchecked")
  private static Template compile(Map<String, Object> example, Backend backend)
      throws TemplateSyntaxException {
    var templates = new Templates(Shape.ANY, String::length, backend);
    var partials = (Map<String, String>) example.get("partials");
    for (Map.Entry<String, String> partial : partials.entrySet()) {
      templates.partial(partial.getKey(), partial.getValue());
    }
    Template template = templates.compile((String) example.get("template"));
    for (String name : partials.keySet()) {
      templates.checkPartial(name);
    }
    return template;
  }

  @SuppressWarnings("unchecked")
  private static Outcome outcome(
      Template template, Map<String, Object> example, RenderLimits limits, boolean provenance) {
    var data = (Map<String, Object>) example.get("data");
    try (Rendering rendering = Renderings.SHARED.borrow(data, limits, provenance)) {
      return new Outcome(rendering.render(template));
    } catch (RenderException | RenderLimitException e) {
      return new Outcome(e.getClass().getName() + ": " + e.getMessage());
    }
  }
}
