package dev.loquat.ingest;

import dev.loquat.store.DeadLetters;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.StoredDocument;
import dev.loquat.store.WritableStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** One call of {@link Ingestor#ingest}. For one thread. */
final class IngestRun {
  private static final int BATCH_DOCUMENTS = 64;
  private static final int BATCH_CHUNKS = 256;
  private static final int BATCH_UNITS = 1 << 20; // of text that is analysed at a time
  private static final int MOST_KEPT = 1 << 20; // bytes of a document for another try

  private final WritableStore store;
  private final Indexer indexer;
  private final DocumentCheck check;
  private final String collection;
  private final Optional<String> source;
  private final Map<String, SourceDocument> batch = new LinkedHashMap<>();
  private final List<IngestReport.Failure> failed = new ArrayList<>();
  private final List<DeadLetters.Failed> letters = new ArrayList<>();
  private int added;
  private int updated;
  private int unchanged;
  private int renamed;
  private int chunks;

  IngestRun(
      WritableStore store,
      Indexer indexer,
      DocumentCheck check,
      String collection,
      Optional<String> source) {
    this.store = store;
    this.indexer = indexer;
    this.check = check;
    this.collection = collection;
    this.source = source;
  }

  IngestReport run(List<SourceDocument> documents) {
    documents.forEach(this::take);
    flush();
    return new IngestReport(added, updated, unchanged, renamed, 0, chunks, List.copyOf(failed));
  }

  /** What failed, to be kept. */
  List<DeadLetters.Failed> letters() {
    return letters;
  }

  private void fail(SourceDocument document, String detail) {
    String id = document.document().id();
    failed.add(new IngestReport.Failure(id, detail));
    boolean small = document.document().text().length() <= MOST_KEPT;
    Optional<byte[]> kept =
        small
            ? Optional.of(DocumentJson.write(document)).filter(json -> json.length <= MOST_KEPT)
            : Optional.empty();
    letters.add(new DeadLetters.Failed(id, source, detail, kept));
  }

  private void take(SourceDocument document) {
    String id = document.document().id();
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while ingesting " + id);
    }
    Optional<String> problem = check.problem(document.document());
    if (problem.isPresent()) {
      fail(document, problem.get());
      return;
    }
    boolean twice =
        batch.containsKey(id) || document.formerly().filter(batch::containsKey).isPresent();
    if (twice || batch.size() >= BATCH_DOCUMENTS) {
      flush();
    }
    batch.put(id, document);
  }

  private void flush() {
    if (batch.isEmpty()) {
      return;
    }
    tellLanguages();
    Set<String> ids = new LinkedHashSet<>(batch.keySet());
    batch.values().forEach(document -> document.formerly().ifPresent(ids::add));
    Map<String, StoredDocument> stored = store.stored(collection, ids);
    Kept kept = new Kept(stored);
    List<SourceDocument> together = new ArrayList<>();
    int units = 0;
    for (SourceDocument document : batch.values()) {
      if (!kept.keeps(document)) {
        together.add(document);
        units += document.document().text().length();
      }
      if (units >= BATCH_UNITS) {
        index(together, stored);
        together.clear();
        units = 0;
      }
    }
    index(together, stored);
    kept.note();
    batch.clear();
  }

  private void tellLanguages() {
    for (SourceDocument document :
        batch.values().parallelStream().map(this::withLanguage).toList()) {
      batch.put(document.document().id(), document);
    }
  }

  private SourceDocument withLanguage(SourceDocument document) {
    return new SourceDocument(
        indexer.withLanguage(document.document()), document.revision(), document.formerly());
  }

  /** Cut and analysed on all processors, written in order meanwhile. */
  private void index(List<SourceDocument> documents, Map<String, StoredDocument> stored) {
    List<Indexer.Draft> drafts = new ArrayList<>();
    int size = 0;
    try (Lookahead<Drafted> ahead = new Lookahead<>(documents, this::draft)) {
      while (ahead.hasNext()) {
        Drafted drafted = ahead.next();
        drafted.problem().ifPresent(problem -> fail(drafted.document(), problem));
        drafted.draft().ifPresent(drafts::add);
        size += drafted.draft().map(d -> d.pieces().size()).orElse(0);
        if (size >= BATCH_CHUNKS) {
          write(drafts, stored);
          drafts.clear();
          size = 0;
        }
      }
    }
    write(drafts, stored);
  }

  private record Drafted(
      SourceDocument document, Optional<Indexer.Draft> draft, Optional<String> problem) {}

  /** What of a batch need not be indexed anew, as its passages are there. */
  private final class Kept {
    private final Map<String, StoredDocument> stored;
    private final List<String> assigned = new ArrayList<>();
    private final Map<String, String> revised = new LinkedHashMap<>();

    Kept(Map<String, StoredDocument> stored) {
      this.stored = stored;
    }

    boolean keeps(SourceDocument document) {
      String id = document.document().id();
      StoredDocument before = stored.get(id);
      String hash = indexer.hash(document.document());
      if (before != null && before.hash().equals(hash)) {
        unchanged++;
      } else if (before != null && relabelled(id, before, document)) {
        updated++;
      } else if (before == null && renamed(document)) {
        renamed++;
      } else {
        return false;
      }
      if (before != null && source.isPresent() && !source.equals(before.source())) {
        assigned.add(id);
      }
      document.revision().ifPresent(revision -> revised.put(id, revision));
      return true;
    }

    private boolean renamed(SourceDocument document) {
      String former = document.formerly().orElse("");
      StoredDocument before = stored.get(former);
      return before != null
          && source.isPresent()
          && source.equals(before.source())
          && relabelled(former, before, document);
    }

    private boolean relabelled(String former, StoredDocument before, SourceDocument document) {
      ContentHash hash = indexer.contentHash(document.document());
      return ContentHash.parse(before.hash()).filter(hash::samePassages).isPresent()
          && store.relabel(collection, former, document.document(), hash.toString());
    }

    void note() {
      if (!assigned.isEmpty()) {
        store.assign(collection, assigned, source.orElseThrow());
      }
      if (!revised.isEmpty()) {
        store.revise(collection, revised);
      }
    }
  }

  private Drafted draft(SourceDocument document) {
    try {
      return new Drafted(
          document, Optional.of(indexer.draft(document.document())), Optional.empty());
    } catch (IllegalArgumentException | IllegalStateException e) {
      return new Drafted(
          document, Optional.empty(), Optional.of("cannot be analysed: " + e.getMessage()));
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
        fail(Objects.requireNonNull(batch.get(id)), "cannot be indexed: " + e.getMessage());
      }
    }
  }

  private void written(List<IndexedDocument> documents, Map<String, StoredDocument> stored) {
    List<IndexedDocument> complete =
        documents.stream().map(d -> d.source().isPresent() ? d : keepSource(d, stored)).toList();
    Map<String, String> revisions = new LinkedHashMap<>();
    for (IndexedDocument document : complete) {
      String id = document.document().id();
      Optional.ofNullable(batch.get(id))
          .flatMap(SourceDocument::revision)
          .ifPresent(revision -> revisions.put(id, revision));
    }
    store.write(collection, complete, revisions);
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
}
