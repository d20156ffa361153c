package dev.loquat.wiring;

import dev.loquat.answer.PromptChanges;
import dev.loquat.answer.StoredPrompts;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.store.postgres.Notifications;
import dev.loquat.store.postgres.PostgresPrompts;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Tells the stored prompts of changes that other instances made. */
@Singleton
final class PromptNews implements PromptChanges {
  private final AtomicReference<Optional<StoredPrompts>> listener =
      new AtomicReference<>(Optional.empty());
  private final Optional<Notifications> notifications;
  private final Threads threads;
  private final String mine;

  /** Without a database nothing ever changes. */
  private final boolean silent;

  PromptNews(LoquatConfig config, Instance<MigratedDataSource> database, Threads threads) {
    this.threads = threads;
    this.mine = config.tenant() + ":";
    this.notifications =
        config.store() == LoquatConfig.StoreKind.POSTGRES && config.listen()
            ? Optional.of(
                new Notifications(
                    database.get(),
                    PostgresPrompts.CHANNEL,
                    this::told,
                    this::missed,
                    InstantSource.system()))
            : Optional.empty();
    this.silent = config.store() == LoquatConfig.StoreKind.PACKAGED;
  }

  /** Begins to tell. */
  void tell(StoredPrompts prompts) {
    listener.set(Optional.of(prompts));
    notifications.ifPresent(threads.tasks()::execute);
  }

  @Override
  public boolean areTold() {
    return silent || notifications.map(Notifications::isCurrent).orElse(false);
  }

  private void told(String payload) {
    if (payload.startsWith(mine)) {
      listener.get().ifPresent(prompts -> prompts.forget(payload.substring(mine.length())));
    }
  }

  private void missed() {
    listener.get().ifPresent(StoredPrompts::forgetAll);
  }

  @PreDestroy
  void end() {
    notifications.ifPresent(Notifications::close);
  }
}
