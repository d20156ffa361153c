package dev.loquat.text;

import java.util.Optional;

/**
 * The analyzer in force, and those that collections were built with: a dictionary that changes
 * changes the terms, so a collection is searched and added to with the words it was built with.
 * Safe from any thread.
 */
public interface Analyzers {
  /** The analyzer with all words in force now. Take it once for what must fit together. */
  Analyzer current();

  /**
   * The analyzer in force, for a new collection: its words are kept for as long as the collection
   * is there.
   */
  Analyzer forIndexing();

  /** The analyzer of this version, where its words are still known. */
  Optional<Analyzer> of(String version);

  /** One analyzer for ever. */
  static Analyzers only(Analyzer analyzer) {
    return new Analyzers() {
      @Override
      public Analyzer current() {
        return analyzer;
      }

      @Override
      public Analyzer forIndexing() {
        return analyzer;
      }

      @Override
      public Optional<Analyzer> of(String version) {
        return analyzer.version().equals(version) ? Optional.of(analyzer) : Optional.empty();
      }
    };
  }
}
