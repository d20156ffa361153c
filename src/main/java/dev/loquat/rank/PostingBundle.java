package dev.loquat.rank;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Posting lists of several terms in one array, so that rare terms need no row of a table each.
 * Layout: varint count, that many terms of 8 bytes (big-endian, rising by signed value), varint
 * length of every list but the last, the lists.
 */
public final class PostingBundle {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private PostingBundle() {}

  /**
   * One term's list.
   *
   * @param list as {@link PostingList#encode} wrote it
   */
  public record Entry(long term, byte[] list) {}

  /** Packs lists, whose terms rise. */
  public static byte[] encode(List<Entry> entries) {
    ByteSink out = new ByteSink();
    out.varint(entries.size());
    byte[] term = new byte[8];
    for (Entry entry : entries) {
      LONG.set(term, 0, entry.term());
      out.raw(term);
    }
    for (Entry entry : entries.subList(0, Math.max(0, entries.size() - 1))) {
      out.varint(entry.list().length);
    }
    entries.forEach(entry -> out.raw(entry.list()));
    return out.toBytes();
  }

  /**
   * One term's list, packed.
   *
   * @param bytes the bundle, if it has no other list, else a copy
   */
  public record Found(byte[] bytes, int offset, int length) {
    /** Reads it. */
    public PostingList list() {
      return PostingList.decode(bytes, offset);
    }
  }

  /** Looks for a term. */
  public static Optional<Found> find(byte[] bundle, long term) {
    ByteSource in = new ByteSource(bundle, 0);
    int count = in.varintInt();
    int terms = in.position();
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long at = (long) LONG.get(bundle, terms + 8 * middle);
      if (at < term) {
        low = middle + 1;
      } else if (at > term) {
        high = middle - 1;
      } else {
        return Optional.of(list(bundle, terms + 8 * count, count, middle));
      }
    }
    return Optional.empty();
  }

  private static Found list(byte[] bundle, int lengths, int count, int index) {
    ByteSource in = new ByteSource(bundle, lengths);
    int before = 0;
    int length = 0;
    int after = 0;
    for (int i = 0; i < count - 1; i++) {
      int one = in.varintInt();
      if (i < index) {
        before += one;
      } else if (i == index) {
        length = one;
      } else {
        after += one;
      }
    }
    int from = in.position() + before;
    int to = index == count - 1 ? bundle.length : from + length;
    if (from > to || to + after > bundle.length) {
      throw new IllegalStateException("a bundle of " + bundle.length + " bytes ends too early");
    }
    return count == 1
        ? new Found(bundle, from, to - from)
        : new Found(Arrays.copyOfRange(bundle, from, to), 0, to - from);
  }

  /** Shows a copy of every list, in rising order of terms. */
  public static void forEach(byte[] bundle, SegmentBuilder.TermVisitor visitor) {
    ByteSource in = new ByteSource(bundle, 0);
    int count = in.varintInt();
    int terms = in.position();
    in.skip(8 * count);
    int[] ends = new int[count];
    int end = 0;
    for (int i = 0; i < count - 1; i++) {
      end += in.varintInt();
      ends[i] = end;
    }
    int lists = in.position();
    ends[count - 1] = bundle.length - lists;
    int from = lists;
    for (int i = 0; i < count; i++) {
      int to = lists + ends[i];
      visitor.visit((long) LONG.get(bundle, terms + 8 * i), Arrays.copyOfRange(bundle, from, to));
      from = to;
    }
  }
}
