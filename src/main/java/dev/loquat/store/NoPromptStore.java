package dev.loquat.store;

import java.util.List;
import java.util.Optional;

/** Where there is no database: no stored prompts, and none can be stored. */
public final class NoPromptStore implements PromptStore {
  private final String reason;

  /**
   * An empty store.
   *
   * @param reason why it cannot be written to, and what to do about it
   */
  public NoPromptStore(String reason) {
    this.reason = reason;
  }

  @Override
  public long revision() {
    return 0;
  }

  @Override
  public List<PromptSummary> prompts() {
    return List.of();
  }

  @Override
  public List<PromptVersion> versions(String name, int most) {
    return List.of();
  }

  @Override
  public Optional<PromptVersion> find(PromptReference reference) {
    return Optional.empty();
  }

  @Override
  public Added add(String name, String source) {
    throw refusal();
  }

  @Override
  public Optional<Moved> label(String name, String label, int version) {
    throw refusal();
  }

  @Override
  public Optional<Moved> rollBack(String name, String label) {
    throw refusal();
  }

  @Override
  public boolean removeLabel(String name, String label) {
    throw refusal();
  }

  @Override
  public boolean remove(String name) {
    throw refusal();
  }

  private ReadOnlyStoreException refusal() {
    return new ReadOnlyStoreException(reason);
  }
}
