package dev.loquat.store.packaged;

import dev.loquat.rank.ByteSink;
import dev.loquat.rank.ByteSource;
import dev.loquat.store.Metadata;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Metadata in bytes. As JSON they would have the first search of a process wait for a library to
 * load, longer than for all the rest of it.
 */
final class BinaryMetadata {
  private static final int NULL = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int INT = 3;
  private static final int LONG = 4;
  private static final int BIG = 5;
  private static final int DOUBLE = 6;
  private static final int TEXT = 7;
  private static final int LIST = 8;
  private static final int OBJECT = 9;

  private BinaryMetadata() {}

  /** Numbers become what they would by way of JSON, in which other stores keep them. */
  static byte[] write(Map<String, Object> metadata) {
    ByteSink out = new ByteSink();
    writeObject(out, Metadata.read(Metadata.write(metadata)));
    return out.toBytes();
  }

  private static void writeObject(ByteSink out, Map<?, ?> object) {
    out.varint(object.size());
    object.forEach(
        (name, value) -> {
          out.text(name.toString());
          write(out, value);
        });
  }

  private static void write(ByteSink out, @Nullable Object value) {
    switch (value) {
      case null -> out.u8(NULL);
      case Boolean flag -> out.u8(flag ? TRUE : FALSE);
      case Integer number -> {
        out.u8(INT);
        out.i32(number);
      }
      case Long number -> {
        out.u8(LONG);
        out.i64(number);
      }
      case BigInteger number -> {
        out.u8(BIG);
        out.text(number.toString());
      }
      case Double number -> {
        out.u8(DOUBLE);
        out.i64(Double.doubleToLongBits(number));
      }
      case String text -> {
        out.u8(TEXT);
        out.text(text);
      }
      case List<?> list -> {
        out.u8(LIST);
        out.varint(list.size());
        list.forEach(one -> write(out, one));
      }
      case Map<?, ?> object -> {
        out.u8(OBJECT);
        writeObject(out, object);
      }
      default -> throw new IllegalArgumentException("no JSON value: " + value);
    }
  }

  static Map<String, Object> read(byte[] bytes) {
    return readObject(new ByteSource(bytes, 0));
  }

  private static Map<String, Object> readObject(ByteSource in) {
    Map<String, Object> out = new LinkedHashMap<>();
    for (int i = in.varintInt(); i > 0; i--) {
      out.put(in.text(), readValue(in));
    }
    return out;
  }

  private static List<Object> readList(ByteSource in) {
    List<Object> out = new ArrayList<>();
    for (int i = in.varintInt(); i > 0; i--) {
      out.add(readValue(in));
    }
    return out;
  }

  private static @Nullable Object readValue(ByteSource in) {
    int kind = in.u8();
    return switch (kind) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case INT -> in.i32();
      case LONG -> in.i64();
      case BIG -> new BigInteger(in.text());
      case DOUBLE -> Double.longBitsToDouble(in.i64());
      case TEXT -> in.text();
      case LIST -> readList(in);
      case OBJECT -> readObject(in);
      default -> throw new IllegalStateException("metadata of an unknown kind: " + kind);
    };
  }
}
