package dev.loquat.ingest;

import dev.loquat.ingest.Blocks.Block;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts texts into chunks that end with a sentence and begin with a heading where there is one. A
 * heading starts a chunk; a chunk that is full is followed by one that repeats its last sentences.
 * Code fences stay whole up to {@value #MAX_CODE} tokens. Immutable.
 */
final class Chunker {
  /** Changes whenever the same text may be cut differently. */
  static final String VERSION = "chunks-2";

  private static final int MAX_CODE = 4000;

  private final Analyzer analyzer;
  private final int tokens;
  private final int overlap;

  /**
   * A chunker.
   *
   * @param tokens about the most tokens of a chunk
   * @param overlap about how many of them the next one repeats
   */
  Chunker(Analyzer analyzer, int tokens, int overlap) {
    if (tokens < 10 || overlap < 0 || overlap * 2 > tokens) {
      throw new IllegalArgumentException(
          "chunks of " + tokens + " tokens cannot overlap by " + overlap);
    }
    this.analyzer = analyzer;
    this.tokens = tokens;
    this.overlap = overlap;
  }

  /** What the cut depends on: rules and sizes. */
  String version() {
    return VERSION + ":" + tokens + ":" + overlap;
  }

  /** What is never cut: a sentence, a heading, a fence. */
  private record Unit(int start, int end, int tokens, int level, String title) {}

  /** The chunks of a text, in order; none where it is blank. */
  List<Chunk> chunks(String text) {
    Packing packing = new Packing(text);
    for (Block block : Blocks.of(text)) {
      switch (block.kind()) {
        case HEADING -> packing.add(unit(text, block.start(), block.end(), block));
        case CODE -> fence(text, block).forEach(packing::add);
        case PROSE -> sentences(text, block).forEach(packing::add);
      }
    }
    packing.close();
    return packing.out;
  }

  private static Unit unit(String text, int start, int end, Block block) {
    return new Unit(start, end, TokenEstimate.of(text, start, end), block.level(), block.title());
  }

  private List<Unit> fence(String text, Block block) {
    Unit whole = unit(text, block.start(), block.end(), block);
    if (whole.tokens() <= MAX_CODE) {
      return List.of(whole);
    }
    List<Unit> out = new ArrayList<>();
    cut(text, block.start(), block.end(), block, out);
    return out;
  }

  /** Each from its start to the next one's, so that nothing between two is lost. */
  private List<Unit> sentences(String text, Block block) {
    List<Span> spans = analyzer.sentences(text.substring(block.start(), block.end()));
    List<Unit> out = new ArrayList<>();
    int start = block.start();
    for (int i = 0; i < spans.size(); i++) {
      int end = i + 1 < spans.size() ? block.start() + spans.get(i + 1).start() : block.end();
      cut(text, start, end, block, out);
      start = end;
    }
    if (spans.isEmpty()) {
      cut(text, start, block.end(), block, out);
    }
    return out;
  }

  private void cut(String text, int start, int end, Block block, List<Unit> out) {
    int from = start;
    while (from < end) {
      Unit rest = unit(text, from, end, block);
      if (rest.tokens() <= tokens) {
        out.add(rest);
        return;
      }
      int to = softBoundary(text, from, end);
      out.add(unit(text, from, to, block));
      from = to;
    }
  }

  /** The last line end, comma or space within a chunk's size; else where the size is reached. */
  private int softBoundary(String text, int from, int end) {
    int hard = from;
    int reached = 0;
    while (hard < end && reached < tokens) {
      int next = Math.min(end, hard + 20);
      reached += TokenEstimate.of(text, hard, next);
      hard = next;
    }
    for (String marks : new String[] {"\n", ",;:，；：、", " \t\u3000"}) {
      for (int i = hard; i > from + (hard - from) / 2; i--) {
        if (marks.indexOf(text.charAt(i - 1)) >= 0) {
          return i;
        }
      }
    }
    boolean insidePair =
        hard < end
            && Character.isHighSurrogate(text.charAt(hard - 1))
            && Character.isLowSurrogate(text.charAt(hard));
    return insidePair ? hard + 1 : hard;
  }

  /** Fills chunks unit by unit. */
  private final class Packing {
    private final String text;
    private final List<Chunk> out = new ArrayList<>();
    private final List<Unit> pending = new ArrayList<>();
    private final List<Unit> path = new ArrayList<>();
    private List<String> above = List.of();
    private int size;
    private int fresh; // units of pending that no chunk holds yet

    Packing(String text) {
      this.text = text;
    }

    void add(Unit unit) {
      if (unit.level() > 0) {
        if (pending.stream().anyMatch(u -> u.level() == 0)) {
          close();
        }
        path.removeIf(heading -> heading.level() >= unit.level());
        if (pending.isEmpty()) {
          above = path.stream().map(Unit::title).toList();
        }
        path.add(unit);
      } else if (size + unit.tokens() > tokens && pending.stream().anyMatch(u -> u.level() == 0)) {
        List<Unit> repeated = tail(unit.tokens());
        close();
        repeated.forEach(this::append);
        fresh = 0;
      }
      append(unit);
      fresh++;
    }

    private void append(Unit unit) {
      if (pending.isEmpty() && unit.level() == 0) {
        above = path.stream().map(Unit::title).toList();
      }
      pending.add(unit);
      size += unit.tokens();
    }

    /** The last sentences of a full chunk, about as many tokens as the overlap. */
    private List<Unit> tail(int next) {
      int from = pending.size();
      int repeated = 0;
      while (from > 0 && pending.get(from - 1).level() == 0) {
        int more = pending.get(from - 1).tokens();
        boolean first = repeated == 0 && more <= 2 * overlap;
        if ((repeated + more > overlap && !first) || repeated + more + next > tokens) {
          break;
        }
        repeated += more;
        from--;
      }
      return from == 0 ? List.of() : List.copyOf(pending.subList(from, pending.size()));
    }

    void close() {
      if (fresh > 0) {
        int start = pending.getFirst().start();
        int end = pending.getLast().end();
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
          end--;
        }
        while (start < end && Character.isWhitespace(text.charAt(start))) {
          start++;
        }
        if (end > start) {
          out.add(new Chunk(start, end, above));
        }
      }
      pending.clear();
      size = 0;
      fresh = 0;
    }
  }
}
