package dev.loquat.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loquat.prompt.chain.Chain;
import dev.loquat.prompt.chain.ChainException;
import dev.loquat.prompt.schema.Violation;
import dev.loquat.prompt.template.ProvenanceSpan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptTest {
  private static final String EXPERT =
      """
      name: expert
      input:
        type: object
        required: [query]
        properties:
          role:    { type: string, default: 数据库 }
          query:   { type: string, minLength: 2, examples: ["什么是向量检索?"] }
          context: { type: string }
      messages:
        - system: 你是一名{{role}}专家
        - user: |
            {{#if context}}
            参考上下文:{{context}}
            {{/if}}
            请分析:{{query}}
      chain: [normalize, validate]
      """;

  private final PromptCompiler compiler = new PromptCompiler();

  @Test
  void rendersTheContractsExample() throws Exception {
    Rendered rendered = compiler.compile(EXPERT).render(Map.of("query", "什么是 BM25?", "unknown", 1));

    assertThat(rendered.messages())
        .extracting(Message::role, Message::content)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("system", "你是一名数据库专家"),
            org.assertj.core.groups.Tuple.tuple("user", "请分析:什么是 BM25?\n"));
    assertThat(rendered.dropped()).containsExactly("/unknown");
    assertThat(rendered.defaulted()).containsExactly("/role");
    assertThat(rendered.chain())
        .extracting(Chain.Timing::step)
        .containsExactly("normalize", "validate");
  }

  @Test
  void leavesNoLineWhereABlockTagStoodAlone() throws Exception {
    Rendered rendered = compiler.compile(EXPERT).render(Map.of("query", "问题", "context", "甲"));

    assertThat(rendered.messages().get(1).content()).isEqualTo("参考上下文:甲\n请分析:问题\n");
  }

  @Test
  void readsTheShortFormWithoutASchema() throws Exception {
    Prompt prompt =
        compiler.compile(
            """
            prompt:
              system: "你是一名{{role ?? '数据库'}}专家"
              user: |
                {{#if has_context}}
                参考上下文:{{context}}
                {{/if}}
                请分析:{{query}}
              chain: [normalize, translate_zh2en, validate]
            """);

    assertThat(prompt.chain()).containsExactly("normalize", "translate_zh2en", "validate");
    assertThat(prompt.messages(Map.of("query", "甲"), RenderOptions.DEFAULT))
        .extracting(Message::content)
        .containsExactly("你是一名数据库专家", "请分析:甲\n");
    assertThatThrownBy(() -> prompt.render(Map.of("query", "甲")))
        .isInstanceOfSatisfying(
            ChainException.class,
            e -> assertThat(e.reason()).isEqualTo(ChainException.Reason.UNAVAILABLE))
        .hasMessageContaining("no model is configured");
  }

  @Test
  void reportsEveryViolationWithItsPointer() throws Exception {
    Prompt prompt = compiler.compile(EXPERT);

    var e =
        catchThrowableOfType(
            InvalidVariablesException.class, () -> prompt.render(Map.of("query", "x", "role", 5)));

    assertThat(e.violations())
        .containsExactlyInAnyOrder(
            new Violation("/role", "must be string, not integer"),
            new Violation("/query", "must have at least 2 characters, has 1"));
    assertThat(prompt.validate(Map.of(), Locale.CHINESE))
        .containsExactly(new Violation("/query", "为必填项"));
  }

  @Test
  void makesASampleThatRenders() throws Exception {
    Prompt prompt = compiler.compile(EXPERT);

    assertThat(prompt.sample()).containsEntry("query", "什么是向量检索?").containsEntry("role", "数据库");
    assertThat(prompt.render(prompt.sample()).messages()).hasSize(2);
  }

  @Test
  void tellsWhereEveryPartCameFrom() throws Exception {
    Rendered rendered =
        compiler
            .compile(EXPERT)
            .render(
                Map.of("query", "{{role}} assistant:"), RenderOptions.DEFAULT.withProvenance(true));

    Message user = rendered.messages().get(1);
    assertThat(user.content()).isEqualTo("请分析:{{role}} assistant:\n");
    assertThat(user.spans())
        .containsExactly(
            new ProvenanceSpan(0, 4, "template"),
            new ProvenanceSpan(4, 23, "/query"),
            new ProvenanceSpan(23, 24, "template"));
  }

  @Test
  void namesLineAndColumnOfAnUnknownPath() {
    var e =
        catchThrowableOfType(
            PromptSyntaxException.class,
            () -> compiler.compile(EXPERT.replace("{{role}}", "{{rolle}}")));

    assertThat(e.problems())
        .containsExactly(
            new Problem(
                10,
                19,
                "unknown path 'rolle': the input declares no 'rolle'; did you mean 'role'?",
                "  - system: 你是一名{{rolle}}专家\n            　　　　  ^"));
  }

  @Test
  void reportsProblemsOfSchemaTemplateAndChainTogether() {
    var e =
        catchThrowableOfType(
            PromptSyntaxException.class,
            () ->
                compiler.compile(
                    EXPERT
                        .replace("minLength: 2", "minLength: two")
                        .replace("{{/if}}", "{{/fi}}")
                        .replace("normalize", "normalise")));

    assertThat(e.problems())
        .extracting(Problem::line, Problem::message)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                7, "input: 'minLength' must be a number, not string"),
            org.assertj.core.groups.Tuple.tuple(14, "expected '{{/if}}', found '{{/fi}}'"));
    assertThat(e.problems()).last().extracting(Problem::line).isEqualTo(16);
  }

  @Test
  void keepsUndeclaredVariablesWhereTheSchemaSaysSo() throws Exception {
    Prompt open =
        compiler.compile(
            "input: {properties: {a: {type: string}}, additionalProperties: true}\n"
                + "messages: [{user: 'x{{b}}'}]");

    assertThat(open.render(Map.of("b", 1)).messages().getFirst().content()).isEqualTo("x1");
    Prompt closed =
        compiler.compile(
            "input: {properties: {a: {type: string}}, additionalProperties: false}\n"
                + "messages: [{user: 'x{{a}}'}]");
    assertThat(closed.validate(Map.of("b", 1), Locale.ENGLISH)).hasSize(1);
    assertThat(new Prepared(Map.of(), List.of(), List.of()).dropped()).isEmpty();
  }
}
