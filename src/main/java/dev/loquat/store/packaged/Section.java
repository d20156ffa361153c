package dev.loquat.store.packaged;

import dev.loquat.store.BrokenIndexException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * A part of an index file, of less than 2 GiB, in blocks of which each is checked before its first
 * use. Safe from any thread.
 *
 * <p>Read as a byte buffer: the layouts of a memory segment take some 20 ms to load.
 */
final class Section {
  private static final int SHIFT = 16;

  private final String file;
  private final String name;
  private final ByteBuffer bytes;
  private final ByteBuffer checksums;
  private final boolean[] checked; // not volatile: at worst two threads check the same block

  /**
   * A section none of which is checked yet.
   *
   * @param file its name, for messages
   * @param checksums one of 32 bits for every block
   */
  Section(String file, String name, ByteBuffer bytes, ByteBuffer checksums) {
    this.file = file;
    this.name = name;
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    this.checksums = checksums.order(ByteOrder.LITTLE_ENDIAN);
    this.checked = new boolean[blocks(bytes.limit())];
  }

  /** How many checksums a section of some bytes has. */
  static int blocks(long length) {
    return Math.toIntExact((length + (1 << SHIFT) - 1) >>> SHIFT);
  }

  /** The checksum of one block of a section. */
  static int checksum(ByteBuffer section, int block) {
    int from = block << SHIFT;
    CRC32 crc = new CRC32();
    crc.update(section.slice(from, Math.min(1 << SHIFT, section.limit() - from)));
    return (int) crc.getValue();
  }

  /**
   * Checks every block.
   *
   * @throws BrokenIndexException if a checksum is wrong; so do all others
   */
  void verify() {
    check(0, size());
  }

  private void check(int from, int length) {
    for (int block = from >> SHIFT; block <= from + length - 1 >> SHIFT; block++) {
      if (!checked[block]) {
        if (checksum(bytes, block) != checksums.getInt(4 * block)) {
          throw new BrokenIndexException(
              "%s is damaged: the checksum of block %d of its section %s is wrong"
                  .formatted(file, block, name));
        }
        checked[block] = true;
      }
    }
  }

  /** Number of bytes. */
  int size() {
    return bytes.limit();
  }

  int i32(int offset) {
    check(offset, 4);
    return bytes.getInt(offset);
  }

  long i64(int offset) {
    check(offset, 8);
    return bytes.getLong(offset);
  }

  byte[] bytes(int offset, int length) {
    byte[] out = new byte[length];
    copy(offset, out, length);
    return out;
  }

  /** Copies bytes to the start of an array. */
  void copy(int offset, byte[] to, int length) {
    check(offset, length);
    bytes.get(offset, to, 0, length);
  }

  /** Where a sorted array of i64 at the section's start has a value, or -1. */
  int find(int count, long wanted) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long value = i64(8 * middle);
      if (value < wanted) {
        low = middle + 1;
      } else if (value > wanted) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }
}
