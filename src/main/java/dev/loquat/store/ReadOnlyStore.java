package dev.loquat.store;

import dev.loquat.rank.FusionChoice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Any store as one that refuses to be written to. */
public final class ReadOnlyStore implements WritableStore {
  private final PassageStore store;
  private final String reason;

  /**
   * A store that refuses.
   *
   * @param reason why it cannot be written to, and what to do about it
   */
  public ReadOnlyStore(PassageStore store, String reason) {
    this.store = store;
    this.reason = reason;
  }

  @Override
  public List<CollectionInfo> collections() {
    return store.collections();
  }

  @Override
  public CollectionInfo collection(String name) {
    return store.collection(name);
  }

  @Override
  public KeywordMatches match(String collection, List<String> terms, int k, Filter filter) {
    return store.match(collection, terms, k, filter);
  }

  @Override
  public List<Hit> nearest(String collection, String model, float[] query, int k, Filter filter) {
    return store.nearest(collection, model, query, k, filter);
  }

  @Override
  public Map<Long, Double> similarities(
      String collection, String model, float[] query, List<Long> passages) {
    return store.similarities(collection, model, query, passages);
  }

  @Override
  public Map<Long, List<TermScore>> explain(
      String collection, List<String> terms, List<Long> passages) {
    return store.explain(collection, terms, passages);
  }

  @Override
  public List<Passage> passages(String collection, List<Long> keys) {
    return store.passages(collection, keys);
  }

  @Override
  public Optional<Document> document(String collection, String id) {
    return store.document(collection, id);
  }

  @Override
  public List<String> documentIds(String collection, String after, int limit) {
    return store.documentIds(collection, after, limit);
  }

  @Override
  public CollectionInfo open(String collection, String analyzer) {
    throw refusal();
  }

  @Override
  public Map<String, StoredDocument> stored(String collection, Collection<String> ids) {
    throw refusal();
  }

  @Override
  public void write(
      String collection, List<IndexedDocument> documents, Map<String, String> revisions) {
    throw refusal();
  }

  @Override
  public void revise(String collection, Map<String, String> revisions) {
    throw refusal();
  }

  @Override
  public boolean relabel(String collection, String former, Document document, String hash) {
    throw refusal();
  }

  @Override
  public List<SourceEntry> ledger(String collection, String source, String after, int most) {
    throw refusal();
  }

  @Override
  public void assign(String collection, Collection<String> ids, String source) {
    throw refusal();
  }

  @Override
  public int delete(String collection, Collection<String> ids) {
    throw refusal();
  }

  @Override
  public Set<String> documentsOf(String collection, String source) {
    throw refusal();
  }

  @Override
  public boolean drop(String collection) {
    throw refusal();
  }

  @Override
  public void tune(String collection, FusionChoice fusion, TuningEvidence evidence) {
    throw refusal();
  }

  @Override
  public void configure(String collection, CollectionSettings settings) {
    throw refusal();
  }

  @Override
  public void compact(String collection) {
    throw refusal();
  }

  @Override
  public void settle(String collection) {
    throw refusal();
  }

  @Override
  public VectorMaker.Step reembed(String collection, int most, VectorMaker maker) {
    throw refusal();
  }

  @Override
  public void close() {
    store.close();
  }

  private ReadOnlyStoreException refusal() {
    return new ReadOnlyStoreException(reason);
  }
}
