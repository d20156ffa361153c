package dev.loquat.stream;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** The slices that were cut and are neither consumed nor expired; holds no other slice alive. */
final class SliceTrack {
  private final ArrayDeque<Slice> outstanding = new ArrayDeque<>();
  private final int limit;
  private long last;

  SliceTrack(int limit) {
    this.limit = limit;
  }

  boolean hasRoom() {
    return outstanding.size() < limit;
  }

  Slice register(String text, Instant now, Instant expires) {
    Slice slice = new Slice(++last, text, now, expires);
    outstanding.addLast(slice);
    return slice;
  }

  /** Frees one slice; false if it was not outstanding. */
  boolean consume(long index) {
    Slice first = outstanding.peekFirst();
    if (first != null && first.index() == index) {
      outstanding.removeFirst();
      return true;
    }
    return outstanding.removeIf(slice -> slice.index() == index);
  }

  int releaseExpired(Instant now) {
    int before = outstanding.size();
    outstanding.removeIf(slice -> slice.expiredAt(now));
    return before - outstanding.size();
  }

  List<Slice> list() {
    return List.copyOf(outstanding);
  }

  int size() {
    return outstanding.size();
  }
}
