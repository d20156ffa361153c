package dev.loquat.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to one channel of PostgreSQL on a connection and a thread of its own, and comes back
 * after every break. Whoever keeps something that depends on notifications asks {@link #isCurrent}
 * first: it is false while the connection is broken, and when the whole process stood still, as
 * frozen functions do.
 */
public final class Notifications implements Runnable, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Notifications.class);
  private static final int POLL_MILLIS = 1_000;
  private static final long STALE_MILLIS = 3_000;
  private static final int POLLS_A_CHECK = 10;
  private static final int CHECK_SECONDS = 2;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DataSource source;
  private final String channel;
  private final Consumer<String> told;
  private final Runnable gap;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long heard = Long.MIN_VALUE;
  private boolean away;

  /**
   * A listener that runs when {@link #run} is called.
   *
   * @param told gets the payload of each notification
   * @param gap is run after each (re)connection, when notifications may have been missed
   */
  public Notifications(
      DataSource source, String channel, Consumer<String> told, Runnable gap, InstantSource clock) {
    this.source = source;
    this.channel = channel;
    this.told = told;
    this.gap = gap;
    this.clock = clock;
  }

  /** Whether every notification up to a moment ago was told. */
  public boolean isCurrent() {
    long last = heard;
    return last != Long.MIN_VALUE && Math.abs(clock.millis() - last) < STALE_MILLIS;
  }

  /** Listens until it is closed; to be called on a thread of its own. */
  @Override
  public void run() {
    do {
      try (Connection connection = source.getConnection()) {
        listen(connection);
      } catch (SQLException | RuntimeException e) {
        note(e);
      }
      heard = Long.MIN_VALUE;
    } while (!isClosedAfter(PAUSE));
  }

  private void note(Exception failure) {
    if (!away && closed.getCount() > 0) {
      away = true;
      LOG.warnf(
          "no notifications from PostgreSQL on %s until it is back: %s",
          channel, failure.getMessage());
    }
  }

  private boolean isClosedAfter(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void listen(Connection connection) throws SQLException {
    execute(connection, "LISTEN " + channel);
    if (away) {
      away = false;
      LOG.infof("notifications from PostgreSQL on %s again", channel);
    }
    gap.run();
    PGConnection postgres = connection.unwrap(PGConnection.class);
    for (int polls = 1; !isClosedAfter(Duration.ZERO); polls++) {
      heard = clock.millis();
      PGNotification[] some = postgres.getNotifications(POLL_MILLIS);
      if (some != null) {
        for (PGNotification one : some) {
          told.accept(one.getParameter());
        }
      }
      if (polls % POLLS_A_CHECK == 0 && !connection.isValid(CHECK_SECONDS)) {
        throw new SQLException("the connection that listens is dead");
      }
    }
    execute(connection, "UNLISTEN *");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Ends the listening within a second. */
  @Override
  public void close() {
    closed.countDown();
  }
}
