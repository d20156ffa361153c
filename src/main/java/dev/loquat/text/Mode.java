package dev.loquat.text;

/** How finely text is cut. */
public enum Mode {
  /** Every character but white space belongs to exactly one token. */
  PRECISE,
  /** Besides the precise tokens, the shorter words inside long ones, for indexing. */
  SEARCH
}
