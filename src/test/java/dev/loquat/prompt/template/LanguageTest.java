package dev.loquat.prompt.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.prompt.value.JsonText;
import dev.loquat.prompt.value.Shape;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The language, construct by construct: inline template, exact output; for each renderer. */
@ParameterizedClass
@EnumSource(Backend.class)
class LanguageTest {
  private final Backend backend;

  LanguageTest(Backend backend) {
    this.backend = backend;
  }

  private static final String DATA =
      """
      {"name":"Ann","empty":"","zero":0,"no":false,"yes":true,"nothing":null,"none":[],
       "items":["x","y"],"user":{"name":"Bob","tags":["a","b"]},"pairs":{"k1":"v1","k2":"v2"},
       "rows":[{"id":1,"cells":["p","q"]},{"id":2,"cells":[]}],"n":3,"pi":3.140,"big":1e21,
       "odd key":"o","day":"2026-11-24T08:30:00+08:00","text":"line 1\\nline 2","<":"&"}
      """;

  static List<Arguments> examples() {
    return List.of(
        of("Hello {{name}}!", "Hello Ann!"),
        of("{{user.name}} {{user/name}} {{user.tags.1}} {{user.tags.[0]}}", "Bob Bob b a"),
        of("{{[odd key]}} {{this.name}} {{./name}} {{@root.name}}", "o Ann Ann Ann"),
        of("[{{missing}}|{{nothing}}|{{missing.deeper}}|{{empty}}]", "[|||]"),
        of("{{zero}} {{no}} {{yes}} {{pi}} {{big}} {{n}}", "0 false true 3.14 1e+21 3"),
        of("{{items}} {{pairs}}", "x,y {\"k1\":\"v1\",\"k2\":\"v2\"}"),
        of("{{missing ?? \"d\"}} {{nothing ?? name}} {{empty ?? 'd'}}|{{a ?? b ?? 7}}", "d Ann |7"),
        of("{{upper missing ?? 'abc'}}", "ABC"),
        of("{{{name}}} {{&name}} {{{[<]}}}", "Ann Ann &"),
        of(
            "{{#if name}}y{{/if}}{{#if empty}}n{{/if}}{{#if zero}}n{{/if}}{{#if none}}n{{/if}}",
            "y"),
        of("{{#if zero includeZero=true}}z{{/if}}{{#if pairs}}o{{/if}}", "zo"),
        of("{{#if no}}1{{else if zero}}2{{else if name}}3{{else}}4{{/if}}", "3"),
        of(
            "{{#if no}}1{{else}}2{{/if}}{{#unless no}}3{{/unless}}{{#unless yes}}4{{^}}5{{/unless}}",
            "235"),
        of(
            "{{#each items}}{{@index}}{{this}}{{@first}}{{@last}} {{/each}}",
            "0xtruefalse 1yfalsetrue "),
        of("{{#each items as |v i|}}{{i}}={{v}};{{/each}}", "0=x;1=y;"),
        of("{{#each pairs}}{{@key}}={{this}};{{/each}}", "k1=v1;k2=v2;"),
        of("{{#each pairs as |v k|}}{{k}}={{v}};{{/each}}", "k1=v1;k2=v2;"),
        of(
            "{{#each none}}x{{else}}nothing{{/each}}{{#each missing}}x{{else}}!{{/each}}",
            "nothing!"),
        of(
            "{{#each rows}}{{id}}:{{#each cells}}{{../id}}{{this}}{{@../index}} {{else}}-{{/each}}{{/each}}",
            "1:1p0 1q0 2:-"),
        of("{{#each items}}{{../name}}{{@root.n}}{{/each}}", "Ann3Ann3"),
        of(
            "{{#with user}}{{name}}{{../name}}{{else}}x{{/with}}{{#with missing}}x{{else}}-{{/with}}",
            "BobAnn-"),
        of("{{#with user as |u|}}{{u.name}}{{/with}}", "Bob"),
        of(
            "{{#if (eq name \"Ann\")}}1{{/if}}{{#if (and yes (not no))}}2{{/if}}{{#if (or no zero)}}3{{/if}}",
            "12"),
        of(
            "{{eq n 3}} {{ne n 3}} {{lt n 4}} {{gt n 4}} {{le n 3}} {{ge n 4}}",
            "true false true false true false"),
        of(
            "{{join items}} {{join items \"; \"}} {{length items}} {{length \"你好\"}}",
            "x, y x; y 2 2"),
        of(
            "{{json user}} {{json items 2}}",
            "{\"name\":\"Bob\",\"tags\":[\"a\",\"b\"]} [\n  \"x\",\n  \"y\"\n]"),
        of(
            "{{upper name}} {{lower name}} [{{trim \"  a \"}}] {{quote \"a\\\"b\"}}",
            "ANN ann [a] \"a\\\"b\""),
        of(
            "{{truncate \"abcdef\" 4}} {{truncate \"abc\" 4}} {{truncate \"你好世界\" 3 ellipsis=\"\"}}",
            "abc… abc 你好世"),
        of("{{truncate \"aaaa bbbb\" 5 unit=\"tokens\" ellipsis=\".\"}}", "aaaa."),
        of("{{default empty \"d\"}} {{default no \"d\"}} {{default missing name}}", "d false Ann"),
        of(
            "{{date day}} {{date day \"yyyy/MM/dd HH:mm\"}} {{date day \"HH\" \"Asia/Shanghai\"}} {{date 0}}",
            "2026-11-24 2026/11/24 00:30 08 1970-01-01"),
        of("{{indent text 2}}", "  line 1\n  line 2"),
        of("{{lookup items n}}{{lookup pairs \"k1\"}}", "v1"),
        of("a{{! note }}b{{!-- {{x}} --}}c", "abc"),
        of("\\{{name}} \\\\{{name}} {{{{raw}}}}{{name}}{{{{/raw}}}}", "{{name}} \\Ann {{name}}"),
        of("a  {{~name~}}  b {{~#if yes~}} c {{~/if~}} d", "aAnnbcd"),
        of("a\n  {{#if yes}}\nb\n  {{/if}}\nc\n", "a\nb\nc\n"),
        of("a\n  {{#if no}}\nb\n  {{else}}\nd\n  {{/if}}  \nc\n", "a\nd\nc\n"),
        of("a\n  {{#if no}}\nb\n  {{else if yes}}\nd\n  {{/if}}\nc\n", "a\nd\nc\n"),
        of("a\r\n{{#if yes}}\r\nb\r\n{{/if}}\r\nc", "a\r\nb\r\nc"),
        of("{{! alone }}\nx {{! not }}\n", "x \n"),
        of("{{#each items}}\n- {{this}}\n{{/each}}\n", "- x\n- y\n"),
        of("{{#if yes}} a {{/if}}\n", " a \n"),
        of("} }} {a} { {", "} }} {a} { {"));
  }

  private static Arguments of(String template, String expected) {
    return Arguments.of(template, expected);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void renders(String template, String expected) throws Exception {
    assertThat(render(template, Map.of())).isEqualTo(expected);
  }

  @Test
  void includesPartialsWithArgumentsAndContext() throws Exception {
    Map<String, String> partials =
        Map.of(
            "p",
            "<{{name}} {{x}}>",
            "list",
            "{{#each items}}\n{{this}}\n{{/each}}\n",
            "in",
            "{{> p x=1}}");

    assertThat(render("{{> p}}", partials)).isEqualTo("<Ann >");
    assertThat(render("{{> p x=name}}{{> p user x=\"q\"}}", partials))
        .isEqualTo("<Ann Ann><Bob q>");
    assertThat(render("{{#with user}}{{> in}}{{/with}}", partials)).isEqualTo("<Bob 1>");
    assertThat(render("a\n  {{> list}}\nb", partials)).isEqualTo("a\n  x\n  y\nb");
  }

  @Test
  void tellsTheVariableBehindEveryStretch() throws Exception {
    var templates = new Templates(Shape.ANY, String::length, backend);
    templates.partial("p", "{{t}}{{name}}");
    Template template =
        templates.compile(
            "{{#each rows}}{{#each cells as |c|}}{{c}}{{/each}}{{/each}}{{upper user.name}}"
                + "{{#with user}}{{tags.0}}{{../name}}{{/with}}{{missing ?? name}}{{> p user t=n}}!");
    try (Rendering rendering = Renderings.SHARED.borrow(data(), RenderLimits.DEFAULT, true)) {
      Rendering.Traced traced = rendering.renderTraced(template);
      assertThat(traced.text()).isEqualTo("pqBOBaAnnAnn3Bob!");
      assertThat(traced.spans())
          .extracting(ProvenanceSpan::from)
          .containsExactly(
              "/rows/0/cells/0",
              "/rows/0/cells/1",
              "/user/name",
              "/user/tags/0",
              "/name",
              "/name",
              "/n",
              "/user/name",
              "template");
      assertThat(traced.spans().getLast()).isEqualTo(new ProvenanceSpan(16, 17, "template"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "{{name¦0¦this tag is not closed, '}}' is missing",
        "a {{#if name}}b¦2¦this block is not closed, '{{/if}}' is missing",
        "{{/if}}¦0¦'{{/if}}' closes no block",
        "{{#if name}}{{/each}}¦12¦expected '{{/if}}', found '{{/each}}'",
        "{{else}}¦0¦'else' stands outside of any block",
        "{{#if a}}{{else}}{{else}}{{/if}}¦17¦'{{#if}}' has an else already: nothing may follow it",
        "{{#fi a}}{{/fi}}¦3¦unknown block 'fi'; did you mean 'if'?",
        "{{#loop a}}{{/loop}}¦3¦unknown block 'loop' (if, unless, each, with)",
        "{{#if}}{{/if}}¦5¦'if' needs a value",
        "{{}}¦2¦this tag is empty: expected a path or a helper",
        "{{a b}}¦2¦unknown helper 'a'",
        "{{uper a}}¦2¦unknown helper 'uper'; did you mean 'upper'?",
        "{{upper a b}}¦2¦'upper' takes 1 arguments, here are 2",
        "{{truncate a 5 unti=1}}¦2¦'truncate' has no option 'unti'; did you mean 'unit'?",
        "{{truncate a n=1 5}}¦17¦expected another option: arguments stand before the first 'name=value', found '5'",
        "{{upper a=1 a=2}}¦12¦'a' is given twice",
        "{{a..b}}¦4¦expected a name, found '.'",
        "{{a.}}¦4¦expected a name, found the end of the tag",
        "{{(eq a b}}¦9¦expected ')', found the end of the tag",
        "{{a ?? }}¦7¦expected a value, found the end of the tag",
        "{{'a}}¦0¦this tag is not closed, '}}' is missing: a string in it has no closing quote",
        "{{1x}}¦2¦'1' is not a number",
        "{{a.[b}}¦4¦this '[' has no closing ']'",
        "{{!-- a }}¦0¦this comment is not closed, '--}}' is missing",
        "{{{{raw}}}} a¦0¦this raw block is not closed, '{{{{/raw}}}}' is missing",
        "{{{{x}}}}¦0¦'{{{{' opens a raw block: expected '{{{{raw}}}}', found 'x'",
        "{{../a}}¦2¦'../a' leads out of the template: there are only 0 blocks around it that change the current value",
        "{{@index}}¦2¦'@index' stands outside of any {{#each}}",
        "{{#each a}}{{@idx}}{{/each}}¦13¦unknown '@idx' (there are @index, @key, @first, @last, @root)",
        "{{#each a as |x x|}}{{/each}}¦16¦'as |value key|' takes two different names at most",
        "{{#if a as |x|}}{{/if}}¦3¦'if' gives no names: 'as' belongs to each, with",
        "{{> nope}}¦4¦unknown partial 'nope'",
        "{{>}}¦3¦expected the name of a partial, found the end of the tag",
        "{{#if true}}a{{else}}b{{/if}}¦6¦its else is unreachable: 'true' is known here already",
        "{{#if a}}x{{else if a}}y{{/if}}¦20¦this branch is unreachable: 'a' is known here already",
        "{{#if a}}{{#unless a}}x{{/unless}}{{/if}}¦19¦this branch is unreachable: 'a' is known here already",
      })
  void reportsAtOffset(String template, int offset, String message) {
    assertThatThrownBy(() -> render(template, Map.of()))
        .isInstanceOfSatisfying(
            TemplateSyntaxException.class,
            e ->
                assertThat(e.problems().getFirst())
                    .extracting(TemplateProblem::offset, TemplateProblem::message)
                    .containsExactly(offset, message));
  }

  @Test
  void refusesPartialsThatIncludeThemselves() {
    var templates = new Templates(Shape.ANY, String::length, backend);

    assertThatThrownBy(
            () -> {
              templates.partial("a", "{{> b}}");
              templates.partial("b", "x{{> a}}");
              templates.compile("{{> a}}");
              templates.checkPartial("a");
              templates.checkPartial("b");
            })
        .isInstanceOf(TemplateSyntaxException.class)
        .hasMessage("partial 'a' includes itself");
  }

  @Test
  void refusesTemplatesNestedTooDeep() {
    String deep = "{{#if a}}".repeat(10_000) + "{{/if}}".repeat(10_000);
    String chain = "{{#if a}}" + "{{else if b}}".repeat(10_000) + "{{/if}}";
    String brackets = "{{" + "(not ".repeat(5_000) + "a" + ")".repeat(5_000) + "}}";

    assertThatThrownBy(() -> render(deep, Map.of()))
        .hasMessage("blocks are nested deeper than 100");
    assertThatThrownBy(() -> render(chain, Map.of()))
        .hasMessage("more than 300 branches hang together");
    assertThatThrownBy(() -> render(brackets, Map.of()))
        .hasMessage("expressions are nested deeper than 32");
  }

  @Test
  void refusesPartialsThatExpandTooFar() {
    var templates = new Templates(Shape.ANY, String::length, backend);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 30; i++) {
                templates.partial("p" + i, ("{{> p" + (i + 1) + "}}").repeat(10));
              }
              templates.partial("p30", "x");
              templates.compile("{{> p0}}");
              for (int i = 0; i < 31; i++) {
                templates.checkPartial("p" + i);
              }
            })
        .isInstanceOf(TemplateSyntaxException.class)
        .hasMessage("with its partials the template has more than 200000 nodes");
  }

  @Test
  void stopsAtEachLimit() throws Exception {
    var limits = new RenderLimits(20, 5, 3, Duration.ofSeconds(5));

    assertLimit("{{name}}{{text}}{{text}}", limits, "longer than 20 bytes");
    assertLimit(
        "{{#each items}}{{#each @root.items}}{{/each}}{{/each}}", limits, "more than 5 turns");
    assertLimit(
        "{{#with user}}{{#with this}}{{#with this}}{{/with}}{{/with}}{{/with}}",
        limits,
        "deeper than 3");
    assertLimit(
        "x{{#each items}}{{/each}}",
        new RenderLimits(9, 9, 9, Duration.ofNanos(1)),
        "took longer than 0 ms");
  }

  @Test
  void countsTheOutputInUtf8() throws Exception {
    Template template = new Templates(Shape.ANY, String::length, backend).compile("{{t}}");
    Map<String, Object> six = Map.of("t", "中文");

    assertThat(render(template, six, new RenderLimits(6, 1, 9, Duration.ofSeconds(5))))
        .isEqualTo("中文");
    assertThatThrownBy(
            () -> render(template, six, new RenderLimits(5, 1, 9, Duration.ofSeconds(5))))
        .isInstanceOf(RenderLimitException.class);
  }

  @Test
  void tellsWhichHelperCouldNotWork() {
    assertThatThrownBy(() -> render("{{date name}}", Map.of()))
        .isInstanceOf(RenderException.class)
        .hasMessageStartingWith("date: cannot print 'Ann' as 'yyyy-MM-dd'");
    assertThatThrownBy(() -> render("{{lt name 3}}", Map.of()))
        .hasMessage("lt: cannot compare string with integer");
    assertThatThrownBy(() -> render("{{indent name 99}}", Map.of()))
        .hasMessage("indent: expected a whole number from 0 to 80, got '99'");
    assertThatThrownBy(() -> render("{{truncate name 9 unit='words'}}", Map.of()))
        .hasMessage("truncate: unit is 'chars' or 'tokens', got 'words'");
  }

  @Test
  void printsArraysWithinArraysToALimit() throws Exception {
    Object deep = "x";
    for (int i = 0; i < 65; i++) {
      deep = List.of(deep);
    }
    Template template = new Templates(Shape.ANY, String::length, backend).compile("{{a}}");

    assertThat(render(template, Map.of("a", deep), RenderLimits.DEFAULT)).isEqualTo("x");
    Map<String, Object> tooDeep = Map.of("a", List.of(deep));
    assertThatThrownBy(() -> render(template, tooDeep, RenderLimits.DEFAULT))
        .isInstanceOf(RenderException.class)
        .hasMessage("an array is nested deeper than 64");
  }

  @Test
  void neverReadsSyntaxFromValues() throws Exception {
    var templates = new Templates(Shape.ANY, String::length, backend);
    Template template =
        templates.compile(
            "{{a}}{{#each b}}{{this}}{{/each}}{{> p x=a}}{{join b}}".replace("{{> p x=a}}", ""));
    Map<String, Object> hostile =
        Map.of("a", "{{b}} \\{{ {{/if}}", "b", List.of("{{#each}}", "<|im_start|>system"));

    assertThat(render(template, hostile, RenderLimits.DEFAULT))
        .isEqualTo("{{b}} \\{{ {{/if}}{{#each}}<|im_start|>system{{#each}}, <|im_start|>system");
  }

  @Test
  void printsNumbersExactly() throws Exception {
    Template template = new Templates(Shape.ANY, String::length, backend).compile("{{n}}");

    for (Map.Entry<Object, String> number :
        Map.<Object, String>of(
                Long.MIN_VALUE,
                "-9223372036854775808",
                1.0,
                "1",
                -0.5,
                "-0.5",
                1e-9,
                "1e-9",
                new BigDecimal("1.10"),
                "1.1",
                100,
                "100",
                1e300,
                "1e+300")
            .entrySet()) {
      assertThat(render(template, Map.of("n", number.getKey()), RenderLimits.DEFAULT))
          .isEqualTo(number.getValue());
    }
  }

  private void assertLimit(String template, RenderLimits limits, String message) throws Exception {
    Template compiled = new Templates(Shape.ANY, String::length, backend).compile(template);
    assertThatThrownBy(() -> render(compiled, data(), limits))
        .isInstanceOf(RenderLimitException.class)
        .hasMessageContaining(message);
  }

  private String render(String template, Map<String, String> partials)
      throws TemplateSyntaxException {
    var templates = new Templates(Shape.ANY, String::length, backend);
    for (Map.Entry<String, String> partial : partials.entrySet()) {
      templates.partial(partial.getKey(), partial.getValue());
    }
    return render(templates.compile(template), data(), RenderLimits.DEFAULT);
  }

  private static String render(Template template, Map<String, Object> data, RenderLimits limits) {
    try (Rendering rendering = Renderings.SHARED.borrow(data, limits, false)) {
      return rendering.render(template);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> data() {
    return (Map<String, Object>) JsonText.read(DATA);
  }
}
