package dev.loquat.store.packaged;

import dev.loquat.rank.ByteSource;
import dev.loquat.store.BrokenIndexException;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/**
 * An index file, mapped or in memory: its header, checked when it is opened, and its sections,
 * which check themselves when they are used. Safe from any thread.
 */
final class IndexFile {
  private static final int MAX_HEADER = 1 << 20;

  private final String name;
  private final MemorySegment all;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, Section> sections = new ConcurrentHashMap<>();
  final Header header;

  private record Place(long offset, long length, ByteBuffer checksums) {}

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

  private IndexFile(String name, MemorySegment all, InputStream start) throws IOException {
    this.name = name;
    this.all = all;
    this.header = parse(readHeader(start));
  }

  static IndexFile map(Path file) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      FileChannel channel = in.getChannel();
      // As a segment: a mapped buffer would be made by reflection, which takes 20 ms to load.
      MemorySegment all =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      return new IndexFile(file.toString(), all, in);
    } catch (IOException e) {
      throw new BrokenIndexException("cannot read the index " + file + ": " + e.getMessage(), e);
    }
  }

  static IndexFile read(String name, InputStream in) {
    try (in) {
      byte[] all = in.readAllBytes();
      return new IndexFile(name, MemorySegment.ofArray(all), new ByteArrayInputStream(all));
    } catch (IOException e) {
      throw new BrokenIndexException("cannot read the index " + name + ": " + e.getMessage(), e);
    }
  }

  private byte[] readHeader(InputStream in) throws IOException {
    byte[] prefix = in.readNBytes(IndexFormat.PREFIX);
    int magic = IndexFormat.MAGIC.length;
    if (prefix.length < IndexFormat.PREFIX
        || !Arrays.equals(prefix, 0, magic, IndexFormat.MAGIC, 0, magic)) {
      throw new BrokenIndexException(name + " is no Loquat index: it does not begin with LOQUATIX");
    }
    ByteSource behind = new ByteSource(prefix, magic);
    int version = behind.i32();
    if (version != IndexFormat.VERSION) {
      throw new BrokenIndexException(
          name + " has index version " + version + "; this build reads " + IndexFormat.VERSION);
    }
    int length = behind.i32();
    if (length < 0 || length > MAX_HEADER || prefix.length + length + 4L > all.byteSize()) {
      throw new BrokenIndexException(name + " is truncated inside its header");
    }
    byte[] bytes = in.readNBytes(length + 4);
    CRC32 crc = new CRC32();
    crc.update(prefix);
    crc.update(bytes, 0, length);
    if ((int) crc.getValue() != new ByteSource(bytes, length).i32()) {
      throw new BrokenIndexException(name + " is damaged: the header's checksum is wrong");
    }
    return bytes;
  }

  private Header parse(byte[] bytes) {
    ByteSource in = new ByteSource(bytes, 0);
    String collection = in.text();
    String analyzer = in.text();
    String origin = in.text();
    int documents = in.i32();
    int passages = in.i32();
    Map<String, Model> models = new LinkedHashMap<>();
    for (int i = in.varintInt(); i > 0; i--) {
      models.put(in.text(), new Model(in.i32(), in.i32()));
    }
    for (int i = in.varintInt(); i > 0; i--) {
      String section = in.text();
      long offset = in.i64();
      long length = in.i64();
      if (offset + length > all.byteSize()) {
        throw new BrokenIndexException(
            "%s is truncated: it has %d bytes, and its section %s ends at %d"
                .formatted(name, all.byteSize(), section, offset + length));
      }
      int checksums = 4 * Section.blocks(length);
      places.put(
          section,
          new Place(offset, length, ByteBuffer.wrap(bytes, in.position(), checksums).slice()));
      in.skip(checksums);
    }
    return new Header(collection, analyzer, origin, documents, passages, models);
  }

  /**
   * A section of the file, made when it is first asked for.
   *
   * @throws BrokenIndexException if the file has none of that name
   */
  Section section(String section) {
    Section made = sections.get(section);
    if (made == null) {
      Place place = places.get(section);
      if (place == null) {
        throw new BrokenIndexException(name + " has no section " + section);
      }
      ByteBuffer bytes = all.asSlice(place.offset, place.length).asByteBuffer();
      made = new Section(name, section, bytes, place.checksums);
      sections.put(section, made);
    }
    return made;
  }

  /** Checks every byte of every section. */
  void verify() {
    for (String section : places.keySet()) {
      section(section).verify();
    }
  }
}
