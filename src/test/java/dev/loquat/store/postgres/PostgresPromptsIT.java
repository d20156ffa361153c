package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.PromptReference;
import dev.loquat.store.PromptStore;
import dev.loquat.store.PromptStore.Moved;
import dev.loquat.store.PromptSummary;
import dev.loquat.store.PromptVersion;
import dev.loquat.testing.TestPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("server")
class PostgresPromptsIT {
  private static final PGSimpleDataSource DATABASE = TestPostgres.migratedDatabase();
  private static final AtomicLong NAMES = new AtomicLong();

  private final PromptStore store = new PostgresPrompts(DATABASE, 1);
  private final String name = "p" + NAMES.incrementAndGet();

  @Test
  void countsVersionsAndKeepsEachForEver() {
    assertThat(add("one").version()).isEqualTo(1);
    assertThat(add("two").version()).isEqualTo(2);

    assertThat(find("@1")).map(PromptVersion::source).contains("one");
    assertThat(find("@2")).map(PromptVersion::source).contains("two");
    assertThat(find("@latest")).map(PromptVersion::version).contains(2);
    assertThat(find("@3")).isEmpty();
    assertThat(store.versions(name, 10)).extracting(PromptVersion::version).containsExactly(2, 1);
  }

  @Test
  void storesTheSameSourceOnce() {
    assertThat(store.add(name, "one").isNew()).isTrue();
    assertThat(store.add(name, "one").isNew()).isFalse();
    add("two");
    assertThat(store.add(name, "one").version().version())
        .as("not the newest any more")
        .isEqualTo(3);
  }

  @Test
  void meansTheProductionVersionByABareName() {
    add("one");
    add("two");
    assertThat(find("")).isEmpty();

    store.label(name, "production", 1);
    assertThat(find("")).map(PromptVersion::source).contains("one");
    assertThat(find("@production")).map(PromptVersion::labels).contains(List.of("production"));
  }

  @Test
  void rollsALabelBackStepByStep() {
    add("one");
    add("two");
    add("three");
    assertThat(store.label(name, "staging", 1)).contains(new Moved(1, OptionalInt.empty()));
    assertThat(store.label(name, "staging", 3)).contains(new Moved(3, OptionalInt.of(1)));
    assertThat(store.label(name, "staging", 3))
        .as("no step")
        .contains(new Moved(3, OptionalInt.of(3)));
    assertThat(store.label(name, "staging", 2)).contains(new Moved(2, OptionalInt.of(3)));

    assertThat(store.rollBack(name, "staging")).contains(new Moved(3, OptionalInt.of(2)));
    assertThat(find("@staging")).map(PromptVersion::version).contains(3);
    assertThat(store.rollBack(name, "staging")).contains(new Moved(1, OptionalInt.of(3)));
    assertThat(store.rollBack(name, "staging")).as("nothing before").isEmpty();
    assertThat(find("@staging")).map(PromptVersion::version).contains(1);
  }

  @Test
  void hasNoLabelOfAVersionThatIsNotThere() {
    add("one");
    assertThat(store.label(name, "staging", 2)).isEmpty();
    assertThat(store.label("nobody", "staging", 1)).isEmpty();
    assertThat(find("@staging")).isEmpty();
  }

  @Test
  void listsPromptsWithTheirLabels() {
    add("one");
    add("two");
    store.label(name, "production", 1);
    store.label(name, "staging", 2);
    assertThat(store.prompts())
        .contains(new PromptSummary(name, 2, 2, Map.of("production", 1, "staging", 2)));
  }

  @Test
  void removesLabelsAndPromptsWhole() {
    add("one");
    store.label(name, "production", 1);
    assertThat(store.removeLabel(name, "production")).isTrue();
    assertThat(store.removeLabel(name, "production")).isFalse();
    store.label(name, "production", 1);
    assertThat(store.remove(name)).isTrue();
    assertThat(store.remove(name)).isFalse();
    assertThat(find("")).isEmpty();
    assertThat(store.versions(name, 10)).isEmpty();
  }

  @Test
  void showsNoTenantThePromptsOfAnother() {
    add("mine");
    PromptStore other = new PostgresPrompts(DATABASE, 2);
    assertThat(other.versions(name, 10)).isEmpty();
    assertThat(other.prompts()).isEmpty();
    assertThat(other.remove(name)).isFalse();
  }

  @Test
  void numbersVersionsOfManyWritersWithoutGapOrLoss() {
    List<CompletableFuture<Integer>> writers =
        IntStream.range(0, 12)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> add("source " + i).version()))
            .toList();
    assertThat(writers.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
  }

  @Test
  void raisesTheRevisionWithEveryChange() {
    long before = store.revision();
    add("one");
    long added = store.revision();
    assertThat(added).isGreaterThan(before);
    store.add(name, "one");
    assertThat(store.revision()).as("nothing changed").isEqualTo(added);
    store.label(name, "production", 1);
    assertThat(store.revision()).isGreaterThan(added);
  }

  @Test
  void tellsListenersOfChangesAndOfGaps() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    CountDownLatch listening = new CountDownLatch(2);
    try (var notifications =
        new Notifications(
            DATABASE,
            PostgresPrompts.CHANNEL,
            told::add,
            listening::countDown,
            InstantSource.system())) {
      assertThat(notifications.isCurrent()).isFalse();
      Thread.startVirtualThread(notifications);
      awaitCount(listening, 1);

      add("one");
      assertThat(next(told)).isEqualTo("1:" + name);
      assertThat(notifications.isCurrent()).isTrue();

      endConnectionsThatListen();
      assertThat(listening.await(20, TimeUnit.SECONDS)).as("it comes back").isTrue();
      told.clear();
      store.label(name, "production", 1);
      assertThat(next(told)).isEqualTo("1:" + name);
    }
  }

  @Test
  void isNotCurrentAfterTheProcessStoodStill() throws Exception {
    AtomicLong now = new AtomicLong();
    CountDownLatch listening = new CountDownLatch(1);
    InstantSource clock = () -> java.time.Instant.ofEpochMilli(now.get());
    try (var notifications =
        new Notifications(
            DATABASE, PostgresPrompts.CHANNEL, told -> {}, listening::countDown, clock)) {
      Thread.startVirtualThread(notifications);
      assertThat(listening.await(20, TimeUnit.SECONDS)).isTrue();
      now.set(3_600_000);
      assertThat(notifications.isCurrent()).isFalse();
    }
  }

  private static void awaitCount(CountDownLatch latch, long count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (latch.getCount() > count && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(latch.getCount()).isEqualTo(count);
  }

  private static String next(BlockingQueue<String> told) throws InterruptedException {
    return Optional.ofNullable(told.poll(20, TimeUnit.SECONDS)).orElse("nothing was told");
  }

  private static void endConnectionsThatListen() throws Exception {
    try (Connection connection = DATABASE.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND query LIKE 'LISTEN%'");
    }
  }

  private PromptVersion add(String source) {
    return store.add(name, source).version();
  }

  private Optional<PromptVersion> find(String which) {
    return store.find(PromptReference.parse(name + which).orElseThrow());
  }
}
