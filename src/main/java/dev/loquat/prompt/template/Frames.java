package dev.loquat.prompt.template;

import dev.loquat.prompt.value.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks around a place in a template that change the current value, innermost last. Kept in
 * step with {@link Scope}'s levels at run time, which is why paths can be resolved ahead.
 */
final class Frames {
  /**
   * One level.
   *
   * @param names the block parameters: value, then key
   * @param base whether paths may not lead further out (the root, or a partial's own)
   */
  record Frame(Shape shape, List<String> names, boolean base) {}

  /** Where a name was found: how many levels up, and whether it is the value or the key. */
  record Named(int up, boolean isKey) {}

  private final List<Frame> frames = new ArrayList<>();
  private int loops;

  Frames(Shape root) {
    frames.add(new Frame(root, List.of(), true));
  }

  /** Those of a template's own level, with nothing known of its data. */
  static Frames untyped() {
    return new Frames(Shape.ANY);
  }

  /** The same blocks, to go on from here later. */
  Frames copy() {
    var copy = untyped();
    copy.frames.clear();
    copy.frames.addAll(frames);
    copy.loops = loops;
    return copy;
  }

  void push(Shape shape, List<String> names, boolean base) {
    frames.add(new Frame(shape, names, base));
  }

  void pop() {
    frames.removeLast();
  }

  void enterLoop() {
    loops++;
  }

  void leaveLoop() {
    loops--;
  }

  int loops() {
    return loops;
  }

  int depth() {
    return frames.size();
  }

  Frame root() {
    return frames.getFirst();
  }

  /** Whether the level that many steps up is the root of the data. */
  boolean isRoot(int up) {
    return up == frames.size() - 1;
  }

  Frame up(int levels) {
    return frames.get(frames.size() - 1 - levels);
  }

  /** Whether {@code levels} times {@code ../} stays within the template or partial. */
  boolean reaches(int levels) {
    for (int i = 0; i < levels; i++) {
      if (i >= frames.size() || up(i).base()) {
        return false;
      }
    }
    return true;
  }

  /** Finds a block parameter; up is -1 where there is none of that name. */
  Named find(String name) {
    for (int up = 0; up < frames.size(); up++) {
      int index = up(up).names().indexOf(name);
      if (index >= 0) {
        return new Named(up, index == 1);
      }
      if (up(up).base()) {
        break;
      }
    }
    return new Named(-1, false);
  }
}
