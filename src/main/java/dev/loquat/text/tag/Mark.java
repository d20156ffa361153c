package dev.loquat.text.tag;

/** What lists of names, or letters, say of an item, one kind of saying each. */
public enum Mark {
  /** English: which lists hold the word. */
  LISTED,

  /** English: whether the word begins or goes on with a listed name of several words. */
  LISTED_NAME,

  /** English: the path of bits to the word's cluster. */
  CLUSTER,

  /** English: what the names are that hold the word. */
  IN_NAMES,

  /** Chinese: how much the character writes foreign sounds. */
  SOUND,

  /** Where in a run of such characters, and the run's length. */
  SOUNDS,

  /** Where in a listed transliterated name. */
  TRANSLITERATED,

  /** Where in a listed Japanese name. */
  JAPANESE,

  /** The character's roles in persons' names. */
  PERSON,

  /** Roles of the word around the character in and beside persons' names. */
  PERSON_WORD,

  /** The same for places. */
  PLACE_WORD,

  /** The same for organisations. */
  ORGANISATION_WORD,

  /** How many words ahead a kind of organisation is named, up to four. */
  ORGANISATION_AHEAD,

  /** Where in a word of Latin letters, and the word's shape. */
  LETTERS,

  /** The word of Latin letters, in lower case. */
  LATIN
}
