package dev.loquat.text.tag;

/** What lists of names say of an item, one kind of saying each. */
public enum Mark {
  /** Which lists hold the word. */
  LISTED,

  /** Whether the word begins or goes on with a listed name of several words, and of which lists. */
  LISTED_NAME
}
