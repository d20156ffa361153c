package dev.loquat.store.postgres;

import dev.loquat.rank.FusionChoice;
import dev.loquat.store.CollectionInfo;
import dev.loquat.store.CollectionSettings;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.IndexMismatchException;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.KeywordMatches;
import dev.loquat.store.Passage;
import dev.loquat.store.QueryTerms;
import dev.loquat.store.SourceEntry;
import dev.loquat.store.StoredDocument;
import dev.loquat.store.TermScore;
import dev.loquat.store.TuningEvidence;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.VectorMaker;
import dev.loquat.store.WritableStore;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The store in PostgreSQL >= 15 with pgvector, whose tables {@code sql/migrations} makes. BM25 is
 * exact at every moment; similarities are of half floats. Searches of one call see one state.
 */
public final class PostgresStore implements WritableStore {

  /**
   * What every connection should run when it is opened: an abandoned search ends within a second at
   * the server, none runs longer than ten, vector indexes are searched thoroughly enough, and no
   * plan that was made when a table was small reads all of a large one.
   */
  public static final String SESSION_SQL =
      "SET client_connection_check_interval = '1s'; SET statement_timeout = '10s'; "
          + "SET enable_seqscan = off; SET hnsw.ef_search = 200; SET hnsw.iterative_scan = 'relaxed_order'";

  private static final long CACHED_DOCS = 4_000_000; // 6 to 8 bytes each
  private static final int MAX_MERGES = 16;

  private final Database database;
  private final int tenant;
  private final Reading reading;
  private final KeywordSearch keywordSearch;
  private final VectorSearch vectorSearch;
  private final Writing writing;
  private final Deleting deleting;
  private final Ledger ledger;
  private final ModelChange modelChange;
  private final VectorIndexes vectorIndexes;
  private final int mergedAtOnce;

  /**
   * A store of one tenant.
   *
   * @param source a pool; not closed by this store
   */
  public PostgresStore(DataSource source, int tenant) {
    this(Access.of(source, tenant), Tuning.DEFAULT);
  }

  /**
   * What may be traded.
   *
   * @param cachedPostings bytes of posting lists that are kept in memory
   * @param minVectorsForIndex a collection with fewer vectors of a model is scanned
   * @param mergedAtOnce segments that have more documents together are merged a part of the terms
   *     at a time
   */
  public record Tuning(long cachedPostings, int minVectorsForIndex, int mergedAtOnce) {
    /** 64 MiB, 10,000 vectors, 50,000 documents. */
    public static final Tuning DEFAULT = new Tuning(64L << 20, 10_000, 50_000);

    /** The same where so many stores share the memory. */
    public Tuning dividedBy(int stores) {
      return new Tuning(cachedPostings / stores, minVectorsForIndex, mergedAtOnce);
    }
  }

  /**
   * A store of one tenant.
   *
   * @param source a pool; not closed by this store
   */
  public PostgresStore(DataSource source, int tenant, Tuning tuning) {
    this(Access.of(source, tenant), tuning);
  }

  /** A store of one tenant. */
  public PostgresStore(Access access, Tuning tuning) {
    this.database = access.database();
    this.tenant = access.tenant();
    this.reading = new Reading(tenant);
    this.keywordSearch =
        new KeywordSearch(
            tenant,
            new SnapshotReader(
                tenant, new SegmentCache(CACHED_DOCS), new PostingCache(tuning.cachedPostings())));
    this.vectorSearch = new VectorSearch(tenant, tuning.minVectorsForIndex());
    this.writing = new Writing(tenant);
    this.deleting = new Deleting(tenant);
    this.mergedAtOnce = tuning.mergedAtOnce();
    this.vectorIndexes =
        new VectorIndexes(database, access.owners(), tenant, tuning.minVectorsForIndex());
    this.ledger = new Ledger(tenant);
    this.modelChange = new ModelChange(database, tenant, reading, writing, vectorIndexes);
  }

  @Override
  public List<CollectionInfo> collections() {
    return database.read(c -> reading.collections(c, Optional.empty()));
  }

  @Override
  public CollectionInfo collection(String name) {
    return database.read(c -> reading.collections(c, Optional.of(name))).stream()
        .findFirst()
        .orElseThrow(() -> new UnknownCollectionException(name));
  }

  @Override
  public KeywordMatches match(String collection, List<String> terms, int k, Filter filter) {
    QueryTerms query = QueryTerms.of(terms);
    return database.read(c -> keywordSearch.match(c, collection, query, k, filter));
  }

  @Override
  public List<Hit> nearest(String collection, String model, float[] query, int k, Filter filter) {
    return database.read(
        c -> vectorSearch.nearest(c, collection, model, query, new VectorSearch.Wanted(k, filter)));
  }

  @Override
  public Map<Long, Double> similarities(
      String collection, String model, float[] query, List<Long> passages) {
    return database.read(c -> vectorSearch.similarities(c, collection, model, query, passages));
  }

  @Override
  public Map<Long, List<TermScore>> explain(
      String collection, List<String> terms, List<Long> passages) {
    QueryTerms query = QueryTerms.of(terms);
    return database.read(c -> keywordSearch.explain(c, collection, query, passages));
  }

  @Override
  public List<Passage> passages(String collection, List<Long> keys) {
    return database.read(c -> reading.passages(c, collection, keys));
  }

  @Override
  public Optional<Document> document(String collection, String id) {
    return database.read(
        c -> {
          int number = reading.collectionId(c, collection);
          return id.indexOf('\0') >= 0 ? Optional.empty() : reading.document(c, number, id);
        });
  }

  @Override
  public CollectionInfo open(String collection, String analyzer) {
    Sql opening =
        Sql.of(
            "INSERT INTO collection AS c (tenant, name, analyzer) VALUES (?, ?, ?)"
                + " ON CONFLICT (tenant, name) DO UPDATE SET analyzer = excluded.analyzer"
                + " WHERE c.documents = 0 AND c.analyzer <> excluded.analyzer",
            tenant,
            collection,
            analyzer);
    database.write(opening::update);
    CollectionInfo info = collection(collection);
    if (!info.analyzer().equals(analyzer)) {
      throw new IndexMismatchException(
          "collection \"%s\" was built by the analyzer %s, not %s: remove it and ingest it again"
              .formatted(collection, info.analyzer(), analyzer));
    }
    return info;
  }

  @Override
  public Map<String, StoredDocument> stored(String collection, Collection<String> ids) {
    return database.write( // planned for as many as are asked for
        c -> reading.stored(c, reading.collectionId(c, collection), ids));
  }

  @Override
  public void write(
      String collection, List<IndexedDocument> documents, Map<String, String> revisions) {
    List<String> ids = documents.stream().map(d -> d.document().id()).toList();
    SegmentRows.Packed packed = Writing.pack(documents);
    database.write(
        c -> {
          LockedCollection locked = LockedCollection.lock(c, tenant, collection);
          deleting.remove(c, locked, ids);
          writing.add(c, locked, documents, revisions, packed);
          if (!locked.models().containsAll(Writing.models(documents))) {
            locked.expectReembedding(c);
          }
          return documents.size();
        });
  }

  @Override
  public void assign(String collection, Collection<String> ids, String source) {
    database.write(
        c -> {
          LockedCollection locked = LockedCollection.lock(c, tenant, collection);
          writing.assign(c, locked.id(), ids, source);
          return ids.size();
        });
  }

  @Override
  public void revise(String collection, Map<String, String> revisions) {
    database.write(
        c -> {
          ledger.revise(c, LockedCollection.lock(c, tenant, collection).id(), revisions);
          return revisions.size();
        });
  }

  @Override
  public boolean relabel(String collection, String former, Document document, String hash) {
    return database.write(
        c -> {
          LockedCollection locked = LockedCollection.lock(c, tenant, collection);
          return ledger.relabel(c, locked.id(), former, document, hash);
        });
  }

  @Override
  public List<SourceEntry> ledger(String collection, String source, String after, int most) {
    return database.read(
        c -> ledger.page(c, reading.collectionId(c, collection), source, after, most));
  }

  @Override
  public int delete(String collection, Collection<String> ids) {
    return database.write(
        c -> deleting.remove(c, LockedCollection.lock(c, tenant, collection), ids));
  }

  @Override
  public Set<String> documentsOf(String collection, String source) {
    return database.read(
        c -> new LinkedHashSet<>(writing.ofSource(c, reading.collectionId(c, collection), source)));
  }

  @Override
  public boolean drop(String collection) {
    try {
      List<String> indexes =
          database.write(
              c -> {
                Compaction.exclude(c, tenant, reading.collectionId(c, collection));
                LockedCollection locked = LockedCollection.lock(c, tenant, collection);
                List<String> names = vectorIndexes.of(c, locked.id());
                deleting.drop(c, locked);
                return names;
              });
      vectorIndexes.drop(indexes);
      return true;
    } catch (UnknownCollectionException e) {
      return false;
    }
  }

  @Override
  public void tune(String collection, FusionChoice fusion, TuningEvidence evidence) {
    configure(collection, CollectionSettings.of(fusion), Optional.of(Evidence.write(evidence)));
  }

  /** A fusion that is set by hand has no evidence. */
  @Override
  public void configure(String collection, CollectionSettings settings) {
    configure(collection, settings, Optional.empty());
  }

  private void configure(
      String collection, CollectionSettings settings, Optional<String> evidence) {
    database.write(
        c -> {
          LockedCollection locked = LockedCollection.lock(c, tenant, collection);
          locked.configure(c, settings);
          if (settings.ranges().isPresent()) {
            locked.indexRanges(c, settings.ranges().get());
          }
          if (settings.embedding().isPresent()) {
            locked.changeModels(c, settings.embedding().get());
          }
          if (settings.fusion().isPresent()) {
            locked.explainFusion(c, evidence);
          }
          return locked;
        });
  }

  @Override
  public List<String> documentIds(String collection, String after, int limit) {
    return database.read(c -> reading.documentIds(c, collection, after, limit));
  }

  @Override
  public void compact(String collection) {
    merge(collection, MergePolicy.BEHIND_WRITES);
  }

  @Override
  public void settle(String collection) {
    merge(collection, MergePolicy.AT_REST);
  }

  private void merge(String collection, MergePolicy policy) {
    int id = database.read(c -> reading.collectionId(c, collection));
    Compaction compaction = new Compaction(tenant, collection, mergedAtOnce, policy);
    for (int merges = 0; merges < MAX_MERGES; merges++) {
      if (!database.write(c -> compaction.run(c, id))) {
        break;
      }
    }
    vectorIndexes.ensure(id);
  }

  @Override
  public VectorMaker.Step reembed(String collection, int most, VectorMaker maker) {
    return modelChange.step(collection, most, maker);
  }

  @Override
  public void close() {
    // The pool belongs to whoever made it.
  }
}
