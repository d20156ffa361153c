package dev.loquat.prompt.template;

import dev.loquat.prompt.template.RenderLimitException.Limit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a running template sees: the current value and those around it, one level for each block
 * that changes it. Used again by later renders.
 */
final class Scope {
  private static final int FIRST = 8;

  @Nullable Object[] values = new Object[FIRST];
  @Nullable Object[] keys = new Object[FIRST];
  int[] index = new int[FIRST];
  int[] count = new int[FIRST];

  /** For each level the level of the nearest loop, or -1. */
  int[] loop = new int[FIRST];

  /** For each level the pointer of its value; kept only when provenance is asked for. */
  String[] pointers = emptyPointers(FIRST);

  /** Pointers of a partial's arguments, which lie over the level's own value. */
  @Nullable Object[] overlays = new Object[FIRST];

  int top;
  private int turnsLeft;
  private long deadline;
  private RenderLimits limits = RenderLimits.DEFAULT;

  void begin(Object root, RenderLimits limits) {
    this.limits = limits;
    turnsLeft = limits.loopTurns();
    deadline = System.nanoTime() + limits.deadline().toNanos();
    top = 0;
    values[0] = root;
    loop[0] = -1;
  }

  void push(@Nullable Object value) {
    if (++top >= limits.depth()) {
      throw new RenderLimitException(
          Limit.DEPTH, "blocks and partials are nested deeper than " + limits.depth());
    }
    if (top == values.length) {
      enlarge(2 * top);
    }
    values[top] = value;
    loop[top] = loop[top - 1];
  }

  void pushLoop(int turns) {
    push(null);
    loop[top] = top;
    count[top] = turns;
    index[top] = -1;
  }

  /** Begins the next turn of a loop over an array; gives the item. */
  @Nullable Object item(List<?> list, int at) {
    turn();
    index[top] = at;
    return values[top] = list.get(at);
  }

  /** Begins the next turn of a loop over an object; gives the value. */
  @Nullable Object entry(Map.Entry<?, ?> entry) {
    turn();
    index[top]++;
    keys[top] = entry.getKey();
    return values[top] = entry.getValue();
  }

  /** The current value. */
  @Nullable Object current() {
    return values[top];
  }

  /** The value that many blocks further out. */
  @Nullable Object outer(int up) {
    return values[top - up];
  }

  void pop() {
    values[top] = null;
    keys[top] = null;
    overlays[top] = null;
    pointers[top] = "";
    top--;
  }

  private void turn() {
    if (--turnsLeft < 0) {
      throw new RenderLimitException(
          Limit.LOOP_TURNS, "the loops take more than " + limits.loopTurns() + " turns");
    }
    if ((turnsLeft & 63) == 0) {
      checkDeadline();
    }
  }

  void checkDeadline() {
    if (System.nanoTime() - deadline > 0) {
      throw new RenderLimitException(
          Limit.DEADLINE, "rendering took longer than " + limits.deadline().toMillis() + " ms");
    }
  }

  /** The pointer of an argument that lies over a partial's value, or null. */
  @Nullable String overlay(int level, String name) {
    return overlays[level] instanceof Map<?, ?> map ? (String) map.get(name) : null;
  }

  void end() {
    Arrays.fill(values, null);
    Arrays.fill(keys, null);
    Arrays.fill(overlays, null);
    Arrays.fill(pointers, "");
    top = 0;
  }

  private void enlarge(int size) {
    values = Arrays.copyOf(values, size);
    keys = Arrays.copyOf(keys, size);
    overlays = Arrays.copyOf(overlays, size);
    index = Arrays.copyOf(index, size);
    count = Arrays.copyOf(count, size);
    loop = Arrays.copyOf(loop, size);
    String[] more = emptyPointers(size);
    System.arraycopy(pointers, 0, more, 0, pointers.length);
    pointers = more;
  }

  private static String[] emptyPointers(int size) {
    String[] pointers = new String[size];
    Arrays.fill(pointers, "");
    return pointers;
  }
}
