package dev.loquat.store.packaged;

import dev.loquat.rank.ByteVectors;
import dev.loquat.rank.DocLengths;
import dev.loquat.rank.DocSet;
import dev.loquat.rank.PostingList;
import dev.loquat.rank.SegmentPostings;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.Metadata;
import dev.loquat.store.Passage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The one collection of an index file. Passages are numbered from 0. Safe from any thread. */
final class PackagedIndex {
  /** Bytes of vectors that are copied at a time. */
  private static final int BLOCK = 1 << 16;

  private final IndexFile file;
  private volatile @Nullable DocLengths lengths;
  private volatile @Nullable List<Map<String, Object>> metadata;

  PackagedIndex(IndexFile file) {
    this.file = file;
  }

  IndexFile.Header header() {
    return file.header;
  }

  SegmentPostings postings(long[] terms, Filter filter) {
    List<PostingList> lists = new ArrayList<>(terms.length);
    for (long term : terms) {
      lists.add(list(term));
    }
    return new SegmentPostings(lengths(), DocSet.EMPTY, allowed(filter), lists);
  }

  private PostingList list(long term) {
    MemorySegment terms = file.section(IndexFormat.TERMS);
    long count = terms.byteSize() / 16;
    long at = find(terms, count, term);
    if (at < 0) {
      return PostingList.EMPTY;
    }
    long from = at == 0 ? 0 : IndexFile.i64(terms, (count + at - 1) * 8);
    long to = IndexFile.i64(terms, (count + at) * 8);
    return PostingList.decode(
        IndexFile.bytes(file.section(IndexFormat.POSTINGS), from, to - from), 0);
  }

  private static long find(MemorySegment sorted, long count, long wanted) {
    long low = 0;
    long high = count - 1;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      long value = IndexFile.i64(sorted, middle * 8);
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

  private DocLengths lengths() {
    DocLengths known = lengths;
    if (known == null) {
      MemorySegment section = file.section(IndexFormat.LENGTHS);
      known = DocLengths.decode(IndexFile.bytes(section, 0, section.byteSize()));
      lengths = known;
    }
    return known;
  }

  /** The passages whose document matches; empty where all do. */
  Optional<DocSet> allowed(Filter filter) {
    if (filter.conditions().isEmpty()) {
      return Optional.empty();
    }
    List<Map<String, Object>> all = metadata();
    boolean[] matches = new boolean[all.size()];
    for (int i = 0; i < matches.length; i++) {
      matches[i] = filter.matches(all.get(i));
    }
    int[] allowed = new int[header().passages()];
    int n = 0;
    for (int passage = 0; passage < allowed.length; passage++) {
      if (matches[field(passage, 0)]) {
        allowed[n++] = passage;
      }
    }
    return Optional.of(DocSet.of(java.util.Arrays.copyOf(allowed, n)));
  }

  private List<Map<String, Object>> metadata() {
    List<Map<String, Object>> known = metadata;
    if (known == null) {
      List<Map<String, Object>> read = new ArrayList<>();
      for (int document = 0; document < header().documents(); document++) {
        read.add(Metadata.read(new Entry(document).string(3)));
      }
      known = List.copyOf(read);
      metadata = known;
    }
    return known;
  }

  private int field(int passage, int field) {
    return IndexFile.i32(
        file.section(IndexFormat.PASSAGES),
        (long) passage * IndexFormat.PASSAGE_BYTES + 4L * field);
  }

  /** Shows the similarity of every passage that the model embedded and the filter allows. */
  void similarities(String model, float[] query, Filter filter, SimilarityVisitor visitor) {
    IndexFile.Model stored = header().models().get(model);
    if (stored == null || stored.dimension() != query.length) {
      return;
    }
    MemorySegment section = file.section(IndexFormat.VECTORS + model);
    Optional<DocSet> allowed = allowed(filter);
    ByteVectors.Query wanted = ByteVectors.query(query);
    int dimension = stored.dimension();
    int rows = Math.max(1, BLOCK / dimension);
    byte[] block = new byte[rows * dimension];
    long vectors = 8L * stored.count();
    for (int from = 0; from < stored.count(); from += rows) {
      int to = Math.min(stored.count(), from + rows);
      MemorySegment.copy(
          section,
          ValueLayout.JAVA_BYTE,
          vectors + (long) from * dimension,
          block,
          0,
          (to - from) * dimension);
      for (int i = from; i < to; i++) {
        int passage = IndexFile.i32(section, 4L * i);
        if (allowed.isEmpty() || allowed.get().contains(passage)) {
          float scale = Float.intBitsToFloat(IndexFile.i32(section, 4L * (stored.count() + i)));
          visitor.visit(passage, wanted.dot(block, (i - from) * dimension, scale));
        }
      }
    }
  }

  /** The similarity of one passage, if the model embedded it. */
  OptionalDouble similarity(String model, ByteVectors.Query query, long key) {
    IndexFile.Model stored = header().models().get(model);
    if (stored == null || stored.dimension() != query.components().length) {
      return OptionalDouble.empty();
    }
    MemorySegment section = file.section(IndexFormat.VECTORS + model);
    int low = 0;
    int high = stored.count() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int passage = IndexFile.i32(section, 4L * middle);
      if (passage < key) {
        low = middle + 1;
      } else if (passage > key) {
        high = middle - 1;
      } else {
        long at = 8L * stored.count() + (long) middle * stored.dimension();
        float scale = Float.intBitsToFloat(IndexFile.i32(section, 4L * (stored.count() + middle)));
        byte[] vector = IndexFile.bytes(section, at, stored.dimension());
        return OptionalDouble.of(query.dot(vector, 0, scale));
      }
    }
    return OptionalDouble.empty();
  }

  @FunctionalInterface
  interface SimilarityVisitor {
    void visit(int passage, float similarity);
  }

  Optional<Passage> passage(long key) {
    if (key < 0 || key >= header().passages()) {
      return Optional.empty();
    }
    int number = (int) key;
    Entry entry = new Entry(field(number, 0));
    String id = entry.string(0);
    return Optional.of(
        new Passage(
            key,
            id + "#" + field(number, 1),
            id,
            entry.string(1),
            entry.slice(4, field(number, 4), field(number, 5)),
            field(number, 2),
            field(number, 3),
            Optional.of(entry.string(2)).filter(url -> !url.isEmpty()),
            Metadata.read(entry.string(3))));
  }

  List<String> documentIds(String after, int limit) {
    byte[] behind = after.getBytes(StandardCharsets.UTF_8);
    return IntStream.range(0, header().documents())
        .mapToObj(number -> new Entry(number).string(0))
        .map(id -> id.getBytes(StandardCharsets.UTF_8))
        .filter(id -> Arrays.compareUnsigned(id, behind) > 0)
        .sorted(Arrays::compareUnsigned)
        .limit(limit)
        .map(id -> new String(id, StandardCharsets.UTF_8))
        .toList();
  }

  Optional<Document> document(String id) {
    MemorySegment ids = file.section(IndexFormat.IDS);
    int count = header().documents();
    long at = find(ids, count, dev.loquat.rank.TermHash.of(id));
    if (at < 0) {
      return Optional.empty();
    }
    int number = IndexFile.i32(ids, 8L * count + 4 * at);
    Entry entry = new Entry(number);
    if (!entry.string(0).equals(id)) {
      return Optional.empty();
    }
    return Optional.of(
        new Document(
            id,
            entry.string(1),
            entry.string(4),
            Optional.of(entry.string(2)).filter(url -> !url.isEmpty()),
            Metadata.read(entry.string(3))));
  }

  /** The five strings of a document. */
  private final class Entry {
    private final MemorySegment texts = file.section(IndexFormat.TEXTS);
    private final long[] starts = new long[5];
    private final int[] lengths = new int[5];

    Entry(int document) {
      MemorySegment ends = file.section(IndexFormat.DOCUMENTS);
      long at = document == 0 ? 0 : IndexFile.i64(ends, 8L * (document - 1));
      for (int i = 0; i < 5; i++) {
        lengths[i] = IndexFile.i32(texts, at);
        starts[i] = at + 4;
        at = starts[i] + lengths[i];
      }
    }

    String string(int field) {
      return slice(field, 0, lengths[field]);
    }

    String slice(int field, int from, int to) {
      return new String(
          IndexFile.bytes(texts, starts[field] + from, to - from), StandardCharsets.UTF_8);
    }
  }
}
