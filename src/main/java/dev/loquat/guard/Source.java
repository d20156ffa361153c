package dev.loquat.guard;

/** Where a text comes from, which decides how much of it may be about code and instructions. */
public enum Source {
  /** A person's message: template syntax that is not on the whitelist is refused. */
  USER,
  /**
   * A retrieved passage: may show template syntax in code spans and fences, as documentation does.
   */
  DOCUMENT,
  /** A model's answer: like a document. */
  MODEL
}
