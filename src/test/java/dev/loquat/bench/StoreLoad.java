package dev.loquat.bench;

import dev.loquat.store.IndexedDocument;
import dev.loquat.store.postgres.PostgresStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What changes the collection that {@link StoreBench} asks. */
final class StoreLoad {
  static final String COLLECTION = "bench";
  private static final int WRITERS = 2;
  private static final int WRITERS_CHUNKS = 256;

  private final String database;
  private final PostgresStore store;
  private final Sizes sizes;
  private final boolean topics;

  StoreLoad(String database, PostgresStore store, Sizes sizes, boolean topics) {
    this.database = database;
    this.store = store;
    this.sizes = sizes;
    this.topics = topics;
  }

  /** Chunks in all, and in a write. */
  record Sizes(int chunks, int batch) {}

  /** Asks, and says of which state. */
  @FunctionalInterface
  interface Asking {
    void ask(String state) throws InterruptedException;
  }

  /** As the service does it: what was written is merged behind the writes. */
  void fill(LucenePeer lucene) throws InterruptedException {
    store.open(COLLECTION, "bench");
    SyntheticCorpus corpus = new SyntheticCorpus(1, topics, 0);
    AtomicBoolean done = new AtomicBoolean();
    Semaphore written = new Semaphore(0);
    double[] mergingCpu = {0};
    Thread merger =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    written.acquireUninterruptibly();
                    written.drainPermits();
                    store.compact(COLLECTION);
                  }
                  mergingCpu[0] = Cpu.thread();
                });
    double server = Cpu.sessions(database);
    long start = System.nanoTime();
    double cpu = 0;
    double writing = 0;
    double peer = 0;
    for (int from = 0; from < sizes.chunks(); from += sizes.batch()) {
      List<IndexedDocument> documents = new ArrayList<>();
      for (int i = from; i < Math.min(sizes.chunks(), from + sizes.batch()); i++) {
        documents.add(corpus.document(i));
      }
      long write = System.nanoTime();
      double before = Cpu.thread();
      store.write(COLLECTION, documents);
      cpu += Cpu.thread() - before;
      writing += Timing.seconds(write);
      written.release();
      write = System.nanoTime();
      documents.forEach(d -> lucene.add(d.passages().getFirst().terms()));
      peer += Timing.seconds(write);
    }
    done.set(true);
    written.release();
    merger.join();
    System.out.printf(
        "%d chunks in writes of %d: %.1f s; %.0f chunks/s into the store, %.0f into Lucene;"
            + " cpu of writing %.1f s, of merging %.1f s, of the server %.1f s%n",
        sizes.chunks(),
        sizes.batch(),
        Timing.seconds(start),
        sizes.chunks() / writing,
        sizes.chunks() / peer,
        cpu,
        mergingCpu[0],
        Cpu.sessions(database) - server);
  }

  void settle() {
    long start = System.nanoTime();
    double cpu = Cpu.thread();
    double server = Cpu.sessions(database);
    store.settle(COLLECTION);
    System.out.printf(
        "settled: %.1f s, cpu %.1f s here, %.1f s at the server%n",
        Timing.seconds(start), Cpu.thread() - cpu, Cpu.sessions(database) - server);
  }

  void whileOthersWrite(Asking asking) throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger writes = new AtomicInteger();
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      int writer = w;
      writers.add(Thread.ofPlatform().start(() -> writeUntil(done, writer, writes)));
    }
    asking.ask(WRITERS + " writers");
    done.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
    System.out.printf("%d writes meanwhile%n", writes.get());
  }

  /** The same documents again and again. */
  private void writeUntil(AtomicBoolean done, int writer, AtomicInteger writes) {
    SyntheticCorpus corpus = new SyntheticCorpus(100 + writer, topics, 0);
    while (!done.get()) {
      List<IndexedDocument> documents = new ArrayList<>();
      for (int i = 0; i < WRITERS_CHUNKS; i++) {
        documents.add(corpus.document(10_000_000 + writer * 1000 + i));
      }
      store.write(COLLECTION, documents);
      store.compact(COLLECTION);
      writes.incrementAndGet();
    }
  }

  /** One chunk of twenty. */
  void replace() {
    SyntheticCorpus corpus = new SyntheticCorpus(2, topics, 0);
    List<IndexedDocument> documents = new ArrayList<>();
    for (int i = 0; i < sizes.chunks(); i += 20) {
      documents.add(corpus.document(i));
    }
    long start = System.nanoTime();
    for (int from = 0; from < documents.size(); from += sizes.batch()) {
      int to = Math.min(documents.size(), from + sizes.batch());
      store.write(COLLECTION, documents.subList(from, to));
    }
    System.out.printf(
        "replaced %d chunks: %.0f chunks/s%n",
        documents.size(), documents.size() / Timing.seconds(start));
    store.compact(COLLECTION);
  }
}
