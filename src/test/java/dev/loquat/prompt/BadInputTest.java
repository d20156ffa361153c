package dev.loquat.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.prompt.pattern.LinearPattern;
import dev.loquat.prompt.pattern.PatternBudgetException;
import dev.loquat.prompt.schema.Schema;
import dev.loquat.prompt.schema.SchemaException;
import dev.loquat.prompt.schema.SchemaOptions;
import dev.loquat.prompt.schema.Violation;
import dev.loquat.prompt.value.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile and broken sources, schemas and variables: each has its error, none hangs. */
class BadInputTest {
  private final PromptCompiler compiler = new PromptCompiler();

  static List<Arguments> sources() {
    return List.of(
        of(
            "",
            1,
            1,
            "a prompt is a YAML mapping with 'messages', or with 'prompt' in the short form"),
        of(
            "- a",
            1,
            1,
            "a prompt is a YAML mapping with 'messages', or with 'prompt' in the short form"),
        of("name: x", 1, 1, "a prompt needs 'messages' (or the short form 'prompt')"),
        of("name: 'x", 1, 9, "not YAML: found unexpected end of stream"),
        of("messages: [{user: \"a\\u", 1, 12, "not YAML: behind this place an escape is cut short"),
        of("messages: [\n", 2, 1, "not YAML: expected the node content, but found '<stream end>'"),
        of("name: a\nname: b\nmessages: [{user: x}]", 2, 1, "the key 'name' stands twice"),
        of("mesages: [{user: x}]", 1, 1, "unknown field 'mesages'; did you mean 'messages'?"),
        of("messages: {user: x}", 1, 11, "'messages' is a list of '- role: template'"),
        of(
            "messages: [{usr: x}]",
            1,
            13,
            "unknown role 'usr'; did you mean 'user'? (there are system, developer, user, assistant, tool)"),
        of("messages: [{user: {{x}}}]", 1, 20, "a key must be a plain text"),
        of("messages: [{user: [x]}]", 1, 19, "a message is a text"),
        of(
            "messages: [{user: x, system: y}]",
            1,
            22,
            "a message has one role, here a second key follows 'user'"),
        of("messages: [{role: user}]", 1, 12, "a message has both 'role' and 'content'"),
        of("messages: [x]", 1, 12, "a message is written '- role: template'"),
        of("prompt: x", 1, 9, "'prompt' holds system:, user: and chain:"),
        of(
            "messages: [{user: x}]\nchain: normalize",
            2,
            8,
            "'chain' is a list of step names, such as [normalize, validate]"),
        of(
            "messages: [{user: x}]\nformats: maybe",
            2,
            10,
            "'formats' is 'assert' or 'annotate', not 'maybe'"),
        of("messages: [{user: x}]\npartials: [a]", 2, 11, "'partials' maps names to templates"),
        of(
            "messages: [{user: x}]\n---\nmessages: []",
            2,
            1,
            "a prompt is one YAML document, here a second one begins"),
        of("a: &a [*a]\nmessages: [{user: x}]", 1, 8, "the alias '*a' stands within itself"),
        of("messages: [{user: *b}]", 1, 19, "unknown alias '*b'"),
        of("messages: [{user: x}]\ninput: 5", 2, 8, "input: a schema is an object or a boolean"),
        of(
            "messages: [{user: x}]\ninput: {$ref: '#/$defs/x'}",
            2,
            15,
            "input: '#/$defs/x' leads nowhere: there is no '$defs'"),
        of(
            "messages: [{user: x}]\ninput: {$ref: 'https://example.org/s'}",
            2,
            15,
            "input: 'https://example.org/s' leads to no known schema (other documents are not fetched)"),
        of(
            "messages: [{user: x}]\ninput: {properties: {a: {type: integer, default: x}}}",
            2,
            50,
            "input: the default is not valid by its own schema: must be integer, not string"),
        of(
            "messages: [{user: x}]\ninput: {properties: {a: {pattern: '('}}}",
            2,
            35,
            "input: '(' is not a regular expression: missing ')' at offset 1"),
        of(
            "messages: [{user: '{{a.b}}'}]\ninput: {properties: {a: {type: string}}}",
            1,
            22,
            "unknown path 'a.b': a string has no 'b'"),
        of(
            "messages: [{user: '{{#each a}}{{/each}}'}]\ninput: {properties: {a: {type: string}}}",
            1,
            28,
            "'each' needs an array or an object, 'a' is a string"),
        of(
            "messages: [{user: '{{#if (eq a \"fromal\")}}{{/if}}'}]\ninput: {properties: {a: {enum: [formal, casual]}}}",
            1,
            32,
            "'eq' with 'fromal' never changes: the values are formal, casual; did you mean 'formal'?"),
        of(
            "messages: [{user: '{{#each l}}{{r}}{{/each}}'}]\ninput: {properties: {r: {}, l: {items: {type: object, properties: {x: {}}}}}}",
            1,
            33,
            "unknown path 'r': the input declares no 'r'; did you mean '../r'?"),
        of("messages: [{user: 'it''s {{x'}]", 1, 26, "this tag is not closed, '}}' is missing"),
        of(
            "messages: [{user: \"a\\n\\u4e2d {{x\"}]",
            1,
            30,
            "this tag is not closed, '}}' is missing"),
        of(
            "messages:\n- user: >\n    one\n    two {{x\n",
            4,
            9,
            "this tag is not closed, '}}' is missing"),
        of(
            "partials: {p: '{{x'}\nmessages: [{user: '{{> p}}'}]",
            1,
            16,
            "this tag is not closed, '}}' is missing"));
  }

  static List<Arguments> furtherSources() {
    return List.of(
        of("name: [x]\nmessages: [{user: x}]", 1, 7, "'name' must be a text"),
        of(
            "messages: [{role: user, content: x, extra: y}]",
            1,
            37,
            "a message has 'role' and 'content' only"),
        of(
            "messages: [{few_shot: x}]",
            1,
            23,
            "'few_shot' is a list of 'user' and 'assistant' pairs"),
        of("messages: [{few_shot: [{user: x}]}]", 1, 24, "an example has 'user' and 'assistant'"),
        of(
            "messages: [" + "{user: x},".repeat(257) + "]",
            1,
            2573,
            "a prompt has at most 256 messages"),
        of(
            "messages: [{user: {x: y}}]",
            1,
            19,
            "a message is a text; put one that begins with '{{' into quotes, or write it below '|'"),
        of("messages: [{user: x}]\npartials: {p: [x]}", 2, 15, "a partial is a text"),
        of(
            "messages: [{user: x}]\nchain: [" + "normalize,".repeat(65) + "]",
            2,
            8,
            "a chain has at most 64 steps"),
        of("messages: [{user: x}]\nchain: [[x]]", 2, 9, "a step is named by a text"),
        of(
            "messages: [" + "x,".repeat(50_001) + "]",
            1,
            100006,
            "the YAML has more than 50000 nodes"),
        of(
            "messages: [{user: '{{#each l as |}}x{{/each}}'}]",
            1,
            34,
            "expected a name, found the end of the tag"),
        of(
            "messages: [{user: '{{#}}'}]",
            1,
            23,
            "expected the name of a block: if, unless, each or with, found the end of the tag"),
        of(
            "messages: [{user: '{{#if a}}{{/}}'}]",
            1,
            32,
            "expected the name of the block that ends here, found the end of the tag"),
        of(
            "messages: [{user: '{{#if a}}{{else 5}}{{/if}}'}]",
            1,
            29,
            "unknown block '5' after else"),
        of(
            "messages: [{user: '{{#each l}}{{@../index}}{{/each}}'}]",
            1,
            33,
            "'@../index' stands outside of that many {{#each}}"),
        of(
            "messages: [{user: '{{>}}'}]",
            1,
            23,
            "expected the name of a partial, found the end of the tag"));
  }

  private static Arguments of(String source, int line, int column, String message) {
    return Arguments.of(source, line, column, message);
  }

  @ParameterizedTest
  @MethodSource({"sources", "furtherSources"})
  void reportsWhereAndWhat(String source, int line, int column, String message) {
    assertThatThrownBy(() -> compiler.compile(source))
        .isInstanceOfSatisfying(
            PromptSyntaxException.class,
            e -> {
              assertThat(e.problems())
                  .extracting(p -> p.line() + ":" + p.column() + " " + p.message())
                  .contains(line + ":" + column + " " + message);
              assertThat(e.problems().getFirst().excerpt()).endsWith("^").contains("\n");
            });
  }

  @Test
  void refusesASourceThatIsTooLong() {
    assertThatThrownBy(() -> compiler.compile("messages: [{user: '" + "x".repeat(10 << 20) + "'}]"))
        .hasMessageContaining("the source is longer than 1048576 characters");
  }

  @Test
  void readsCharactersBeyondTheBasicPlaneWhereverTheParsersBufferEnds() throws Exception {
    for (int padding = 980; padding < 1_070; padding++) {
      String emoji = "x".repeat(padding) + "\ud83d\ude00\ud842\udfb7";
      Prompt prompt = compiler.compile("messages: [{user: '" + emoji + "'}]");
      assertThat(prompt.render(Map.of()).messages().getFirst().content()).isEqualTo(emoji);
    }
  }

  @Test
  void refusesLoneSurrogatesWhereverTheParsersBufferEnds() {
    for (int padding = 1_000; padding < 1_050; padding++) {
      String source = "messages: [{user: '" + "x".repeat(padding) + "\ud83d";
      assertThatThrownBy(() -> compiler.compile(source)).isInstanceOf(PromptSyntaxException.class);
    }
  }

  @Test
  void refusesYamlNestedTooDeep() {
    assertThatThrownBy(() -> compiler.compile("a: " + "[".repeat(10_000)))
        .hasMessageContaining("the YAML is nested deeper than 100");
  }

  @Test
  void refusesYamlThatAliasesBlowUp() {
    var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
    }

    assertThatThrownBy(() -> compiler.compile(bomb + "messages: [{user: x}]"))
        .hasMessageContaining("aliases followed, more than 50000 nodes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\":\"#\"}",
        "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}}}",
        "{\"allOf\":[{\"anyOf\":[{\"$ref\":\"#\"}]}]}",
      })
  void refusesReferencesInACircle(String schema) {
    assertThatThrownBy(() -> Schema.compile(JsonText.read(schema), SchemaOptions.DEFAULT))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("in a circle");
  }

  @Test
  void survivesRecursionThroughTheDynamicScopeAndNot() throws Exception {
    Object source = JsonText.read("{\"$dynamicAnchor\":\"n\",\"not\":{\"$dynamicRef\":\"#n\"}}");
    Schema schema = Schema.compile(source, SchemaOptions.DEFAULT);

    assertThat(schema.validate(1, Locale.ENGLISH)).hasSizeLessThan(2);
  }

  @Test
  void endsOnValuesNestedTooDeep() throws Exception {
    Object source =
        JsonText.read("{\"items\":{\"$ref\":\"#\"},\"properties\":{\"a\":{\"$ref\":\"#\"}}}");
    Schema schema = Schema.compile(source, SchemaOptions.DEFAULT);
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      deep = new ArrayList<>(List.of(deep));
    }

    assertThat(schema.validate(deep, Locale.ENGLISH)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^(a+)+$",
        "^(a|a)*$",
        "^(a|aa)+$",
        "(x+x+)+y",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(.*)(.*)(.*)(.*)(.*)[^a]$"
      })
  void matchesHostilePatternsInLinearTime(String pattern) throws Exception {
    LinearPattern compiled = LinearPattern.compile(pattern);

    assertThat(compiled.isLinear()).isTrue();
    assertThat(compiled.find("a".repeat(100_000) + "!" + "x".repeat(100_000))).isIn(true, false);
  }

  @Test
  void stopsABackreferenceThatExplodes() throws Exception {
    LinearPattern pattern = LinearPattern.compile("^(a+)+\\1b$");

    assertThat(pattern.isLinear()).isFalse();
    assertThatThrownBy(() -> pattern.find("a".repeat(60)))
        .isInstanceOf(PatternBudgetException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"properties\":{\"v\":{\"not\":{\"pattern\":\"^(a+)+\\\\1b$\"}}}}",
        "{\"properties\":{\"v\":{\"not\":{\"pattern\":\"^(a+)+\\\\1b$\",\"format\":\"x\"}}}}",
        "{\"properties\":{\"v\":{\"if\":{\"pattern\":\"^(a+)+\\\\1b$\"},\"then\":false}}}",
        "{\"properties\":{\"v\":{\"anyOf\":[{\"pattern\":\"^(a+)+\\\\1b$\"},true]}}}"
      })
  void whatTakesTooLongToMatchIsNeverValid(String source) throws Exception {
    Schema schema = Schema.compile(JsonText.read(source), SchemaOptions.DEFAULT);

    assertThat(schema.validate(Map.of("v", "a".repeat(60)), Locale.ENGLISH))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.pointer()).isEqualTo("/v");
              assertThat(violation.message()).startsWith("takes too long to match the pattern");
            });
  }

  @Test
  void manyTextsShareTheStepsOfMatching() throws Exception {
    Object source = JsonText.read("{\"items\":{\"not\":{\"pattern\":\"^(a+)+\\\\1b$\"}}}");
    Schema schema = Schema.compile(source, SchemaOptions.DEFAULT);

    assertThat(schema.isValid(Collections.nCopies(2, "a".repeat(18)))).isTrue();
    assertThat(schema.isValid(Collections.nCopies(10_000, "a".repeat(18)))).isFalse();
  }

  @Test
  void aNameThatTakesTooLongToMatchIsNeverValid() throws Exception {
    Object source = JsonText.read("{\"patternProperties\":{\"^(a+)+\\\\1b$\":false}}");
    Schema schema = Schema.compile(source, SchemaOptions.DEFAULT);
    String name = "a".repeat(60);

    assertThat(schema.isValid(Map.of(name, 1))).isFalse();
    assertThat(schema.validate(Map.of(name, 1), Locale.ENGLISH))
        .extracting(Violation::pointer)
        .containsExactly("/" + name);
  }

  @Test
  void whatIsNestedTooDeepToTellIsNotValidUnderNot() throws Exception {
    Object source =
        JsonText.read(
            "{\"not\":{\"$ref\":\"#/$defs/ones\"},"
                + "\"$defs\":{\"ones\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/ones\"}}}}");
    Schema schema = Schema.compile(source, SchemaOptions.DEFAULT);
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      deep = new ArrayList<>(List.of(deep));
    }

    assertThat(schema.isValid(deep)).isFalse();
  }

  @Test
  void comparesHugeNumbersWithoutExpandingThem() throws Exception {
    Object source = JsonText.read("{\"multipleOf\":1e-400000,\"maximum\":1e999999}");
    Schema schema = Schema.compile(source, SchemaOptions.DEFAULT);

    assertThat(schema.isValid(JsonText.read("1e999998"))).isTrue();
    assertThat(schema.isValid(JsonText.read("1e1000000"))).isFalse();
  }

  @Test
  void keepsUnpairedSurrogatesAndControlsAsTheyAre() throws Exception {
    Prompt prompt = compiler.compile("messages: [{user: '{{a}}'}]");

    assertThat(prompt.render(Map.of("a", "x\ud800y\u0000")).messages().getFirst().content())
        .isEqualTo("x\ud800y\u0000");
  }
}
