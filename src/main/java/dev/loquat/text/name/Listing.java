package dev.loquat.text.name;

/** A list of {@link NameLexicon}, and what its codes are. */
public enum Listing {
  /** English and other names in Latin letters: g given, s surname, p place, o organisation. */
  LATIN
}
