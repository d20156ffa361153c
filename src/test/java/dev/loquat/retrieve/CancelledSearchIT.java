package dev.loquat.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.ingest.Indexer;
import dev.loquat.ingest.IngestLimits;
import dev.loquat.ingest.Ingestor;
import dev.loquat.store.Document;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.HashEmbeddings;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A search that nobody waits for any more ends at the database, on both paths. */
@Tag("server")
class CancelledSearchIT {
  private static final Set<String> BOTH = Set.of("posting", "embedding");
  private final PGSimpleDataSource database = TestPostgres.migratedDatabase();

  @Test
  void theStatementsOfBothPathsEndWhenTheCallerIsInterrupted() throws Exception {
    try (AgroalDataSource pool = SmallPool.of(database);
        var models = new HashEmbeddings().models()) {
      PostgresStore store = new PostgresStore(pool, 1);
      Analyzers analyzers = Analyzers.only(Analyzer.standard());
      new Ingestor(store, new Indexer(Analyzer.standard(), models), analyzers, IngestLimits.DEFAULT)
          .ingest(
              "docs",
              List.of(new Document("a", "", "An apple a day.", Optional.empty(), Map.of())),
              Optional.empty());
      // Its caches know nothing, so that it has to ask for postings.
      Retriever retriever =
          new Retriever(new PostgresStore(pool, 1), analyzers, models, Duration.ofMinutes(1));
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      try (Connection blocker = database.getConnection()) {
        blocker.setAutoCommit(false);
        blocker.createStatement().execute("LOCK TABLE posting, embedding IN ACCESS EXCLUSIVE MODE");
        Thread caller =
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        retriever.retrieve(RetrievalQuery.of("apple", "docs", 5));
                      } catch (CancellationException e) {
                        thrown.set(e);
                      }
                    });
        await(BOTH);
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        await(Set.of()); // while the tables are still locked: nobody let them finish
        blocker.rollback();
      }
      assertThat(retriever.retrieve(RetrievalQuery.of("apple", "docs", 5)).degraded()).isEmpty();
    }
  }

  /** Until just these tables are waited for; the time that a test has ends it. */
  private void await(Set<String> tables) throws SQLException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Set<String> waiting = new TreeSet<>();
    while (System.nanoTime() < end) {
      waiting.clear();
      try (Connection connection = database.getConnection();
          var rows =
              connection
                  .createStatement()
                  .executeQuery(
                      "SELECT l.relation::regclass::text FROM pg_locks l"
                          + " JOIN pg_stat_activity a ON a.pid = l.pid"
                          + " WHERE NOT l.granted AND a.state = 'active'"
                          + " AND a.datname = current_database() AND l.relation IS NOT NULL")) {
        while (rows.next()) {
          waiting.add(rows.getString(1));
        }
      }
      if (waiting.equals(tables)) {
        return;
      }
    }
    throw new AssertionError("waited for " + waiting + ", not " + tables);
  }
}
