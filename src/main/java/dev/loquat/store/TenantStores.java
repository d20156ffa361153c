package dev.loquat.store;

import dev.loquat.rank.FusionChoice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stores of several tenants as one: each call goes to the store of the tenant for whom the
 * thread works ({@link Tenant}). A thread that works for nobody is refused.
 */
public final class TenantStores implements WritableStore {
  private final Map<Integer, WritableStore> stores;

  /** The stores by tenant. */
  public TenantStores(Map<Integer, WritableStore> stores) {
    this.stores = Map.copyOf(stores);
  }

  private WritableStore mine() {
    return Tenant.of(stores);
  }

  @Override
  public List<CollectionInfo> collections() {
    return mine().collections();
  }

  @Override
  public CollectionInfo collection(String name) {
    return mine().collection(name);
  }

  @Override
  public KeywordMatches match(String collection, List<String> terms, int k, Filter filter) {
    return mine().match(collection, terms, k, filter);
  }

  @Override
  public List<Hit> nearest(String collection, String model, float[] query, int k, Filter filter) {
    return mine().nearest(collection, model, query, k, filter);
  }

  @Override
  public Map<Long, Double> similarities(
      String collection, String model, float[] query, List<Long> passages) {
    return mine().similarities(collection, model, query, passages);
  }

  @Override
  public Map<Long, List<TermScore>> explain(
      String collection, List<String> terms, List<Long> passages) {
    return mine().explain(collection, terms, passages);
  }

  @Override
  public List<Passage> passages(String collection, List<Long> keys) {
    return mine().passages(collection, keys);
  }

  @Override
  public Optional<Document> document(String collection, String id) {
    return mine().document(collection, id);
  }

  @Override
  public List<String> documentIds(String collection, String after, int limit) {
    return mine().documentIds(collection, after, limit);
  }

  @Override
  public CollectionInfo open(String collection, String analyzer) {
    return mine().open(collection, analyzer);
  }

  @Override
  public Map<String, StoredDocument> stored(String collection, Collection<String> ids) {
    return mine().stored(collection, ids);
  }

  @Override
  public void write(
      String collection, List<IndexedDocument> documents, Map<String, String> revisions) {
    mine().write(collection, documents, revisions);
  }

  @Override
  public void revise(String collection, Map<String, String> revisions) {
    mine().revise(collection, revisions);
  }

  @Override
  public boolean relabel(String collection, String former, Document document, String hash) {
    return mine().relabel(collection, former, document, hash);
  }

  @Override
  public List<SourceEntry> ledger(String collection, String source, String after, int most) {
    return mine().ledger(collection, source, after, most);
  }

  @Override
  public void assign(String collection, Collection<String> ids, String source) {
    mine().assign(collection, ids, source);
  }

  @Override
  public int delete(String collection, Collection<String> ids) {
    return mine().delete(collection, ids);
  }

  @Override
  public Set<String> documentsOf(String collection, String source) {
    return mine().documentsOf(collection, source);
  }

  @Override
  public boolean drop(String collection) {
    return mine().drop(collection);
  }

  @Override
  public void tune(String collection, FusionChoice fusion, TuningEvidence evidence) {
    mine().tune(collection, fusion, evidence);
  }

  @Override
  public void configure(String collection, CollectionSettings settings) {
    mine().configure(collection, settings);
  }

  @Override
  public void compact(String collection) {
    mine().compact(collection);
  }

  @Override
  public void settle(String collection) {
    mine().settle(collection);
  }

  @Override
  public VectorMaker.Step reembed(String collection, int most, VectorMaker maker) {
    return mine().reembed(collection, most, maker);
  }

  @Override
  public void close() {
    stores.values().forEach(WritableStore::close);
  }
}
