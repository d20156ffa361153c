package dev.loquat.store;

import java.util.List;

/** Makes the vectors that passages lack while their collection changes its embedding models. */
@FunctionalInterface
public interface VectorMaker {

  /**
   * The vectors that passages lack.
   *
   * @param models those that the collection shall have
   */
  List<Made> vectors(List<String> models, List<Pending> passages);

  /**
   * A passage on its way to other models.
   *
   * @param key {@link Passage#key}
   * @param start first UTF-16 unit in the document's text
   * @param end one behind the last
   * @param models those of the next models that embedded it already
   */
  record Pending(long key, Document document, int start, int end, List<String> models) {
    public Pending {
      models = List.copyOf(models);
    }
  }

  /** A vector of unit length that a passage lacked. */
  record Made(long passage, String model, float[] vector) {}

  /** What one step of a change did. */
  enum Step {
    /** There was no change to make. */
    NOTHING,
    /** Another process makes it just now. */
    BUSY,
    /** Some is done, and more is to do. */
    MORE
  }
}
