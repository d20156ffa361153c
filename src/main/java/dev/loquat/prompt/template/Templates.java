package dev.loquat.prompt.template;

import dev.loquat.prompt.value.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Compiles the templates of one prompt together: they share partials and are checked against the
 * same data. Use once, by one thread.
 */
public final class Templates {
  private final Shape root;
  private final Helpers helpers;
  private final Backend backend;
  private final Map<String, Checker.Partial> parsed = new LinkedHashMap<>();
  private final Map<String, Piece> bodies = new HashMap<>();
  private final Reads reads = new Reads();

  /**
   * Begins.
   *
   * @param root what is known of the data
   * @param tokenCounter counts LLM tokens, for {@code truncate unit="tokens"}
   */
  public Templates(Shape root, ToIntFunction<String> tokenCounter) {
    this(root, tokenCounter, Backend.BEST);
  }

  /** Begins, for a renderer of choice. */
  public Templates(Shape root, ToIntFunction<String> tokenCounter, Backend backend) {
    this.root = root;
    this.backend = backend;
    this.helpers = new Helpers(tokenCounter);
  }

  /**
   * Adds a partial. What is wrong in it is thrown here as far as it is syntax; what depends on its
   * use is thrown by {@link #checkPartial} after all templates have been compiled.
   */
  public void partial(String name, String source) throws TemplateSyntaxException {
    var problems = new Problems();
    parsed.put(name, new Checker.Partial(List.of(), problems));
    List<Node> nodes = Parser.parse(source, problems);
    problems.throwIfAny();
    parsed.put(name, new Checker.Partial(nodes, problems));
  }

  /** Throws what the templates' use of a partial brought to light in it. */
  public void checkPartial(String name) throws TemplateSyntaxException {
    Checker.Partial partial = parsed.get(name);
    if (partial != null) {
      partial.problems().throwIfAny();
    }
  }

  /** Compiles one template; all partials have been added before. */
  public Template compile(String source) throws TemplateSyntaxException {
    var problems = new Problems();
    List<Node> nodes = Parser.parse(source, problems);
    if (problems.isEmpty()) {
      new Checker(root, parsed, problems, reads).check(nodes);
    }
    problems.throwIfAny();
    boolean sound = parsed.values().stream().allMatch(partial -> partial.problems().isEmpty());
    if (!sound) {
      return Template.of(Piece.NOTHING, Backend.NET, Optional::empty);
    }
    Piece net = new Assembler(helpers, bodies()).assemble(nodes);
    return Template.of(net, backend, () -> BytecodeClass.assemble(nodes, partialNodes(), helpers));
  }

  private Map<String, List<Node>> partialNodes() {
    var nodes = new HashMap<String, List<Node>>();
    parsed.forEach((name, partial) -> nodes.put(name, partial.nodes()));
    return nodes;
  }

  private Map<String, Piece> bodies() {
    if (bodies.isEmpty()) {
      parsed.forEach(
          (name, partial) ->
              bodies.put(name, new Assembler(helpers, bodies).assemble(partial.nodes())));
    }
    return bodies;
  }

  /** What the templates compiled so far read of the data. */
  public Reads reads() {
    return reads;
  }
}
