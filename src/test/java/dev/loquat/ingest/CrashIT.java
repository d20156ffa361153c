package dev.loquat.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.CollectionInfo;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.Passage;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.PrivatePostgres;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Term;
import java.io.BufferedReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An ingest is killed, or its database, at random moments: each document is whole or absent then,
 * and a second run completes the rest. {@code -Dloquat.crash.points=20 -Dloquat.crash.seed=1} for
 * more moments, or others.
 */
@Tag("server")
class CrashIT {
  private static final int POINTS = Integer.getInteger("loquat.crash.points", 2);
  private static final Chunker CHUNKER = new Chunker(Analyzer.standard(), 40, 8);

  private static final List<Document> FIRST = CrashedIngest.documents(1);
  private static final List<Document> SECOND = CrashedIngest.documents(2);

  private static PrivatePostgres postgres;

  @BeforeAll
  static void start() {
    postgres = PrivatePostgres.start("target/crash-postgres");
    Flyway flyway =
        Flyway.configure()
            .dataSource(postgres.url(), null, null)
            .locations("filesystem:sql/migrations")
            .cleanDisabled(false)
            .load();
    flyway.clean(); // the cluster stays from one run to the next
    flyway.migrate();
  }

  @AfterAll
  static void stop() {
    postgres.stop();
  }

  @Test
  void leavesEachDocumentWholeOrAbsentWhereverItIsKilledAndASecondRunCompletesTheRest()
      throws Exception {
    long seed = Long.getLong("loquat.crash.seed", System.nanoTime());
    Random random = new Random(seed);
    String prefix = "crash-" + seed + "-";
    prepare(prefix + "whole");
    int length = Math.max(1, runUntilKilled(prefix + "whole", Integer.MAX_VALUE, false));
    assertThat(versions(prefix + "whole")).doesNotContainValue(0).doesNotContainValue(1);
    for (int point = 0; point < POINTS; point++) {
      String collection = prefix + point;
      int millis = random.nextInt(length);
      boolean database = point % 2 == 1;
      prepare(collection);
      runUntilKilled(collection, millis, database);
      String when =
          "%s killed after %d of %d ms, seed %d"
              .formatted(database ? "PostgreSQL" : "ingest", millis, length, seed);
      Map<String, Integer> versions = versions(collection);
      System.out.println(when + ": " + told(versions));
      check(collection, versions, when);
      completes(collection, prefix + "whole", versions, when);
    }
  }

  private static String told(Map<String, Integer> versions) {
    Map<Integer, Integer> counts = new TreeMap<>();
    versions.values().forEach(version -> counts.merge(version, 1, Integer::sum));
    return "documents by version " + counts;
  }

  /** Half of the documents are there in their first version. */
  private static void prepare(String collection) {
    CrashedIngest.ingestor(CrashedIngest.store(postgres.url()))
        .ingest(collection, FIRST.subList(0, FIRST.size() / 2), Optional.of("s"));
  }

  /** Answers how many milliseconds it lived after its beginning. */
  private static int runUntilKilled(String collection, int millis, boolean database)
      throws Exception {
    Process ingest =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrashedIngest.class.getName(),
                postgres.url(),
                collection)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = ingest.inputReader()) {
      assertThat(out.readLine()).isEqualTo("begin");
      long begun = System.nanoTime();
      ingest.waitFor(millis, TimeUnit.MILLISECONDS);
      int lived = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      if (database) {
        postgres.kill();
        assertThat(ingest.waitFor(60, TimeUnit.SECONDS)).isTrue();
        postgres.restart();
      }
      return lived;
    } finally {
      ingest.destroyForcibly().waitFor();
    }
  }

  /** The version of each document that is stored, by id; 0 where it is absent. */
  private static Map<String, Integer> versions(String collection) {
    PostgresStore store = CrashedIngest.store(postgres.url());
    Map<String, Integer> out = new TreeMap<>();
    for (int i = 0; i < SECOND.size(); i++) {
      String id = CrashedIngest.id(i);
      Optional<String> text = store.document(collection, id).map(Document::text);
      int version = text.isEmpty() ? 0 : 1;
      if (version == 1 && text.get().equals(SECOND.get(i).text())) {
        version = 2;
      } else if (version == 1) {
        assertThat(text.get()).isEqualTo(FIRST.get(i).text());
      }
      out.put(id, version);
    }
    return out;
  }

  private static void check(String collection, Map<String, Integer> versions, String when) {
    PostgresStore store = CrashedIngest.store(postgres.url());
    long documents = 0;
    long passages = 0;
    for (int i = 0; i < versions.size(); i++) {
      String id = CrashedIngest.id(i);
      int stored = versions.get(id);
      for (int version = 1; version <= 2; version++) {
        List<Passage> found = found(store, collection, CrashedIngest.mark(i, version));
        String text = (version == 1 ? FIRST : SECOND).get(i).text();
        List<String> expected =
            stored == version
                ? CHUNKER.chunks(text).stream()
                    .map(c -> text.substring(c.start(), c.end()))
                    .toList()
                : List.of();
        assertThat(found)
            .as("%s: version %d of %s", when, version, id)
            .extracting(Passage::text)
            .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found).extracting(Passage::document).allMatch(id::equals);
        passages += expected.size();
      }
      documents += stored > 0 ? 1 : 0;
    }
    CollectionInfo info = store.collection(collection);
    assertThat(info.documents()).as(when).isEqualTo(documents);
    assertThat(info.passages()).as(when).isEqualTo(passages);
    assertThat(info.models().values().stream().mapToLong(n -> n).sum())
        .as(when)
        .isEqualTo(passages);
  }

  private static List<Passage> found(PostgresStore store, String collection, String mark) {
    List<String> terms = Analyzer.standard().terms(mark).stream().map(Term::text).toList();
    List<Hit> hits = store.keywords(collection, terms, 50, Filter.NONE);
    return store.passages(collection, hits.stream().map(Hit::passage).toList());
  }

  private static void completes(
      String collection, String whole, Map<String, Integer> versions, String when) {
    PostgresStore store = CrashedIngest.store(postgres.url());
    IngestReport report =
        CrashedIngest.ingestor(store).ingest(collection, SECOND, Optional.of("s"));
    assertThat(report.unchanged())
        .as(when)
        .isEqualTo((int) versions.values().stream().filter(v -> v == 2).count());
    assertThat(report.failed()).isEmpty();
    assertThat(store.ledger(collection, "s", "", 1000))
        .as(when)
        .isEqualTo(store.ledger(whole, "s", "", 1000));
    check(collection, versions(collection), when + ", completed");
  }
}
