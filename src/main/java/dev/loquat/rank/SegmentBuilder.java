package dev.loquat.rank;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the postings of one segment in memory. For one thread. */
public final class SegmentBuilder {
  private final Map<Long, Growing> lists = new HashMap<>();
  private int[] lengths = new int[64];
  private int docs;

  /** Takes the packed postings of each term. */
  @FunctionalInterface
  public interface TermVisitor {
    void visit(long term, byte[] postings);
  }

  /** Adds a document by all occurrences of its terms; answers its number, from 0. */
  public int add(List<String> terms) {
    long[] hashes = new long[terms.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = TermHash.of(terms.get(i));
    }
    Arrays.sort(hashes);
    int doc = start(hashes.length);
    for (int from = 0; from < hashes.length; ) {
      int to = from;
      while (to < hashes.length && hashes[to] == hashes[from]) {
        to++;
      }
      posting(hashes[from], doc, to - from);
      from = to;
    }
    return doc;
  }

  /** Adds a document whose postings follow by {@link #posting}; answers its number. */
  public int start(int length) {
    if (docs == lengths.length) {
      lengths = Arrays.copyOf(lengths, docs * 2);
    }
    lengths[docs] = length;
    return docs++;
  }

  /** Adds one posting; documents of a term come in rising order. */
  public void posting(long term, int doc, int tf) {
    lists.computeIfAbsent(term, t -> new Growing()).add(doc, tf);
  }

  /** The lengths of all documents. */
  public DocLengths lengths() {
    return DocLengths.of(Arrays.copyOf(lengths, docs));
  }

  /** Shows every term in rising (signed) order. */
  public void forEachTerm(TermVisitor visitor) {
    long[] terms = lists.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    for (long term : terms) {
      Growing list = java.util.Objects.requireNonNull(lists.get(term));
      visitor.visit(term, PostingList.encode(list.docs, list.tfs, list.size, lengths));
    }
  }

  private static final class Growing {
    private int[] docs = new int[4];
    private int[] tfs = new int[4];
    private int size;

    void add(int doc, int tf) {
      if (size == docs.length) {
        docs = Arrays.copyOf(docs, size * 2);
        tfs = Arrays.copyOf(tfs, size * 2);
      }
      docs[size] = doc;
      tfs[size++] = tf;
    }
  }
}
