package dev.loquat.prompt.template;

/** A compiled template: immutable, shared by all threads. Rendered by a {@link Rendering}. */
public final class Template {
  private final Piece piece;

  Template(Piece piece) {
    this.piece = piece;
  }

  Piece piece() {
    return piece;
  }
}
