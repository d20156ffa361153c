package dev.loquat.store;

import dev.loquat.rank.FusionChoice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A store that takes documents. Readers never wait for writers. */
public interface WritableStore extends PassageStore {

  /**
   * Makes the collection if there is none.
   *
   * @throws IndexMismatchException if it exists and was built by another analyzer
   */
  CollectionInfo open(String collection, String analyzer);

  /** What is stored of the documents among {@code ids} that exist, by id. */
  Map<String, StoredDocument> stored(String collection, Collection<String> ids);

  /**
   * Writes documents with their passages, each whole or not at all, replacing former versions. The
   * last of two writers of the same document wins.
   */
  default void write(String collection, List<IndexedDocument> documents) {
    write(collection, documents, Map.of());
  }

  /**
   * The same for documents of a source.
   *
   * @param revisions what the source calls the versions, by document; kept in the same transaction
   */
  void write(String collection, List<IndexedDocument> documents, Map<String, String> revisions);

  /** Marks documents, whose content is unchanged, as belonging to a source. */
  void assign(String collection, Collection<String> ids, String source);

  /** Notes that documents, whose content is unchanged, have other revisions at their source. */
  void revise(String collection, Map<String, String> revisions);

  /**
   * Gives a document another id, URL and metadata, in one transaction; its text and its passages
   * stay as they are. False, and nothing changed, if {@code former} is not there or the other id is
   * taken.
   *
   * @param document with its new id; the title and text that {@code former} has
   */
  boolean relabel(String collection, String former, Document document, String hash);

  /**
   * The documents that belong to a source, by id: at most so many behind the id {@code after}.
   *
   * @param after empty to begin with
   */
  List<SourceEntry> ledger(String collection, String source, String after, int most);

  /** Removes documents; answers how many there were. */
  int delete(String collection, Collection<String> ids);

  /** Ids of the documents that belong to a source. */
  Set<String> documentsOf(String collection, String source);

  /** Removes a whole collection; false if there was none. */
  boolean drop(String collection);

  /** Keeps the fusion that this collection uses when a query names none, and why. */
  void tune(String collection, FusionChoice fusion, TuningEvidence evidence);

  /**
   * Changes settings. Other parameters of vector indexes are in force when {@link #compact} has
   * made the new indexes; until then the old ones answer. Other embedding models are in force when
   * {@link #reembed} has made all vectors, or at once where there are no passages.
   *
   * @throws UnknownCollectionException if there is none of that name
   */
  void configure(String collection, CollectionSettings settings);

  /** Merges what many writes left in pieces; searches answer the same before and after. */
  void compact(String collection);

  /**
   * Merges more than {@link #compact}, into one piece if that pays: for a collection that nobody is
   * writing to. Searches answer the same before and after.
   */
  void settle(String collection);

  /**
   * Takes one step of a change to other embedding models that {@link #configure} began: some
   * passages get their new vectors, or the new vectors take the place of the old ones, or some old
   * ones are removed. What was done stays done whatever becomes of the process. Passages written
   * meanwhile are taken along.
   *
   * @param most so many passages at a time
   */
  VectorMaker.Step reembed(String collection, int most, VectorMaker maker);
}
