package dev.loquat.bench;

import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.store.packaged.PackagedIndexWriter;
import dev.loquat.store.packaged.PackagedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A packaged index of synthetic chunks. {@code write FILE CHUNKS DIMENSION} makes one; {@code open
 * FILE} opens it in this fresh process and says how long that took, how long the first and later
 * searches took, and by how much the process grew.
 */
public final class PackagedBench {
  private static final String COLLECTION = "bench";
  private static final int QUERIES = 500;

  private PackagedBench() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    if (arguments[0].equals("write")) {
      write(file, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    } else {
      open(file, Integer.parseInt(arguments[2]));
    }
  }

  private static void write(Path file, int chunks, int dimension) throws IOException {
    SyntheticCorpus corpus = new SyntheticCorpus(1, true, dimension);
    PackagedIndexWriter writer = new PackagedIndexWriter(COLLECTION, "bench", "bench");
    for (int i = 0; i < chunks; i++) {
      writer.add(withText(corpus.document(i)));
    }
    writer.write(file);
    System.out.printf("%d chunks, %,d bytes%n", chunks, Files.size(file));
  }

  /** Its text is its terms, about 1 KB. */
  private static IndexedDocument withText(IndexedDocument one) {
    IndexedPassage passage = one.passages().getFirst();
    String text = String.join(" ", passage.terms());
    Document document =
        new Document(
            one.document().id(), "title", text, Optional.empty(), one.document().metadata());
    return new IndexedDocument(
        document,
        one.hash(),
        one.source(),
        List.of(new IndexedPassage(0, text.length(), passage.terms(), passage.embedding())));
  }

  private static void open(Path file, int dimension) throws IOException {
    SyntheticCorpus corpus = new SyntheticCorpus(2, true, dimension);
    List<List<String>> queries = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      queries.add(corpus.query());
      vectors.add(dimension > 0 ? corpus.vector(corpus.topic()) : new float[0]);
    }
    System.gc();
    long before = residentKilobytes();
    long start =
        System.nanoTime(); // the first call of a bean for processor time takes 10 ms itself
    try (PackagedStore store = PackagedStore.open(file)) {
      double opened = millis(start);
      double[] times = new double[QUERIES];
      for (int i = 0; i < QUERIES; i++) {
        start = System.nanoTime();
        search(store, queries.get(i), vectors.get(i));
        times[i] = millis(start);
      }
      double first = times[0];
      Arrays.sort(times);
      System.gc();
      long after = residentKilobytes();
      System.out.printf(
          "open %.2f ms, first search %.1f ms, later p50 %.2f p95 %.2f ms; resident +%.1f MB (of %.1f)%n",
          opened,
          first,
          times[QUERIES / 2],
          times[QUERIES * 95 / 100],
          (after - before) / 1024.0,
          after / 1024.0);
    }
  }

  private static void search(PackagedStore store, List<String> query, float[] vector) {
    List<Long> keys = new ArrayList<>();
    store.keywords(COLLECTION, query, 100, Filter.NONE).forEach(hit -> keys.add(hit.passage()));
    if (vector.length > 0) {
      String model = store.collection(COLLECTION).models().keySet().iterator().next();
      store.nearest(COLLECTION, model, vector, 100, Filter.NONE);
    }
    store.passages(COLLECTION, keys.subList(0, Math.min(10, keys.size())));
  }

  private static double millis(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
