package dev.loquat.bench;

import dev.loquat.store.CollectionSettings;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A keyword search with a range filter: compared document by document, and by the index of a
 * declared field; and what the index costs a write. Argument: number of documents.
 */
public final class RangeFilterBench {
  private static final int BATCH = 256;
  private static final int QUERIES = 40;

  private RangeFilterBench() {}

  public static void main(String[] arguments) {
    int documents = Integer.parseInt(arguments[0]);
    PGSimpleDataSource database = TestPostgres.migratedDatabase();
    try (AgroalDataSource pool = SmallPool.of(database)) {
      PostgresStore store = new PostgresStore(pool, 1);
      for (String collection : List.of("warm-up", "compared", "declared")) {
        store.open(collection, "a");
        if (collection.equals("declared")) {
          store.configure(collection, CollectionSettings.ofRanges(List.of("n")));
        }
        long start = System.nanoTime();
        fill(store, collection, documents);
        System.out.printf(
            "%s: %.0f documents/s written%n",
            collection, documents / ((System.nanoTime() - start) / 1e9));
        store.compact(collection);
      }
      analyze(pool);
      for (int width : new int[] {documents / 1000, documents / 100, documents / 10}) {
        for (String collection : List.of("compared", "declared")) {
          double[] millis = time(store, collection, documents, width);
          System.out.printf(
              "%d of %d documents in range, %s: p50 %.2f ms, p95 %.2f ms%n",
              width, documents, collection, millis[QUERIES / 2], millis[QUERIES * 95 / 100]);
        }
      }
    }
  }

  /** Milliseconds of each query, sorted. */
  private static double[] time(PostgresStore store, String collection, int documents, int width) {
    double[] millis = new double[QUERIES];
    for (int i = -QUERIES; i < QUERIES; i++) {
      int from = Math.floorMod(i * 7919, documents - width);
      Filter filter = Filter.of(Map.of("n", Map.of("gte", from, "lt", from + width)));
      long start = System.nanoTime();
      int found = store.keywords(collection, List.of("common"), 10, filter).size();
      if (found != Math.min(10, width)) {
        throw new IllegalStateException(found + " found of " + width);
      }
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    return millis;
  }

  private static void fill(PostgresStore store, String collection, int documents) {
    List<IndexedDocument> batch = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      String text = "common words and number " + i;
      batch.add(
          new IndexedDocument(
              new Document("d" + i, "", text, Optional.empty(), Map.of("n", i, "lang", "en")),
              "h",
              Optional.empty(),
              List.of(
                  new IndexedPassage(
                      0, text.length(), List.of(text.split(" ")), Optional.empty()))));
      if (batch.size() == BATCH || i == documents - 1) {
        store.write(collection, batch);
        batch.clear();
      }
    }
  }

  private static void analyze(AgroalDataSource pool) {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("ANALYZE");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException("cannot analyze", e);
    }
  }
}
