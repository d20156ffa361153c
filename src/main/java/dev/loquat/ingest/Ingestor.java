package dev.loquat.ingest;

import dev.loquat.store.CollectionInfo;
import dev.loquat.store.Document;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.StoreException;
import dev.loquat.store.StoredDocument;
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
  private static final int BATCH_DOCUMENTS = 64;
  private static final int BATCH_CHUNKS = 256;
  private static final int MAX_NAME = 128;

  private final WritableStore store;
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
    this.store = store;
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
    checkName("collection", collection);
    source.ifPresent(name -> checkName("source", name));
    if (documents.size() > limits.documents()) {
      throw new TooManyDocumentsException(documents.size(), limits.documents());
    }
    Indexer fitting = indexer.with(analyzer(collection));
    store.open(collection, fitting.analyzerVersion());
    Run run = new Run(collection, fitting, source);
    documents.forEach(run::take);
    run.flush();
    if (run.added + run.updated > 0) {
      compaction.written(collection);
    }
    return run.report();
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

  /** Removes the documents of a source that are no longer there. */
  public IngestReport sync(String collection, String source, Collection<String> present) {
    checkName("source", source);
    Set<String> gone = new LinkedHashSet<>(store.documentsOf(collection, source));
    gone.removeAll(new LinkedHashSet<>(present));
    int removed = gone.isEmpty() ? 0 : store.delete(collection, gone);
    return new IngestReport(0, 0, 0, removed, 0, List.of());
  }

  /** Removes a document; false if there was none. */
  public boolean delete(String collection, String id) {
    return id.indexOf('\0') < 0 && store.delete(collection, List.of(id)) > 0;
  }

  /** Compacts a collection in the background. */
  public void compactSoon(String collection) {
    compaction.written(collection);
  }

  private static void checkName(String field, String name) {
    boolean printable = name.codePoints().noneMatch(c -> c < ' ' || (c >= 0xD800 && c <= 0xDFFF));
    if (name.isBlank() || name.length() > MAX_NAME || !printable) {
      throw new IllegalArgumentException(
          field + " must be 1 to " + MAX_NAME + " printable characters, not \"" + name + '"');
    }
  }

  /** One call. For one thread. */
  private final class Run {
    private final String collection;
    private final Indexer indexer;
    private final Optional<String> source;
    private final Map<String, Document> batch = new LinkedHashMap<>();
    private final List<IngestReport.Failure> failed = new ArrayList<>();
    private int added;
    private int updated;
    private int unchanged;
    private int chunks;

    Run(String collection, Indexer indexer, Optional<String> source) {
      this.collection = collection;
      this.indexer = indexer;
      this.source = source;
    }

    void take(Document document) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted while ingesting " + document.id());
      }
      Optional<String> problem = check.problem(document);
      if (problem.isPresent()) {
        failed.add(new IngestReport.Failure(document.id(), problem.get()));
        return;
      }
      if (batch.containsKey(document.id()) || batch.size() >= BATCH_DOCUMENTS) {
        flush();
      }
      batch.put(document.id(), indexer.withLanguage(document));
    }

    void flush() {
      if (batch.isEmpty()) {
        return;
      }
      Map<String, StoredDocument> stored = store.stored(collection, batch.keySet());
      List<String> assigned = new ArrayList<>();
      List<Indexer.Draft> drafts = new ArrayList<>();
      int size = 0;
      for (Document document : batch.values()) {
        StoredDocument before = stored.get(document.id());
        if (before != null && before.hash().equals(indexer.hash(document))) {
          unchanged++;
          if (source.isPresent() && !source.equals(before.source())) {
            assigned.add(document.id());
          }
          continue;
        }
        Optional<Indexer.Draft> draft = draft(document);
        draft.ifPresent(drafts::add);
        size += draft.map(d -> d.pieces().size()).orElse(0);
        if (size >= BATCH_CHUNKS) {
          write(drafts, stored);
          drafts.clear();
          size = 0;
        }
      }
      write(drafts, stored);
      if (!assigned.isEmpty()) {
        store.assign(collection, assigned, source.orElseThrow());
      }
      batch.clear();
    }

    private Optional<Indexer.Draft> draft(Document document) {
      try {
        return Optional.of(indexer.draft(document));
      } catch (IllegalArgumentException | IllegalStateException e) {
        failed.add(
            new IngestReport.Failure(document.id(), "cannot be analysed: " + e.getMessage()));
        return Optional.empty();
      }
    }

    /** All at once; where that fails, one by one, to find the one that is to blame. */
    private void write(List<Indexer.Draft> drafts, Map<String, StoredDocument> stored) {
      if (drafts.isEmpty()) {
        return;
      }
      try {
        written(indexer.embed(drafts, source), stored);
      } catch (IllegalArgumentException | IllegalStateException e) {
        if (drafts.size() > 1) {
          drafts.forEach(draft -> write(List.of(draft), stored));
        } else {
          String id = drafts.getFirst().document().id();
          failed.add(new IngestReport.Failure(id, "cannot be indexed: " + e.getMessage()));
        }
      }
    }

    private void written(List<IndexedDocument> documents, Map<String, StoredDocument> stored) {
      List<IndexedDocument> complete =
          documents.stream().map(d -> d.source().isPresent() ? d : keepSource(d, stored)).toList();
      store.write(collection, complete);
      for (IndexedDocument document : complete) {
        if (stored.containsKey(document.document().id())) {
          updated++;
        } else {
          added++;
        }
        chunks += document.passages().size();
      }
    }

    /** An ingest that names no source does not take a document away from the one it has. */
    private static IndexedDocument keepSource(
        IndexedDocument document, Map<String, StoredDocument> stored) {
      Optional<String> before =
          Optional.ofNullable(stored.get(document.document().id())).flatMap(StoredDocument::source);
      return new IndexedDocument(document.document(), document.hash(), before, document.passages());
    }

    IngestReport report() {
      return new IngestReport(added, updated, unchanged, 0, chunks, List.copyOf(failed));
    }
  }
}
