package dev.loquat.store.packaged;

/**
 * The file: magic, u32 version, u32 length of the header, header, u32 CRC-32 of all before, then
 * the sections that the header lists with offset, length and a CRC-32 of every 64 KiB, so that the
 * first search reads what it needs, however large the file is. Little-endian. CRC-32C would be
 * computed by the interpreter in a process that has just started: seconds instead of milliseconds.
 */
final class IndexFormat {
  static final byte[] MAGIC = {'L', 'O', 'Q', 'U', 'A', 'T', 'I', 'X'};
  static final int VERSION = 3;
  static final int PREFIX = 16;

  /** Sorted term keys (i64 each), then the end of each term's postings (i64 each). */
  static final String TERMS = "terms";

  /** Packed postings, one behind the other. */
  static final String POSTINGS = "postings";

  /** Lengths of passages in terms. */
  static final String LENGTHS = "lengths";

  /** {@link #PASSAGE_BYTES} a passage: i32 document, ordinal, start, end, and both in bytes. */
  static final String PASSAGES = "passages";

  static final int PASSAGE_BYTES = 24;

  /** i64 a document: the end of its entry in {@link #TEXTS}. */
  static final String DOCUMENTS = "documents";

  /**
   * For each document five entries, an i32 length in bytes before each: id, title, url, metadata
   * (those of {@link BinaryMetadata}), text.
   */
  static final String TEXTS = "texts";

  /** Sorted keys of document ids (i64 each), then their documents (i32 each). */
  static final String IDS = "ids";

  /** Behind the prefix the model's name: i32 passages, f32 scales, bytes of vectors. */
  static final String VECTORS = "vectors:";

  private IndexFormat() {}
}
