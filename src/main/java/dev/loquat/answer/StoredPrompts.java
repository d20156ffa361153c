package dev.loquat.answer;

import dev.loquat.prompt.Prompt;
import dev.loquat.prompt.PromptCompiler;
import dev.loquat.prompt.PromptLibrary;
import dev.loquat.prompt.PromptSyntaxException;
import dev.loquat.store.PromptReference;
import dev.loquat.store.PromptStore;
import dev.loquat.store.PromptVersion;
import dev.loquat.store.StoreException;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The stored prompts, for requests that name them. {@code name@label} and {@code name@3} are
 * versions of the database. A bare name is the version labelled {@code production}; without one,
 * the file of that name, in the folder or packaged; without a file, the newest version. So a
 * version takes a file's place only once it is labelled.
 */
public final class StoredPrompts {
  private final PromptLibrary library;
  private final PromptStore store;
  private final PromptCompiler compiler;
  private final VersionCache versions;

  /**
   * The prompts of a library and of a store.
   *
   * @param changes tells whether what was kept is still so
   */
  public StoredPrompts(
      PromptLibrary library, PromptStore store, PromptCompiler compiler, PromptChanges changes) {
    this.library = library;
    this.store = store;
    this.compiler = compiler;
    this.versions = new VersionCache(store, changes);
  }

  /** The files. */
  public PromptLibrary library() {
    return library;
  }

  /** The versions. */
  public PromptStore store() {
    return store;
  }

  /** Forgets what was kept of a prompt: its versions or labels have changed. */
  public void forget(String name) {
    versions.forget(name);
  }

  /** Forgets everything that was kept: changes may have been missed. */
  public void forgetAll() {
    versions.forgetAll();
  }

  /**
   * A prompt as it is kept.
   *
   * @param version which it is in the database; empty for a file
   * @param packaged whether its file comes with the program
   */
  public record Named(
      Prompt prompt, String source, Optional<PromptVersion> version, boolean packaged) {}

  /**
   * The prompt that is meant.
   *
   * @throws ProblemException 404 if there is none, 422 if its source does not compile
   * @throws StoreException if the database is away and the version was not used before
   */
  public Prompt named(String reference) {
    return look(reference).prompt();
  }

  /** {@link #named} with where it is kept. */
  public Named look(String text) {
    PromptReference reference = PromptReference.parse(text).orElseThrow(() -> unknown(text));
    return versions
        .find(reference)
        .map(this::of)
        .or(() -> reference.isBare() ? file(reference.name()) : Optional.empty())
        .or(() -> reference.isBare() ? newest(reference.name()).map(this::of) : Optional.empty())
        .orElseThrow(() -> unknown(text));
  }

  private Optional<Named> file(String name) {
    try {
      return library
          .look(name)
          .map(f -> new Named(f.prompt(), f.source(), Optional.empty(), f.packaged()));
    } catch (PromptSyntaxException e) {
      throw doesNotCompile(e);
    }
  }

  private Optional<PromptVersion> newest(String name) {
    return versions.find(
        new PromptReference(name, Optional.of(PromptReference.LATEST), OptionalInt.empty()));
  }

  private Named of(PromptVersion version) {
    Prompt prompt = versions.compiled(version, () -> compile(version.name(), version.source()));
    return new Named(prompt, version.source(), Optional.of(version), false);
  }

  /**
   * Compiles a source.
   *
   * @throws ProblemException 422 with every fault
   */
  public Prompt compile(String name, String source) {
    try {
      return compiler.compile(name, source);
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
        "there is no prompt '"
            + name
            + "'; known files: "
            + String.join(", ", library.names())
            + "; stored versions are listed at /prompts");
  }
}
