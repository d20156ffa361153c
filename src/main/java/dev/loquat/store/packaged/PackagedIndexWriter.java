package dev.loquat.store.packaged;

import dev.loquat.rank.ByteSink;
import dev.loquat.rank.ByteVectors;
import dev.loquat.rank.SegmentBuilder;
import dev.loquat.rank.TermHash;
import dev.loquat.store.Document;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Builds a packaged index in memory and writes it in one go. For one thread. */
public final class PackagedIndexWriter {
  private final String collection;
  private final String analyzer;
  private final String origin;
  private final SegmentBuilder postings = new SegmentBuilder();
  private final ByteSink passages = new ByteSink();
  private final ByteSink documents = new ByteSink();
  private final ByteSink texts = new ByteSink();
  private final List<long[]> ids = new ArrayList<>();
  private final Map<String, Vectors> vectors = new LinkedHashMap<>();
  private int passageCount;

  /**
   * A writer of an empty index.
   *
   * @param analyzer version of the analyzer that made the terms
   * @param origin what the index was made from, e.g. a hash of the inputs; kept in the header
   */
  public PackagedIndexWriter(String collection, String analyzer, String origin) {
    this.collection = collection;
    this.analyzer = analyzer;
    this.origin = origin;
  }

  private static final class Vectors {
    private final int dimension;
    private final List<Integer> passages = new ArrayList<>();
    private final List<ByteVectors.Quantised> vectors = new ArrayList<>();

    Vectors(int dimension) {
      this.dimension = dimension;
    }

    byte[] toBytes() {
      ByteSink out = new ByteSink();
      passages.forEach(out::i32);
      vectors.forEach(v -> out.i32(Float.floatToIntBits(v.scale())));
      vectors.forEach(v -> out.raw(v.components()));
      return out.toBytes();
    }
  }

  /** Adds a document; its id must be new. */
  public void add(IndexedDocument indexed) {
    Document document = indexed.document();
    int number = ids.size();
    ids.add(new long[] {TermHash.of(document.id()), number});
    string(document.id());
    string(document.title());
    string(document.url().orElse(""));
    bytes(BinaryMetadata.write(document.metadata()));
    string(document.text());
    documents.i64(texts.size());
    for (int ordinal = 0; ordinal < indexed.passages().size(); ordinal++) {
      add(number, ordinal, indexed.passages().get(ordinal), document.text());
    }
  }

  private void add(int document, int ordinal, IndexedPassage passage, String text) {
    postings.add(passage.terms());
    passages.i32(document);
    passages.i32(ordinal);
    passages.i32(passage.start());
    passages.i32(passage.end());
    int byteStart = utf8(text.substring(0, passage.start())).length;
    passages.i32(byteStart);
    passages.i32(byteStart + utf8(text.substring(passage.start(), passage.end())).length);
    passage
        .embedding()
        .ifPresent(
            embedded -> {
              Vectors model =
                  vectors.computeIfAbsent(
                      embedded.model(), name -> new Vectors(embedded.vector().length));
              model.passages.add(passageCount);
              model.vectors.add(ByteVectors.quantise(embedded.vector()));
            });
    passageCount++;
  }

  private void string(String value) {
    bytes(utf8(value));
  }

  private void bytes(byte[] bytes) {
    texts.i32(bytes.length);
    texts.raw(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes the file, replacing a former one only when the new one is complete. */
  public void write(Path file) throws IOException {
    Map<String, byte[]> sections = sections();
    byte[] head = head(sections);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("not a file: " + file);
    }
    Files.createDirectories(folder);
    Path temporary = folder.resolve(file.getFileName() + "." + ProcessHandle.current().pid());
    try (OutputStream out = Files.newOutputStream(temporary)) {
      out.write(head);
      for (byte[] section : sections.values()) {
        out.write(section);
      }
    }
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private Map<String, byte[]> sections() {
    ByteSink terms = new ByteSink();
    ByteSink ends = new ByteSink();
    ByteSink lists = new ByteSink();
    postings.forEachTerm(
        (term, list) -> {
          terms.i64(term);
          lists.raw(list);
          ends.i64(lists.size());
        });
    terms.raw(ends.toBytes());
    Map<String, byte[]> out = new LinkedHashMap<>();
    out.put(IndexFormat.TERMS, terms.toBytes());
    out.put(IndexFormat.POSTINGS, lists.toBytes());
    out.put(IndexFormat.LENGTHS, postings.lengths().encode());
    out.put(IndexFormat.PASSAGES, passages.toBytes());
    out.put(IndexFormat.DOCUMENTS, documents.toBytes());
    out.put(IndexFormat.TEXTS, texts.toBytes());
    out.put(IndexFormat.IDS, idTable());
    vectors.forEach((model, v) -> out.put(IndexFormat.VECTORS + model, v.toBytes()));
    return out;
  }

  private byte[] idTable() {
    List<long[]> sorted = new ArrayList<>(ids);
    sorted.sort((a, b) -> Long.compare(a[0], b[0]));
    ByteSink out = new ByteSink();
    sorted.forEach(id -> out.i64(id[0]));
    sorted.forEach(id -> out.i32((int) id[1]));
    return out.toBytes();
  }

  private byte[] head(Map<String, byte[]> sections) {
    // Offsets in the header have a fixed width, so its length is known before they are.
    int length = header(sections, 0).length;
    byte[] header = header(sections, IndexFormat.PREFIX + length + 4);
    ByteSink out = new ByteSink();
    out.raw(IndexFormat.MAGIC);
    out.i32(IndexFormat.VERSION);
    out.i32(length);
    out.raw(header);
    out.i32(crc(out.toBytes()));
    return out.toBytes();
  }

  private byte[] header(Map<String, byte[]> sections, long firstOffset) {
    ByteSink out = new ByteSink();
    out.text(collection);
    out.text(analyzer);
    out.text(origin);
    out.i32(ids.size());
    out.i32(passageCount);
    out.varint(vectors.size());
    vectors.forEach(
        (model, v) -> {
          out.text(model);
          out.i32(v.dimension);
          out.i32(v.passages.size());
        });
    out.varint(sections.size());
    long[] offset = {firstOffset};
    sections.forEach(
        (name, bytes) -> {
          out.text(name);
          out.i64(offset[0]);
          out.i64(bytes.length);
          for (int block = 0; block < Section.blocks(bytes.length); block++) {
            out.i32(Section.checksum(ByteBuffer.wrap(bytes), block));
          }
          offset[0] += bytes.length;
        });
    return out.toBytes();
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
