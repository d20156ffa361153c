package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.CollectionSettings;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ranges of declared fields are answered as they are without an index. */
@Tag("server")
class RangeFilterIT {
  private static final List<String> FIELDS = List.of("year", "day", "mixed");
  private static AgroalDataSource pool;
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    pool = SmallPool.of(TestPostgres.migratedDatabase());
    store = new PostgresStore(pool, 0, new PostgresStore.Tuning(1 << 20, 100, 50_000));
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  private static IndexedDocument indexed(String id, Map<String, Object> metadata) {
    var vector = new IndexedPassage.Embedded("m", new float[] {1, id.hashCode() % 100 / 100f});
    return new IndexedDocument(
        new Document(id, "", "word", Optional.empty(), metadata),
        "h",
        Optional.empty(),
        List.of(new IndexedPassage(0, 4, List.of("word"), Optional.of(vector))));
  }

  private static void write(String collection, Map<String, Map<String, Object>> documents) {
    List<IndexedDocument> all = new ArrayList<>();
    documents.forEach((id, metadata) -> all.add(indexed(id, metadata)));
    store.write(collection, all);
  }

  private static Object value(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> random.nextBoolean();
      case 1 -> List.of();
      case 2 -> List.of(scalar(random), scalar(random));
      case 3 -> List.of(scalar(random));
      case 4 -> Map.of("inner", 7);
      default -> scalar(random);
    };
  }

  private static Object scalar(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> 2000 + random.nextInt(30);
      case 1 -> random.nextDouble() * 2030;
      case 2 -> "2024-0" + (1 + random.nextInt(9));
      case 3 -> "x".repeat(64) + random.nextInt(3); // equal in the index
      default -> List.of("a", "Z", "\uFFFD", "😀", "é", "").get(random.nextInt(6));
    };
  }

  private static Map<String, Object> metadata(Random random) {
    Map<String, Object> out = new HashMap<>();
    for (String field : FIELDS) {
      if (random.nextInt(5) > 0) {
        out.put(field, value(random));
      }
    }
    return out;
  }

  private static Filter filter(Random random) {
    Map<String, Object> out = new TreeMap<>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      Map<String, Object> range = new TreeMap<>();
      for (int j = 0; j <= random.nextInt(2); j++) {
        range.put(List.of("lt", "lte", "gt", "gte").get(random.nextInt(4)), scalar(random));
      }
      if (random.nextInt(4) == 0) {
        range.put("exists", random.nextInt(3) > 0);
      }
      out.put(FIELDS.get(random.nextInt(FIELDS.size())), range);
    }
    return Filter.of(out);
  }

  private static Set<String> found(String collection, Filter filter) {
    List<Long> words =
        store.keywords(collection, List.of("word"), 1000, filter).stream()
            .map(Hit::passage)
            .toList();
    List<Long> near =
        store.nearest(collection, "m", new float[] {1, 0}, 1000, filter).stream()
            .map(Hit::passage)
            .toList();
    assertThat(near).containsExactlyInAnyOrderElementsOf(words);
    return store.passages(collection, words).stream()
        .map(p -> p.document())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void declaredFieldsAnswerAsUndeclaredOnesThroughAllChanges() throws SQLException {
    Random random = new Random(7);
    Map<String, Map<String, Object>> documents = new TreeMap<>();
    store.open("declared", "a");
    store.configure("declared", CollectionSettings.ofRanges(List.of("year")));
    for (int round = 0; round < 6; round++) {
      Map<String, Map<String, Object>> some = new TreeMap<>();
      for (int i = 0; i < 30; i++) {
        some.put("d" + random.nextInt(80), metadata(random));
      }
      write("declared", some);
      documents.putAll(some);
      List<String> gone = documents.keySet().stream().limit(5).toList();
      store.delete("declared", gone);
      documents.keySet().removeAll(gone);
      String renamed = documents.keySet().iterator().next();
      Map<String, Object> other = metadata(random);
      Document document = indexed("r" + round, other).document();
      assertThat(store.relabel("declared", renamed, document, "h")).isTrue();
      documents.remove(renamed);
      documents.put("r" + round, other);
      if (round == 2) {
        store.configure("declared", CollectionSettings.ofRanges(FIELDS));
      } else if (round == 4) {
        store.configure("declared", CollectionSettings.ofRanges(List.of("mixed")));
      }
      for (int i = 0; i < 40; i++) {
        Filter filter = filter(random);
        assertThat(found("declared", filter))
            .as("%s", filter)
            .isEqualTo(
                documents.entrySet().stream()
                    .filter(one -> filter.matches(one.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    assertThat(store.collection("declared").ranges()).containsExactly("mixed");
    store.drop("declared");
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement();
        ResultSet left =
            statement.executeQuery(
                "SELECT FROM document_value WHERE collection NOT IN (SELECT id FROM collection)")) {
      assertThat(left.next()).isFalse();
    }
  }
}
