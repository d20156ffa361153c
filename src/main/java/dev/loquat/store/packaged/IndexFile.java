package dev.loquat.store.packaged;

import dev.loquat.rank.ByteSource;
import dev.loquat.store.BrokenIndexException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/**
 * An index file, mapped or in memory: its header, checked when it is opened, and its sections, each
 * checked when it is first used. Safe from any thread.
 */
final class IndexFile {
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

  /** Takes a while to load, which opening a file need not wait for. */
  private static final class Layouts {
    static final ValueLayout.OfInt I32 =
        ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong I64 =
        ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads bytes of the file from its start; fewer where it ends before. */
  @FunctionalInterface
  private interface Head {
    ByteBuffer read(int length) throws IOException;
  }

  private IndexFile(String name, MemorySegment all, Head head) throws IOException {
    this.name = name;
    this.all = all;
    this.header = readHeader(head);
  }

  static IndexFile map(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment mapped =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      return new IndexFile(file.toString(), mapped, length -> read(channel, length));
    } catch (IOException e) {
      throw new BrokenIndexException("cannot read the index " + file + ": " + e.getMessage(), e);
    }
  }

  static IndexFile read(String name, InputStream in) {
    try (in) {
      byte[] bytes = in.readAllBytes();
      return new IndexFile(
          name,
          MemorySegment.ofArray(bytes),
          length ->
              ByteBuffer.wrap(bytes, 0, Math.min(length, bytes.length))
                  .order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new BrokenIndexException("cannot read the index " + name + ": " + e.getMessage(), e);
    }
  }

  private static ByteBuffer read(FileChannel channel, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // until it is full, or the file ends
    }
    return bytes.flip();
  }

  private Header readHeader(Head head) throws IOException {
    ByteBuffer prefix = head.read(IndexFormat.PREFIX);
    if (prefix.remaining() < IndexFormat.PREFIX
        || !prefix.slice(0, IndexFormat.MAGIC.length).equals(ByteBuffer.wrap(IndexFormat.MAGIC))) {
      throw new BrokenIndexException(name + " is no Loquat index: it does not begin with LOQUATIX");
    }
    int version = prefix.getInt(8);
    if (version != IndexFormat.VERSION) {
      throw new BrokenIndexException(
          name + " has index version " + version + "; this build reads " + IndexFormat.VERSION);
    }
    int length = prefix.getInt(12);
    long end = (long) IndexFormat.PREFIX + length;
    if (length < 0 || length > MAX_HEADER || end + 4 > all.byteSize()) {
      throw new BrokenIndexException(name + " is truncated inside its header");
    }
    ByteBuffer whole = head.read((int) end + 4);
    CRC32 crc = new CRC32();
    crc.update(whole.slice(0, (int) end));
    if ((int) crc.getValue() != whole.getInt((int) end)) {
      throw new BrokenIndexException(name + " is damaged: the header's checksum is wrong");
    }
    byte[] bytes = new byte[length];
    whole.get(IndexFormat.PREFIX, bytes);
    return parse(bytes);
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
    CRC32 crc = new CRC32();
    for (long at = 0; at < segment.byteSize(); at += 1 << 24) {
      crc.update(segment.asSlice(at, Math.min(1 << 24, segment.byteSize() - at)).asByteBuffer());
    }
    return (int) crc.getValue();
  }

  static int i32(MemorySegment segment, long offset) {
    return segment.get(Layouts.I32, offset);
  }

  static long i64(MemorySegment segment, long offset) {
    return segment.get(Layouts.I64, offset);
  }

  static byte[] bytes(MemorySegment segment, long offset, long length) {
    return segment.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
  }
}
