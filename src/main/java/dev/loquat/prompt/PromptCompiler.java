package dev.loquat.prompt;

import dev.loquat.prompt.YamlNode.Scalar;
import dev.loquat.prompt.chain.Chain;
import dev.loquat.prompt.chain.ChainSteps;
import dev.loquat.prompt.schema.Schema;
import dev.loquat.prompt.schema.SchemaException;
import dev.loquat.prompt.schema.SchemaOptions;
import dev.loquat.prompt.schema.SchemaProblem;
import dev.loquat.prompt.template.Suggestion;
import dev.loquat.prompt.template.Template;
import dev.loquat.prompt.template.TemplateProblem;
import dev.loquat.prompt.template.TemplateSyntaxException;
import dev.loquat.prompt.template.Templates;
import dev.loquat.prompt.value.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Compiles the YAML of a prompt. Immutable, shared by all threads. */
public final class PromptCompiler {
  /** A longer source is refused, in UTF-16 units. */
  public static final int MAX_SOURCE = 1 << 20;

  /** The longest that one step of a chain may take, where nothing else is said. */
  public static final Duration STEP_TIME = Duration.ofSeconds(10);

  private final ChainSteps steps;
  private final ToIntFunction<String> tokenCounter;
  private final Duration stepTime;

  /** With the built-in steps, and tokens estimated by length. */
  public PromptCompiler() {
    this(ChainSteps.builtIn(), PromptCompiler::estimateTokens, STEP_TIME);
  }

  /**
   * With other steps.
   *
   * @param steps what {@code chain:} may name
   * @param tokenCounter counts LLM tokens, for {@code truncate}
   * @param stepTime the longest that one step may take
   */
  public PromptCompiler(ChainSteps steps, ToIntFunction<String> tokenCounter, Duration stepTime) {
    this.steps = steps;
    this.tokenCounter = tokenCounter;
    this.stepTime = stepTime;
  }

  private static int estimateTokens(String text) {
    int wide = (int) text.chars().filter(c -> c >= 0x2e80).count();
    return wide + (text.length() - wide + 3) / 4;
  }

  /** {@link #compile(String, String)} for a source without a file. */
  public Prompt compile(String yaml) throws PromptSyntaxException {
    return compile("inline", yaml);
  }

  /**
   * Compiles a prompt. Throws {@link PromptSyntaxException} with everything that is wrong in YAML,
   * schema, templates and chain.
   *
   * @param name the prompt's name where the source has none
   */
  public Prompt compile(String name, String yaml) throws PromptSyntaxException {
    var source = new PromptSource(name, yaml.length() > MAX_SOURCE ? "" : yaml);
    if (yaml.length() > MAX_SOURCE) {
      source.problem(0, "the source is longer than " + MAX_SOURCE + " characters");
      source.throwIfWrong();
    }
    PromptFile file = PromptFile.read(source);
    Chain chain = chain(file, source);
    Optional<Schema> schema = schema(file, source);
    var templates = new Templates(schema.map(Schema::shape).orElse(Shape.ANY), tokenCounter);
    List<Prompt.Part> parts = parts(file, templates, source);
    source.throwIfWrong();
    boolean open = schema.orElseThrow().declaresNothing();
    Set<String> inferred = open ? templates.reads().names() : Set.of();
    boolean keeps = schema.get().rulesUndeclared() || (open && templates.reads().everything());
    var head =
        new Prompt.Head(
            file.name().isEmpty() ? name : file.name(),
            file.description(),
            input(file),
            schema.get());
    return new Prompt(head, parts, chain, inferred, keeps);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> input(PromptFile file) {
    YamlNode node = file.input();
    return node != null && new YamlValues().of(node) instanceof Map<?, ?> map
        ? (Map<String, Object>) map
        : Map.of();
  }

  private Chain chain(PromptFile file, PromptSource source) {
    var links = new ArrayList<Chain.Link>();
    for (Scalar written : file.chain()) {
      String name = written.text();
      steps
          .find(name)
          .ifPresentOrElse(
              step -> links.add(new Chain.Link(name, step)),
              () ->
                  source.problem(
                      written.place(),
                      "unknown step '"
                          + name
                          + "'"
                          + Suggestion.of(name, steps.names())
                          + " (there are "
                          + String.join(", ", steps.names().stream().sorted().toList())
                          + ")"));
    }
    return new Chain(links, stepTime);
  }

  private static Optional<Schema> schema(PromptFile file, PromptSource source) {
    YamlNode node = file.input();
    Object value = node == null ? Boolean.TRUE : new YamlValues().of(node);
    SchemaOptions options = SchemaOptions.DEFAULT.assertingFormats(file.assertsFormats());
    try {
      Schema schema = Schema.compile(value, options);
      schema.wrongDefaults().forEach(problem -> schemaProblem(problem, node, source));
      return Optional.of(schema);
    } catch (SchemaException e) {
      e.problems().forEach(problem -> schemaProblem(problem, node, source));
      return Optional.empty();
    }
  }

  private static void schemaProblem(
      SchemaProblem problem, @Nullable YamlNode node, PromptSource source) {
    YamlNode.Place place =
        node == null ? new YamlNode.Place(0, 0) : YamlValues.find(node, problem.pointer()).place();
    source.problem(place, "input: " + problem.message());
  }

  private static List<Prompt.Part> parts(
      PromptFile file, Templates templates, PromptSource source) {
    file.partials()
        .forEach(
            (name, scalar) -> {
              try {
                templates.partial(name, scalar.text());
              } catch (TemplateSyntaxException e) {
                report(e, scalar, source);
              }
            });
    var parts = new ArrayList<Prompt.Part>();
    for (PromptFile.Written message : file.messages()) {
      try {
        Template template = templates.compile(message.template().text());
        parts.add(new Prompt.Part(message.role(), template));
      } catch (TemplateSyntaxException e) {
        report(e, message.template(), source);
      }
    }
    file.partials()
        .forEach(
            (name, scalar) -> {
              try {
                templates.checkPartial(name);
              } catch (TemplateSyntaxException e) {
                report(e, scalar, source);
              }
            });
    return parts;
  }

  private static void report(TemplateSyntaxException e, Scalar scalar, PromptSource source) {
    for (TemplateProblem problem : e.problems()) {
      source.problem(ScalarPlaces.offset(source, scalar, problem.offset()), problem.message());
    }
  }
}
