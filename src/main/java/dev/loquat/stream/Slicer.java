package dev.loquat.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Regroups a model's tokens into slices that end where a reader would pause.
 *
 * <p>A slice ends after a sentence or clause end (Chinese and English punctuation, line ends). Text
 * with no boundary waits at most {@link SliceSettings#maxWait()}: the caller asks {@link #due()}
 * and calls {@link #tick()} then, since a slicer has no thread. Only what is certainly incomplete
 * waits longer: half of a surrogate pair or flag, a cluster that ends in a joiner, a citation
 * marker that is still open.
 *
 * <p>Concatenated, the slices give back the tokens, but for lone surrogates, which become U+FFFD.
 * Slices stay registered until {@link #markConsumed} or until they expire; when {@link
 * SliceSettings#maxOutstanding()} are registered, text gathers until one is consumed.
 *
 * <p>Not thread-safe: one slicer serves one answer, one call at a time.
 */
public final class Slicer {
  private static final int CHUNK = 4096;

  private final SliceSettings settings;
  private final Instant deadline;
  private final InstantSource clock;
  private final Boundaries boundaries;
  private final SliceTrack track;
  private final StringBuilder pending = new StringBuilder();
  private Optional<Instant> waitingSince = Optional.empty();
  private boolean finished;

  /**
   * @param deadline the request's: every slice expires then
   * @param clock asked once in each call
   */
  public Slicer(SliceSettings settings, Instant deadline, InstantSource clock) {
    this.settings = settings;
    this.deadline = deadline;
    this.clock = clock;
    this.boundaries = new Boundaries(settings.minLength());
    this.track = new SliceTrack(settings.maxOutstanding());
  }

  /**
   * Takes the model's next token, of any length, and returns the slices that it completes.
   *
   * @throws SlowReaderException if more than {@link SliceSettings#maxPending()} would wait
   * @throws IllegalStateException after {@link #finish()}
   */
  public List<Slice> accept(String token) {
    if (finished) {
      throw new IllegalStateException("token after the end of the answer: " + token);
    }
    Instant now = clock.instant();
    track.releaseExpired(now);
    List<Slice> slices = new ArrayList<>(2);
    for (int from = 0; from < token.length(); from += CHUNK) {
      append(token, from, Math.min(token.length(), from + CHUNK));
      cutComplete(now, slices);
      if (pending.length() > settings.maxPending()) {
        throw new SlowReaderException(track.size(), pending.length());
      }
    }
    cutOverdue(now, slices);
    noteWaiting(now);
    return slices;
  }

  /** To be called at {@link #due()}: lets go of text that has waited long enough. */
  public List<Slice> tick() {
    Instant now = clock.instant();
    track.releaseExpired(now);
    List<Slice> slices = new ArrayList<>(1);
    cutComplete(now, slices);
    cutOverdue(now, slices);
    return slices;
  }

  /**
   * The answer is complete: returns all that is left. While the bound on outstanding slices holds
   * text back, call it again after {@link #markConsumed} until {@link #isDrained()}.
   */
  public List<Slice> finish() {
    if (!finished) {
      finished = true;
      replaceTrailingSurrogate();
    }
    Instant now = clock.instant();
    track.releaseExpired(now);
    List<Slice> slices = new ArrayList<>(2);
    cutComplete(now, slices);
    if (!pending.isEmpty() && track.hasRoom()) {
      slices.add(cut(pending.length(), now));
    }
    return slices;
  }

  /**
   * When {@link #tick()} must be called to let waiting text go; empty if nothing waits, or if only
   * a further token or {@link #markConsumed} can help.
   */
  public Optional<Instant> due() {
    return track.hasRoom()
        ? waitingSince.map(since -> since.plus(settings.maxWait()))
        : Optional.empty();
  }

  /** True once no text waits. */
  public boolean isDrained() {
    return pending.isEmpty();
  }

  /**
   * Frees a slice that has reached its reader.
   *
   * @return false if it was consumed or released before
   */
  public boolean markConsumed(Slice slice) {
    return track.consume(slice.index());
  }

  /** Frees slices whose deadline has passed and returns how many those were. */
  public int releaseExpired() {
    return track.releaseExpired(clock.instant());
  }

  /** The slices neither consumed nor expired, oldest first. */
  public List<Slice> outstanding() {
    return track.list();
  }

  private void cutComplete(Instant now, List<Slice> slices) {
    while (!pending.isEmpty() && track.hasRoom()) {
      int cut = boundaries.first(pending, settings.maxLength());
      if (cut == 0) {
        if (pending.length() <= settings.maxLength()) {
          return;
        }
        cut = boundaries.largest(pending, settings.maxLength());
      }
      slices.add(cut(cut == 0 ? firstSafe() : cut, now));
    }
  }

  /** A cluster longer than a slice may be: it goes out whole, or as it stands if it never ends. */
  private int firstSafe() {
    for (int i = settings.maxLength(); i < pending.length(); i++) {
      if (boundaries.isSafe(pending, i)) {
        return i;
      }
    }
    return pending.length();
  }

  private void cutOverdue(Instant now, List<Slice> slices) {
    boolean overdue = due().map(at -> !now.isBefore(at)).orElse(false);
    if (!overdue || pending.isEmpty()) {
      return;
    }
    int cut = boundaries.isSafe(pending, pending.length()) ? pending.length() : heldBack();
    if (cut > 0) {
      slices.add(cut(cut, now));
    }
    // What is left is incomplete, and only the next token can complete it.
    waitingSince = Optional.empty();
  }

  /** The longest prefix that splits nothing. */
  private int heldBack() {
    for (int i = pending.length() - 1; i > 0; i--) {
      if (boundaries.isSafe(pending, i)) {
        return i;
      }
    }
    return 0;
  }

  private Slice cut(int end, Instant now) {
    String text = pending.substring(0, end);
    pending.delete(0, end);
    waitingSince = pending.isEmpty() ? Optional.empty() : Optional.of(now);
    return track.register(text, now, deadline);
  }

  private void noteWaiting(Instant now) {
    if (pending.isEmpty()) {
      waitingSince = Optional.empty();
    } else if (waitingSince.isEmpty()) {
      waitingSince = Optional.of(now);
    }
  }

  private void append(String token, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = token.charAt(i);
      if (Character.isLowSurrogate(c) && !endsWithHighSurrogate()) {
        pending.append('\uFFFD');
        continue;
      }
      if (!Character.isLowSurrogate(c)) {
        replaceTrailingSurrogate();
      }
      pending.append(c);
    }
  }

  private boolean endsWithHighSurrogate() {
    return !pending.isEmpty() && Character.isHighSurrogate(pending.charAt(pending.length() - 1));
  }

  private void replaceTrailingSurrogate() {
    if (endsWithHighSurrogate()) {
      pending.setCharAt(pending.length() - 1, '\uFFFD');
    }
  }
}
