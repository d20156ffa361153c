package dev.loquat.ingest;

import dev.loquat.embed.UnknownModelException;
import dev.loquat.store.CollectionInfo;
import dev.loquat.store.DeadLetter;
import dev.loquat.store.DeadLetters;
import dev.loquat.store.Document;
import dev.loquat.store.IndexMismatchException;
import dev.loquat.store.StoreException;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.WritableStore;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Takes documents into a store. Each document is whole in the index or absent; one whose content,
 * analyzer and models are the same is left alone; a bad one is reported and the others are taken.
 * What a call wrote is searchable when it returns; merging goes on behind it. Blocks; safe from any
 * thread.
 */
public final class Ingestor {
  private static final int MAX_NAME = 128;
  private static final int MOST_RETRIED = 100;

  private final WritableStore store;
  private final DeadLetters deadLetters;
  private final Indexer indexer;
  private final Analyzers analyzers;
  private final IngestLimits limits;
  private final DocumentCheck check;
  private final BackgroundCompaction compaction;

  /**
   * An ingestor of a store.
   *
   * @param indexer what makes passages, whatever words it has
   * @param analyzers the words: those in force for a new collection, those it was built with for
   *     another
   */
  public Ingestor(WritableStore store, Indexer indexer, Analyzers analyzers, IngestLimits limits) {
    this(store, DeadLetters.none(), indexer, analyzers, limits);
  }

  /** The same, with a place for documents that fail. */
  public Ingestor(
      WritableStore store,
      DeadLetters deadLetters,
      Indexer indexer,
      Analyzers analyzers,
      IngestLimits limits) {
    this.store = store;
    this.deadLetters = deadLetters;
    this.indexer = indexer;
    this.analyzers = analyzers;
    this.limits = limits;
    this.check = new DocumentCheck(limits);
    this.compaction = new BackgroundCompaction(store);
  }

  /**
   * Adds or replaces documents; the first makes the collection.
   *
   * @param source the sync source they belong to
   * @throws TooManyDocumentsException before any was taken
   * @throws StoreException if the store is away or the collection is of another analyzer; documents
   *     written before stay written, and sending all again does the rest
   * @throws CancellationException if the thread is interrupted
   */
  public IngestReport ingest(String collection, List<Document> documents, Optional<String> source) {
    return ingest(collection, source, documents.stream().map(SourceDocument::of).toList());
  }

  /** The same for documents of which their source says more. */
  public IngestReport ingest(
      String collection, Optional<String> source, List<SourceDocument> documents) {
    checkName("collection", collection);
    source.ifPresent(name -> checkName("source", name));
    if (documents.size() > limits.documents()) {
      throw new TooManyDocumentsException(documents.size(), limits.documents());
    }
    Indexer analysing = indexer.with(analyzer(collection));
    CollectionInfo opened = store.open(collection, analysing.analyzerVersion());
    Indexer fitting =
        opened.embedding().map(e -> analysing.withModels(e.models())).orElse(analysing);
    IngestRun run = new IngestRun(store, fitting, check, collection, source);
    IngestReport report = run(run, collection, documents);
    settle(collection, documents, run.letters());
    if (report.added() + report.updated() > 0) {
      compaction.written(collection);
    }
    return report;
  }

  private static IngestReport run(
      IngestRun run, String collection, List<SourceDocument> documents) {
    try {
      return run.run(documents);
    } catch (UnknownModelException e) {
      throw new IndexMismatchException(
          "collection \"%s\" has another embedding model than are known here: %s"
              .formatted(collection, e.getMessage()),
          e);
    }
  }

  private Analyzer analyzer(String collection) {
    try {
      CollectionInfo there = store.collection(collection);
      Optional<Analyzer> built =
          there.documents() == 0 ? Optional.empty() : analyzers.of(there.analyzer());
      return built.orElseGet(analyzers::forIndexing);
    } catch (UnknownCollectionException e) {
      return analyzers.forIndexing(); // it is made with the words in force
    }
  }

  private void settle(
      String collection, List<SourceDocument> documents, List<DeadLetters.Failed> letters) {
    Set<String> taken = new LinkedHashSet<>();
    documents.forEach(document -> taken.add(document.document().id()));
    letters.forEach(letter -> taken.remove(letter.id()));
    deadLetters.forget(collection, taken);
    deadLetters.keep(collection, letters);
  }

  /** The documents of a collection that failed, the last one first. */
  public List<DeadLetter> deadLetters(String collection, int most) {
    return deadLetters.list(collection, most);
  }

  /** Forgets a document that failed; false if there is no such letter. */
  public boolean discard(String collection, String id) {
    return deadLetters.forget(collection, List.of(id)) > 0;
  }

  /**
   * Tries documents again that failed, those that have waited longest first.
   *
   * @param ids which; empty for as many as one call may bring
   */
  public IngestReport retry(String collection, Collection<String> ids) {
    Map<Optional<String>, List<SourceDocument>> bySource = new LinkedHashMap<>();
    for (DeadLetters.Kept kept : deadLetters.documents(collection, ids, MOST_RETRIED)) {
      bySource
          .computeIfAbsent(kept.source(), source -> new ArrayList<>())
          .add(DocumentJson.read(kept.document()));
    }
    IngestReport sum = IngestReport.NOTHING;
    for (Map.Entry<Optional<String>, List<SourceDocument>> group : bySource.entrySet()) {
      sum = sum.plus(ingest(collection, group.getKey(), group.getValue()));
    }
    return sum;
  }

  /** Removes the documents of a source that are no longer there. */
  public IngestReport sync(String collection, String source, Collection<String> present) {
    checkName("source", source);
    Set<String> gone = new LinkedHashSet<>(store.documentsOf(collection, source));
    gone.removeAll(new LinkedHashSet<>(present));
    int removed = gone.isEmpty() ? 0 : store.delete(collection, gone);
    return new IngestReport(0, 0, 0, 0, removed, 0, List.of());
  }

  /**
   * What the index has of a source.
   *
   * @param current made by today's analyzer, chunks and models
   */
  public record LedgerEntry(String id, Optional<String> revision, boolean current) {}

  /** The documents of a source by id: at most {@code most} behind the id {@code after}. */
  public List<LedgerEntry> ledger(String collection, String source, String after, int most) {
    checkName("source", source);
    Indexer fitting = indexer.with(analyzer(collection));
    return store.ledger(collection, source, after, most).stream()
        .map(e -> new LedgerEntry(e.id(), e.revision(), fitting.isCurrent(e.hash())))
        .toList();
  }

  /** Removes a document; false if there was none. */
  public boolean delete(String collection, String id) {
    return id.indexOf('\0') < 0 && store.delete(collection, List.of(id)) > 0;
  }

  /** Compacts a collection in the background. */
  public void compactSoon(String collection) {
    compaction.written(collection);
  }

  /** Removes a document, if it and its collection are there. */
  boolean deleteIfThere(String collection, String id) {
    try {
      return delete(collection, id);
    } catch (UnknownCollectionException e) {
      return false;
    }
  }

  /** Keeps the failure of a document that could not even be read. */
  IngestReport reject(String collection, Optional<String> source, String id, String detail) {
    deadLetters.keep(
        collection, List.of(new DeadLetters.Failed(id, source, detail, Optional.empty())));
    return new IngestReport(0, 0, 0, 0, 0, 0, List.of(new IngestReport.Failure(id, detail)));
  }

  private static void checkName(String field, String name) {
    boolean printable = name.codePoints().noneMatch(c -> c < ' ' || (c >= 0xD800 && c <= 0xDFFF));
    if (name.isBlank() || name.length() > MAX_NAME || !printable) {
      throw new IllegalArgumentException(
          field + " must be 1 to " + MAX_NAME + " printable characters, not \"" + name + '"');
    }
  }
}
