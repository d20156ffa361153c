package dev.loquat.text.name;

/** A list of {@link NameLexicon}, and what its codes are. */
public enum Listing {
  /** English and other names in Latin letters: g given, s surname, p place, o organisation. */
  LATIN,

  /**
   * Characters that write foreign sounds: how much so, 0 to 4; b if mostly a name's first, e if its
   * last.
   */
  SOUND,

  /** Transliterated names. */
  TRANSLITERATED,

  /** Japanese surnames x, given names m and A. */
  JAPANESE,

  /** Roles in and around Chinese persons' names, each with its share of the word's uses, 1 to 4. */
  PERSON,

  /** The same for places. */
  PLACE,

  /** The same for organisations; D names the kind of organisation, as 公司 does. */
  ORGANISATION,

  /**
   * English words: the path of bits to the word's Brown cluster; a shared beginning is likeness.
   */
  CLUSTER,

  /**
   * English words: what the listed names are that hold the word, each kind with its share of them,
   * 1 to 3 (P persons, L places, O organisations, W works and events, X other things), where in
   * them it mostly stands (b first, i inside, e last, u alone), and + if many hold it.
   */
  IN_NAMES
}
