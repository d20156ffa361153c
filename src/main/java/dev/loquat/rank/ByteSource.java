package dev.loquat.rank;

import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteSink} wrote. For one thread. */
public final class ByteSource {
  private final byte[] bytes;
  private int position;

  public ByteSource(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Where the next read starts. */
  public int position() {
    return position;
  }

  /** Leaves {@code count} bytes out. */
  public void skip(int count) {
    position += count;
  }

  /** One byte, 0 to 255. */
  public int u8() {
    return bytes[position++] & 0xff;
  }

  /** Two bytes, 0 to 65,535. */
  public int u16() {
    return u8() | u8() << 8;
  }

  /** 32 bits. */
  public int i32() {
    return u16() | u16() << 16;
  }

  /** 64 bits. */
  public long i64() {
    return (i32() & 0xffffffffL) | (long) i32() << 32;
  }

  /** A number of {@link ByteSink#varint}. */
  public long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = bytes[position++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  /** A number of {@link ByteSink#varint} that is an int. */
  public int varintInt() {
    return Math.toIntExact(varint());
  }

  /** A text of {@link ByteSink#text}. */
  public String text() {
    int length = varintInt();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }
}
