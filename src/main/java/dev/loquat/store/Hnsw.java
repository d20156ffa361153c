package dev.loquat.store;

/**
 * How thoroughly a collection's vectors are indexed and searched.
 *
 * @param m links of each vector, 2 to 100
 * @param efConstruction candidates while the index is built, 4 to 1000 and at least twice {@code m}
 * @param efSearch candidates of a search, 1 to 1000
 */
public record Hnsw(int m, int efConstruction, int efSearch) {

  /** pgvector's own m and efConstruction, and an efSearch for recall rather than speed. */
  public static final Hnsw DEFAULT = new Hnsw(16, 64, 200);

  public Hnsw {
    within("m", m, 2, 100);
    within("efConstruction", efConstruction, Math.max(4, 2 * m), 1000);
    within("efSearch", efSearch, 1, 1000);
  }

  private static void within(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "hnsw.%s must be between %d and %d, not %d".formatted(name, min, max, value));
    }
  }
}
