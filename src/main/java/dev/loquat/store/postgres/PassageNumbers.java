package dev.loquat.store.postgres;

import dev.loquat.rank.ByteSink;
import dev.loquat.rank.ByteSource;
import java.util.Arrays;

/** Which passage each document of a segment is: rising numbers, kept as distances. Immutable. */
final class PassageNumbers {
  private final long first;
  private final int[] distances;

  private PassageNumbers(long first, int[] distances) {
    this.first = first;
    this.distances = distances;
  }

  /** Of rising numbers within 2^31 of each other. */
  static PassageNumbers of(long[] passages) {
    long first = passages.length == 0 ? 0 : passages[0];
    int[] distances = new int[passages.length];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.toIntExact(passages[i] - first);
    }
    return new PassageNumbers(first, distances);
  }

  static PassageNumbers decode(byte[] bytes) {
    ByteSource in = new ByteSource(bytes, 0);
    int[] distances = new int[in.varintInt()];
    long first = in.varint();
    int last = 0;
    for (int i = 0; i < distances.length; i++) {
      last += in.varintInt();
      distances[i] = last;
    }
    return new PassageNumbers(first, distances);
  }

  byte[] encode() {
    ByteSink out = new ByteSink();
    out.varint(distances.length);
    out.varint(first);
    int last = 0;
    for (int distance : distances) {
      out.varint(distance - last);
      last = distance;
    }
    return out.toBytes();
  }

  long of(int doc) {
    return first + distances[doc];
  }

  int count() {
    return distances.length;
  }

  /** The document that is a passage, or -1. */
  int find(long passage) {
    long distance = passage - first;
    if (distance < 0 || distance > Integer.MAX_VALUE) {
      return -1;
    }
    return Math.max(-1, Arrays.binarySearch(distances, (int) distance));
  }
}
