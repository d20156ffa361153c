package dev.loquat.bench;

import dev.loquat.answer.PromptChanges;
import dev.loquat.answer.StoredPrompts;
import dev.loquat.prompt.PromptCompiler;
import dev.loquat.prompt.PromptLibrary;
import dev.loquat.store.PromptStore;
import dev.loquat.store.postgres.Notifications;
import dev.loquat.store.postgres.PostgresPrompts;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/**
 * How long it takes from the commit of a moved label until another instance renders with the other
 * version: once with notifications, once by the revision that is asked for with each call. Prints
 * median, 95th percentile and maximum in milliseconds.
 */
final class PromptReloadBench {
  private static final int CHANGES = 300;
  private static final int WARM_UP = 50;

  private PromptReloadBench() {}

  /** Runs both. */
  public static void main(String... arguments) throws Exception {
    DataSource database = SmallPool.of(TestPostgres.migratedDatabase());
    PromptStore writer = new PostgresPrompts(database, 1);
    writer.add("p", "messages: [{user: '1'}]");
    writer.add("p", "messages: [{user: '2'}]");
    writer.label("p", "production", 1);
    AtomicReference<StoredPrompts> reader =
        new AtomicReference<>(prompts(database, PromptChanges.UNTOLD));
    measure("asked with each call", writer, reader.get());
    try (Notifications notifications =
        new Notifications(
            database,
            PostgresPrompts.CHANNEL,
            told -> reader.get().forget(told.substring(told.indexOf(':') + 1)),
            () -> reader.get().forgetAll(),
            InstantSource.system())) {
      reader.set(prompts(database, notifications::isCurrent));
      Thread.startVirtualThread(notifications);
      while (!notifications.isCurrent()) {
        Thread.onSpinWait();
      }
      measure("notified", writer, reader.get());
    }
  }

  private static StoredPrompts prompts(DataSource database, PromptChanges changes) {
    var compiler = new PromptCompiler();
    return new StoredPrompts(
        new PromptLibrary(compiler), new PostgresPrompts(database, 1), compiler, changes);
  }

  private static void measure(String how, PromptStore writer, StoredPrompts reader) {
    double[] millis = new double[CHANGES];
    for (int i = -WARM_UP; i < CHANGES; i++) {
      int version = 1 + Math.floorMod(i, 2);
      writer.label("p", "production", 3 - version);
      content(reader);
      writer.label("p", "production", version);
      long committed = System.nanoTime();
      while (!content(reader).equals(String.valueOf(version))) {
        Thread.onSpinWait();
      }
      if (i >= 0) {
        millis[i] = (System.nanoTime() - committed) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "%-22s p50 %.2f ms, p95 %.2f ms, max %.2f ms%n",
        how, millis[CHANGES / 2], millis[CHANGES * 95 / 100], millis[CHANGES - 1]);
  }

  private static String content(StoredPrompts prompts) {
    return prompts.named("p").render(Map.of()).messages().getFirst().content();
  }
}
