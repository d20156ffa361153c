package dev.loquat.dictionary;

import dev.loquat.store.StoreUnavailableException;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import dev.loquat.text.DictionaryException;
import dev.loquat.text.UserWord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * All dictionaries as one, and the analyzers made of them. Of two entries of the same word the one
 * of the later source counts, the database's last. Two threads of its own look for changes; where a
 * frozen process stopped them, the next caller looks. Safe from any thread.
 */
public final class Dictionaries implements Analyzers, AutoCloseable {
  /** What a location on the class path begins with. */
  static final String CLASSPATH = "classpath:";

  private static final Logger LOG = Logger.getLogger(Dictionaries.class);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration LISTEN = Duration.ofSeconds(1);
  private static final Duration FROZEN = Duration.ofSeconds(5);
  private static final Duration RECONNECT = Duration.ofSeconds(2);
  private static final int RETAINED = 8;

  private final int most;
  private final List<WordSource> sources = new ArrayList<>();
  private final Optional<DatabaseWords> database;
  private final SequencedMap<String, Analyzer> retained = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ReentrantLock reloading = new ReentrantLock();
  private final Map<WordSource, Held> held = new HashMap<>();
  private volatile InForce inForce = new InForce(Analyzer.standard(), List.of());
  private volatile boolean closed;
  private volatile long lastLook = System.nanoTime();

  /** The words in force and their analyzer, always replaced together. */
  private record InForce(Analyzer analyzer, List<UserWord> words) {}

  /** What a source held when it was last read; the words are the last good ones. */
  private record Held(String stamp, List<UserWord> words, String fault) {
    static final Held NOTHING = new Held("", List.of(), "");
  }

  /**
   * Reads all dictionaries. A database that is away is read when it comes.
   *
   * @param locations files, folders of {@code *.txt} files, or {@code classpath:} and a resource
   * @param most so many words are taken of all together
   * @param database where the table of words is, if there is one
   * @throws IllegalArgumentException naming every fault, with file and line, or the file that
   *     cannot be read
   */
  public static Dictionaries open(
      Collection<String> locations, int most, Optional<DataSource> database) {
    Dictionaries dictionaries = new Dictionaries(locations, most, database);
    dictionaries.start();
    return dictionaries;
  }

  private Dictionaries(Collection<String> locations, int most, Optional<DataSource> database) {
    this.most = most;
    for (String location : locations) {
      sources.add(
          location.startsWith(CLASSPATH)
              ? new ClasspathWords(location.substring(CLASSPATH.length()), most)
              : new FileWords(Path.of(location), most, Clock.systemUTC()));
    }
    this.database = database.map(source -> new DatabaseWords(source, most));
    for (WordSource source : sources) {
      try {
        held.put(source, new Held(source.stamp(), source.read(), ""));
      } catch (DictionaryException e) {
        throw new IllegalArgumentException("a dictionary cannot be read:\n" + e.getMessage(), e);
      } catch (IOException e) {
        throw new IllegalArgumentException("the dictionary " + told(source, e), e);
      }
    }
    this.database.ifPresent(sources::add);
    combine();
    if (inForce.words().isEmpty() && !held.isEmpty()) {
      LOG.warnf("the dictionaries %s hold no word", locations);
    }
  }

  private void start() {
    if (sources.stream().anyMatch(FileWords.class::isInstance)) {
      threads.add(Thread.ofVirtual().name("loquat-dictionary-files").start(this::watch));
    }
    database.ifPresent(
        words ->
            threads.add(Thread.ofVirtual().name("loquat-dictionary").start(() -> listen(words))));
  }

  @Override
  public Analyzer current() {
    if (!threads.isEmpty() && System.nanoTime() - lastLook > FROZEN.toNanos()) {
      look(WordSource.class);
    }
    return inForce.analyzer();
  }

  @Override
  public Analyzer forIndexing() {
    current();
    InForce now = inForce;
    if (database.isPresent() && !now.words().isEmpty()) {
      try {
        database.get().keep(now.analyzer().version(), now.words());
      } catch (IOException e) {
        throw new StoreUnavailableException("the dictionary cannot be kept: " + e.getMessage(), e);
      }
    }
    return now.analyzer();
  }

  @Override
  public Optional<Analyzer> of(String version) {
    Analyzer now = current();
    if (now.version().equals(version)) {
      return Optional.of(now);
    }
    if (Analyzer.standard().version().equals(version)) {
      return Optional.of(Analyzer.standard());
    }
    Optional<Analyzer> known;
    synchronized (retained) {
      known = Optional.ofNullable(retained.get(version));
    }
    return known.isPresent() || database.isEmpty() ? known : kept(database.get(), version);
  }

  private Optional<Analyzer> kept(DatabaseWords words, String version) {
    try {
      Optional<Analyzer> made =
          words
              .kept(version)
              .filter(list -> Analyzer.version(list).equals(version))
              .map(Analyzer.standard()::with);
      made.ifPresent(this::retain);
      return made;
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "the dictionary of " + version + " cannot be read: " + e.getMessage(), e);
    } catch (DictionaryException e) {
      throw new IllegalStateException("the kept dictionary is broken: " + e.getMessage(), e);
    }
  }

  private void retain(Analyzer analyzer) {
    synchronized (retained) {
      retained.putLast(analyzer.version(), analyzer);
      if (retained.size() > RETAINED) {
        retained.pollFirstEntry();
      }
    }
  }

  /** Reads again what has changed; sees to it that all of it is in force when it returns. */
  void refresh() {
    look(WordSource.class);
  }

  private void look(Class<? extends WordSource> kind) {
    reloading.lock();
    try {
      boolean changed = false;
      for (WordSource source : sources) {
        if (kind.isInstance(source)) {
          changed |= read(source);
        }
      }
      if (changed) {
        combine();
      }
      lastLook = System.nanoTime();
    } finally {
      reloading.unlock();
    }
  }

  /** Reads a source that has changed; false if its words are as they were. */
  private boolean read(WordSource source) {
    Held before = held.getOrDefault(source, Held.NOTHING);
    try {
      String stamp = source.stamp();
      if (stamp.equals(before.stamp())
          || source instanceof FileWords files && files.isBeingWritten()) {
        return false;
      }
      List<UserWord> words = source.read();
      if (source.stamp().equals(stamp)) { // else it is read the next time
        held.put(source, new Held(stamp, words, ""));
        return !words.equals(before.words());
      }
    } catch (DictionaryException e) {
      fault(source, before, String.join("\n", e.faults()));
    } catch (IOException e) {
      fault(source, before, told(source, e));
    } catch (RuntimeException e) { // or the thread that looks would end with it
      fault(source, before, source.name() + ": " + e);
    }
    return false;
  }

  /** Told once, not with every look. */
  private void fault(WordSource source, Held before, String fault) {
    if (!fault.equals(before.fault()) && !closed) {
      LOG.errorf("a dictionary cannot be read; its last good words stay in force:\n%s", fault);
      held.put(source, new Held(before.stamp(), before.words(), fault));
    }
  }

  private static String told(WordSource source, IOException e) {
    return source.name()
        + " cannot be read: "
        + e.getClass().getSimpleName()
        + ": "
        + e.getMessage();
  }

  private void combine() {
    Map<String, UserWord> all = new LinkedHashMap<>();
    for (WordSource source : sources) {
      held.getOrDefault(source, Held.NOTHING).words().forEach(w -> all.put(w.text(), w));
    }
    List<UserWord> words = List.copyOf(all.values());
    if (words.size() > most) {
      String fault = "the dictionaries hold %d words together, more than %d";
      if (inForce.words().isEmpty() && threads.isEmpty()) {
        throw new IllegalArgumentException(fault.formatted(words.size(), most));
      }
      LOG.errorf(fault + "; the last good words stay in force", words.size(), most);
      return;
    }
    Analyzer former = inForce.analyzer();
    inForce = new InForce(Analyzer.standard().with(words), words);
    if (!former.version().equals(inForce.analyzer().version())) {
      retain(former);
      LOG.infof("%d own words are in force: %s", words.size(), inForce.analyzer().version());
    }
  }

  private void watch() {
    while (!closed) {
      look(FileWords.class);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void listen(DatabaseWords words) {
    boolean told = false;
    while (!closed) {
      try {
        words.listen(LISTEN, () -> look(DatabaseWords.class), () -> closed);
        told = false;
      } catch (IOException e) {
        if (!told && !closed) {
          LOG.warnf("changes of the dictionary are not heard for now: %s", e.getMessage());
          told = true;
        }
        LockSupport.parkNanos(RECONNECT.toNanos());
      }
    }
  }

  /** Ends both threads, within a second: an interrupt would break the connection they wait on. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(LockSupport::unpark);
  }
}
