package dev.loquat.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Documents that could not be taken, with their errors, one letter for each id of a collection.
 * Their number and age are bounded. Safe from any thread.
 */
public interface DeadLetters {

  /**
   * A failure to be kept.
   *
   * @param id the document's, as its owner wrote it
   * @param document its bytes for another try; empty where they are too many
   */
  record Failed(String id, Optional<String> source, String detail, Optional<byte[]> document) {}

  /** A document that is to be tried again. */
  record Kept(String id, Optional<String> source, byte[] document) {}

  /** Keeps failures; a letter of the same document counts one more attempt. */
  void keep(String collection, List<Failed> failures);

  /** The letters of a collection, the last one first. */
  List<DeadLetter> list(String collection, int most);

  /**
   * Documents for another try, those that have waited longest first.
   *
   * @param ids which; empty for all
   */
  List<Kept> documents(String collection, Collection<String> ids, int most);

  /** Forgets letters; answers how many there were. */
  int forget(String collection, Collection<String> ids);

  /** Where documents are never taken, none fail. */
  static DeadLetters none() {
    return new DeadLetters() {
      @Override
      public void keep(String collection, List<Failed> failures) {}

      @Override
      public List<DeadLetter> list(String collection, int most) {
        return List.of();
      }

      @Override
      public List<Kept> documents(String collection, Collection<String> ids, int most) {
        return List.of();
      }

      @Override
      public int forget(String collection, Collection<String> ids) {
        return 0;
      }
    };
  }
}
