package dev.loquat.function;

/** How things may be named in requests. */
final class Names {
  /** The collection of requests that name none. */
  static final String DEFAULT_COLLECTION = "default";

  /** Most characters of a collection's or source's name. */
  static final int LONGEST = 128;

  /** Most characters of a document's id. */
  static final int LONGEST_ID = 1024;

  /** Most characters of a prompt's name with its label. */
  static final int LONGEST_PROMPT = 160;

  /** Most characters of a document's revision. */
  static final int LONGEST_REVISION = 256;

  private Names() {}
}
