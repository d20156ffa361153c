package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loquat.rank.NaiveBm25;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.store.Passage;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BM25 stays exact whatever is written, replaced, deleted and merged. */
@Tag("server")
class PostgresBm25IT {
  private static AgroalDataSource pool;

  @BeforeAll
  static void open() {
    pool = SmallPool.of(TestPostgres.migratedDatabase());
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  private static IndexedDocument document(Random random, int id) {
    List<IndexedPassage> passages = new ArrayList<>();
    for (int p = random.nextInt(3); p >= 0; p--) {
      List<String> terms = new ArrayList<>();
      for (int t = random.nextInt(25); t >= 0; t--) {
        terms.add("t" + (int) (Math.pow(random.nextDouble(), 3) * 60));
      }
      passages.add(new IndexedPassage(0, 1, terms, Optional.empty()));
    }
    return new IndexedDocument(
        new Document("d" + id, "", "x", Optional.empty(), Map.of()),
        "h" + random.nextLong(),
        Optional.empty(),
        passages);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheNaiveScorerUnderRandomWritesDeletesAndMerges(long seed) throws SQLException {
    Random random = new Random(seed);
    String collection = "random" + seed;
    // Two instances of the service over one database: what one writes the other must see.
    int mergedAtOnce = seed == 2 ? 10 : 1000;
    PostgresStore writer =
        new PostgresStore(pool, 0, new PostgresStore.Tuning(1 << 20, 1000, mergedAtOnce));
    PostgresStore reader = new PostgresStore(pool, 0);
    writer.open(collection, "test");
    Map<String, IndexedDocument> model = new LinkedHashMap<>();
    for (int step = 0; step < 60; step++) {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3, 4, 5 -> {
          Map<String, IndexedDocument> batch = new HashMap<>();
          for (int i = random.nextInt(12); i >= 0; i--) {
            IndexedDocument document = document(random, random.nextInt(80));
            batch.put(document.document().id(), document);
          }
          writer.write(collection, List.copyOf(batch.values()));
          model.putAll(batch);
        }
        case 6, 7 -> {
          List<String> ids = new ArrayList<>(List.of("absent"));
          for (int i = random.nextInt(15); i >= 0; i--) {
            ids.add("d" + random.nextInt(80));
          }
          writer.delete(collection, ids);
          ids.forEach(model::remove);
        }
        case 8 -> {
          writer.compact(collection);
          asIfWrittenBeforeSegmentsToldTheirBits();
        }
        default -> writer.settle(collection);
      }
      check(reader, collection, model, random);
    }
    assertThat(reader.collection(collection).documents()).isEqualTo(model.size());
  }

  private static void asIfWrittenBeforeSegmentsToldTheirBits() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      Sql.of("UPDATE segment SET shared_bits = NULL WHERE id % 2 = 0").update(connection);
    }
  }

  private static void check(
      PostgresStore store, String collection, Map<String, IndexedDocument> model, Random random) {
    Map<String, List<String>> passages = new LinkedHashMap<>();
    model.forEach(
        (id, document) -> {
          for (int p = 0; p < document.passages().size(); p++) {
            passages.put(id + "#" + p, document.passages().get(p).terms());
          }
        });
    List<String> query = List.of("t" + random.nextInt(10), "t1" + random.nextInt(10), "t55");
    Map<String, Double> expected = NaiveBm25.scores(passages, query.stream().distinct().toList());
    List<Hit> hits =
        store.keywords(collection, query.stream().distinct().toList(), 1000, Filter.NONE);
    Map<Long, String> names = new HashMap<>();
    store
        .passages(collection, hits.stream().map(Hit::passage).toList())
        .forEach((Passage p) -> names.put(p.key(), p.id()));
    Map<String, Double> found = new LinkedHashMap<>();
    hits.forEach(hit -> found.put(names.get(hit.passage()), hit.score()));
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    found.forEach((id, score) -> assertThat(score).isCloseTo(expected.get(id), within(1e-4)));
    assertThat(List.copyOf(found.values())).isSortedAccordingTo(Comparator.reverseOrder());
  }

  /**
   * All documents carry the number of their round in every one of ten documents. Whoever sees two
   * rounds in one result has seen two states.
   */
  @Test
  void neverMixesTwoStatesWhileOthersWriteAndMerge() throws Exception {
    PostgresStore store = new PostgresStore(pool, 0);
    String collection = "states";
    store.open(collection, "test");
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<String> wrong = new AtomicReference<>();
    store.write(collection, round(0));
    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!done.get()) {
                    List<Hit> hits = store.keywords(collection, List.of("all"), 100, Filter.NONE);
                    long scores = hits.stream().mapToDouble(Hit::score).distinct().count();
                    if (hits.size() != 10 || scores != 1) {
                      wrong.set(hits.toString());
                    }
                  }
                });
    Thread merger =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!done.get()) {
                    store.compact(collection);
                  }
                });
    for (int i = 1; i <= 60; i++) {
      store.write(collection, round(i));
    }
    done.set(true);
    reader.join();
    merger.join();
    assertThat(wrong.get()).isNull();
  }

  /** Ten documents, longer with every round, so that two rounds score differently. */
  private static List<IndexedDocument> round(int number) {
    List<IndexedDocument> out = new ArrayList<>();
    for (int d = 0; d < 10; d++) {
      List<String> terms = new ArrayList<>(List.of("all"));
      for (int i = 0; i < number % 7; i++) {
        terms.add("filler" + i);
      }
      out.add(
          new IndexedDocument(
              new Document("d" + d, "", "x", Optional.empty(), Map.of()),
              "h" + number,
              Optional.empty(),
              List.of(new IndexedPassage(0, 1, terms, Optional.empty()))));
    }
    return out;
  }
}
