package dev.loquat.store.packaged;

import dev.loquat.rank.ByteSource;
import dev.loquat.store.BrokenIndexException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/**
 * An index file, mapped or in memory: its header, checked when it is opened, and its sections, each
 * checked when it is first used. Safe from any thread.
 */
final class IndexFile {
  private static final ValueLayout.OfInt I32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong I64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_HEADER = 1 << 20;

  private final String name;
  private final MemorySegment all;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, MemorySegment> checked = new ConcurrentHashMap<>();
  final Header header;

  private record Place(long offset, long length, int crc) {}

  /** An embedding model's vectors in the file. */
  record Model(int dimension, int count) {}

  /** What the index says of itself. */
  record Header(
      String collection,
      String analyzer,
      String origin,
      int documents,
      int passages,
      Map<String, Model> models) {}

  private IndexFile(String name, MemorySegment all) {
    this.name = name;
    this.all = all;
    this.header = readHeader();
  }

  static IndexFile map(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment mapped =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      return new IndexFile(file.toString(), mapped);
    } catch (IOException e) {
      throw new BrokenIndexException("cannot read the index " + file + ": " + e.getMessage(), e);
    }
  }

  static IndexFile read(String name, InputStream in) {
    try (in) {
      return new IndexFile(name, MemorySegment.ofArray(in.readAllBytes()));
    } catch (IOException e) {
      throw new BrokenIndexException("cannot read the index " + name + ": " + e.getMessage(), e);
    }
  }

  private Header readHeader() {
    if (all.byteSize() < IndexFormat.PREFIX
        || !Arrays.equals(bytes(all, 0, IndexFormat.MAGIC.length), IndexFormat.MAGIC)) {
      throw new BrokenIndexException(name + " is no Loquat index: it does not begin with LOQUATIX");
    }
    int version = i32(all, 8);
    if (version != IndexFormat.VERSION) {
      throw new BrokenIndexException(
          name + " has index version " + version + "; this build reads " + IndexFormat.VERSION);
    }
    int length = i32(all, 12);
    long end = (long) IndexFormat.PREFIX + length;
    if (length < 0 || length > MAX_HEADER || end + 4 > all.byteSize()) {
      throw new BrokenIndexException(name + " is truncated inside its header");
    }
    if (crc(all.asSlice(0, end)) != i32(all, end)) {
      throw new BrokenIndexException(name + " is damaged: the header's checksum is wrong");
    }
    return parse(bytes(all, IndexFormat.PREFIX, length));
  }

  private Header parse(byte[] bytes) {
    Strings in = new Strings(bytes);
    String collection = in.string();
    String analyzer = in.string();
    String origin = in.string();
    int documents = in.source.i32();
    int passages = in.source.i32();
    Map<String, Model> models = new LinkedHashMap<>();
    for (int i = in.source.varintInt(); i > 0; i--) {
      models.put(in.string(), new Model(in.source.i32(), in.source.i32()));
    }
    for (int i = in.source.varintInt(); i > 0; i--) {
      String section = in.string();
      Place place = new Place(in.source.i64(), in.source.i64(), in.source.i32());
      if (place.offset + place.length > all.byteSize()) {
        throw new BrokenIndexException(
            name
                + " is truncated: it has "
                + all.byteSize()
                + " bytes, and its section "
                + section
                + " ends at "
                + (place.offset + place.length));
      }
      places.put(section, place);
    }
    return new Header(collection, analyzer, origin, documents, passages, models);
  }

  private static final class Strings {
    private final byte[] bytes;
    private final ByteSource source;

    Strings(byte[] bytes) {
      this.bytes = bytes;
      this.source = new ByteSource(bytes, 0);
    }

    String string() {
      int length = source.varintInt();
      String value = new String(bytes, source.position(), length, StandardCharsets.UTF_8);
      source.skip(length);
      return value;
    }
  }

  /** A section, or nothing where the file has none of that name. */
  Optional<MemorySegment> optional(String section) {
    return places.containsKey(section) ? Optional.of(section(section)) : Optional.empty();
  }

  MemorySegment section(String section) {
    return checked.computeIfAbsent(section, this::check);
  }

  private MemorySegment check(String section) {
    Place place = places.get(section);
    if (place == null) {
      throw new BrokenIndexException(name + " has no section " + section);
    }
    MemorySegment slice = all.asSlice(place.offset, place.length);
    if (crc(slice) != place.crc) {
      throw new BrokenIndexException(
          name + " is damaged: the checksum of its section " + section + " is wrong");
    }
    return slice;
  }

  /** Checks every section. */
  void verify() {
    places.keySet().forEach(this::section);
  }

  private static int crc(MemorySegment segment) {
    CRC32C crc = new CRC32C();
    for (long at = 0; at < segment.byteSize(); at += 1 << 24) {
      crc.update(segment.asSlice(at, Math.min(1 << 24, segment.byteSize() - at)).asByteBuffer());
    }
    return (int) crc.getValue();
  }

  static int i32(MemorySegment segment, long offset) {
    return segment.get(I32, offset);
  }

  static long i64(MemorySegment segment, long offset) {
    return segment.get(I64, offset);
  }

  static byte[] bytes(MemorySegment segment, long offset, long length) {
    return segment.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
  }
}
