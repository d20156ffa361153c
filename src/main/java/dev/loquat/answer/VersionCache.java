package dev.loquat.answer;

import dev.loquat.prompt.Prompt;
import dev.loquat.store.PromptReference;
import dev.loquat.store.PromptStore;
import dev.loquat.store.PromptVersion;
import dev.loquat.store.StoreUnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What references mean and how versions compile, kept until something changes. While changes are
 * not told, the store's revision is asked for at each call: a frozen instance sees on its next call
 * what changed meanwhile. With the database away, what was known goes on being used. Safe from any
 * thread.
 */
final class VersionCache {
  private static final Logger LOG = Logger.getLogger(VersionCache.class);
  private static final int MOST_REFERENCES = 10_000;
  private static final int MOST_COMPILED = 1_000;
  private static final long PAUSE_NANOS = 2_000_000_000L;

  private final PromptStore store;
  private final PromptChanges changes;
  private final Map<PromptReference, Optional<PromptVersion>> meanings = new ConcurrentHashMap<>();
  private final Map<Key, Prompt> compiled = new RecentlyUsed();
  private final AtomicLong generation = new AtomicLong();
  private volatile long revision = -1;
  private volatile long askAgain = System.nanoTime();

  /** A version and when it was stored: a removed prompt's numbers may come again. */
  private record Key(String name, int version, java.time.Instant created) {}

  VersionCache(PromptStore store, PromptChanges changes) {
    this.store = store;
    this.changes = changes;
  }

  Optional<PromptVersion> find(PromptReference reference) {
    if (!changes.areTold()) {
      askForRevision();
    }
    Optional<PromptVersion> known = meanings.get(reference);
    if (known != null) {
      return known;
    }
    long before = generation.get();
    Optional<PromptVersion> found = store.find(reference);
    if (meanings.size() >= MOST_REFERENCES) {
      meanings.clear();
    }
    meanings.put(reference, found);
    if (generation.get() != before) {
      meanings.remove(reference); // it changed while it was read
    }
    return found;
  }

  private void askForRevision() {
    if (System.nanoTime() - askAgain < 0) {
      return;
    }
    try {
      long now = store.revision();
      if (now != revision) {
        forgetAll();
        revision = now;
      }
    } catch (StoreUnavailableException e) {
      if (meanings.isEmpty()) {
        throw e;
      }
      askAgain = System.nanoTime() + PAUSE_NANOS;
      LOG.warnf("stored prompts are used as they were last known: %s", e.getMessage());
    }
  }

  void forget(String name) {
    generation.incrementAndGet();
    meanings.keySet().removeIf(reference -> reference.name().equals(name));
  }

  void forgetAll() {
    generation.incrementAndGet();
    meanings.clear();
  }

  Prompt compiled(PromptVersion version, Supplier<Prompt> compile) {
    Key key = new Key(version.name(), version.version(), version.created());
    Prompt known;
    synchronized (compiled) {
      known = compiled.get(key);
    }
    if (known != null) {
      return known;
    }
    Prompt made = compile.get();
    synchronized (compiled) {
      compiled.put(key, made);
    }
    return made;
  }

  private static final class RecentlyUsed extends LinkedHashMap<Key, Prompt> {
    private static final long serialVersionUID = 1L;

    RecentlyUsed() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Prompt> eldest) {
      return size() > MOST_COMPILED;
    }
  }
}
