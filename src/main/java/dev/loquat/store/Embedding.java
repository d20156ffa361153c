package dev.loquat.store;

import java.util.List;
import java.util.Optional;

/**
 * By which models a collection's passages are embedded.
 *
 * @param models those that are searched: one, or one for each language
 * @param change to others, while it is on its way
 */
public record Embedding(List<String> models, Optional<Change> change) {
  public Embedding {
    models = List.copyOf(models);
  }

  /**
   * A change of models; until it is over, the old vectors are searched.
   *
   * @param models those that the collection will have
   * @param done about how many passages have vectors of them
   */
  public record Change(List<String> models, long done) {
    public Change {
      models = List.copyOf(models);
    }
  }
}
