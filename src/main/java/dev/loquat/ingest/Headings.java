package dev.loquat.ingest;

import java.util.ArrayList;
import java.util.List;

/** The headings of a text. Immutable. */
record Headings(List<Blocks.Block> blocks) {

  static Headings of(String text) {
    return new Headings(
        Blocks.of(text).stream().filter(b -> b.kind() == Blocks.Kind.HEADING).toList());
  }

  /**
   * The headings above a chunk that begins at {@code start}, as {@link Chunk#headings} has them.
   */
  List<String> above(int start) {
    List<Blocks.Block> path = new ArrayList<>();
    for (Blocks.Block heading : blocks) {
      if (heading.start() > start) {
        break;
      }
      path.removeIf(other -> other.level() >= heading.level());
      if (heading.end() <= start) {
        path.add(heading);
      }
    }
    return path.stream().map(Blocks.Block::title).toList();
  }
}
