package dev.loquat.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Versions of prompts and labels that point at them. Safe from any thread; methods fail with {@link
 * StoreException}, writing ones of a store without a database with {@link ReadOnlyStoreException}.
 */
public interface PromptStore {
  /** Grows with every change, by whomever; 0 where nothing was ever stored. */
  long revision();

  /** All prompts, by name. */
  List<PromptSummary> prompts();

  /** The newest versions of a prompt, newest first, at most {@code most}. */
  List<PromptVersion> versions(String name, int most);

  /**
   * The version that is meant. A bare name means the one labelled {@code production}, and nothing
   * where that label was never set.
   */
  Optional<PromptVersion> find(PromptReference reference);

  /** Stores a source as the next version; one that equals the newest version is that version. */
  Added add(String name, String source);

  /** What {@link #add} did. */
  record Added(PromptVersion version, boolean isNew) {}

  /** Points a label at a version; empty if there is no such version. */
  Optional<Moved> label(String name, String label, int version);

  /** Points a label at what it pointed at before; empty if there was nothing before. */
  Optional<Moved> rollBack(String name, String label);

  /** Where a label points now, and where it pointed before. */
  record Moved(int version, OptionalInt previous) {}

  /** Removes a label with its past; false if there was none. */
  boolean removeLabel(String name, String label);

  /** Removes a prompt with all versions and labels; false if there was none. */
  boolean remove(String name);
}
