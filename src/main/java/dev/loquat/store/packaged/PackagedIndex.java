package dev.loquat.store.packaged;

import dev.loquat.rank.DocLengths;
import dev.loquat.rank.DocSet;
import dev.loquat.rank.PostingList;
import dev.loquat.rank.SegmentPostings;
import dev.loquat.rank.TermHash;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.Passage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The one collection of an index file. Passages are numbered from 0. Safe from any thread. */
final class PackagedIndex {
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
    Section terms = file.section(IndexFormat.TERMS);
    int count = terms.size() / 16;
    int at = terms.find(count, term);
    if (at < 0) {
      return PostingList.EMPTY;
    }
    int from = at == 0 ? 0 : offset(terms, count + at - 1);
    int to = offset(terms, count + at);
    return PostingList.decode(file.section(IndexFormat.POSTINGS).bytes(from, to - from), 0);
  }

  private static int offset(Section section, int entry) {
    return Math.toIntExact(section.i64(8 * entry));
  }

  private DocLengths lengths() {
    DocLengths known = lengths;
    if (known == null) {
      Section section = file.section(IndexFormat.LENGTHS);
      known = DocLengths.decode(section.bytes(0, section.size()));
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
    return Optional.of(DocSet.of(Arrays.copyOf(allowed, n)));
  }

  private List<Map<String, Object>> metadata() {
    List<Map<String, Object>> known = metadata;
    if (known == null) {
      List<Map<String, Object>> read = new ArrayList<>();
      for (int document = 0; document < header().documents(); document++) {
        read.add(new Entry(document).metadata());
      }
      known = List.copyOf(read);
      metadata = known;
    }
    return known;
  }

  private int field(int passage, int field) {
    return file.section(IndexFormat.PASSAGES).i32(passage * IndexFormat.PASSAGE_BYTES + 4 * field);
  }

  /** A model's vectors, if there are any and they have so many dimensions. */
  Optional<PackagedVectors> vectors(String model, int dimension) {
    IndexFile.Model stored = header().models().get(model);
    return stored == null || stored.dimension() != dimension
        ? Optional.empty()
        : Optional.of(new PackagedVectors(file.section(IndexFormat.VECTORS.concat(model)), stored));
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
            id.concat("#").concat(Integer.toString(field(number, 1))),
            id,
            entry.string(1),
            entry.slice(4, field(number, 4), field(number, 5)),
            field(number, 2),
            field(number, 3),
            entry.url(),
            entry.metadata()));
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
    Section ids = file.section(IndexFormat.IDS);
    int count = header().documents();
    int at = ids.find(count, TermHash.of(id));
    if (at < 0) {
      return Optional.empty();
    }
    int number = ids.i32(8 * count + 4 * at);
    Entry entry = new Entry(number);
    if (!entry.string(0).equals(id)) {
      return Optional.empty();
    }
    return Optional.of(
        new Document(id, entry.string(1), entry.string(4), entry.url(), entry.metadata()));
  }

  /** The five entries of a document. */
  private final class Entry {
    private final Section texts = file.section(IndexFormat.TEXTS);
    private final int[] starts = new int[5];
    private final int[] lengths = new int[5];

    Entry(int document) {
      int at = document == 0 ? 0 : offset(file.section(IndexFormat.DOCUMENTS), document - 1);
      for (int i = 0; i < 5; i++) {
        lengths[i] = texts.i32(at);
        starts[i] = at + 4;
        at = starts[i] + lengths[i];
      }
    }

    Optional<String> url() {
      String url = string(2);
      return url.isEmpty() ? Optional.empty() : Optional.of(url);
    }

    Map<String, Object> metadata() {
      return BinaryMetadata.read(texts.bytes(starts[3], lengths[3]));
    }

    String string(int field) {
      return slice(field, 0, lengths[field]);
    }

    String slice(int field, int from, int to) {
      return new String(texts.bytes(starts[field] + from, to - from), StandardCharsets.UTF_8);
    }
  }
}
