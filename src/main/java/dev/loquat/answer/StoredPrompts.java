package dev.loquat.answer;

import dev.loquat.prompt.Prompt;
import dev.loquat.prompt.PromptLibrary;
import dev.loquat.prompt.PromptSyntaxException;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;

/** The stored prompts, for requests that name them. */
public final class StoredPrompts {
  private final PromptLibrary library;

  /** The prompts of a library. */
  public StoredPrompts(PromptLibrary library) {
    this.library = library;
  }

  /**
   * The prompt of a name.
   *
   * @throws ProblemException 404 if there is none, 422 if its source does not compile
   */
  public Prompt named(String name) {
    try {
      return library.find(name).orElseThrow(() -> unknown(name));
    } catch (PromptSyntaxException e) {
      throw doesNotCompile(e);
    }
  }

  /**
   * The problem of a source that does not compile: 422 with every fault's line, column and caret.
   */
  public static ProblemException doesNotCompile(PromptSyntaxException failure) {
    return PromptProblems.of(failure);
  }

  private ProblemException unknown(String name) {
    return new ProblemException(
        Problem.Kind.NOT_FOUND,
        "there is no prompt '" + name + "'; known prompts: " + String.join(", ", library.names()));
  }
}
