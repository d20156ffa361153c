package dev.loquat.prompt.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** An immutable set of code points, as sorted ranges that do not touch. */
final class CodePoints {
  static final int LAST = Character.MAX_CODE_POINT;
  static final CodePoints DIGITS = of('0', '9');
  static final CodePoints WORD = of('0', '9', 'A', 'Z', '_', '_', 'a', 'z');
  static final CodePoints LINE_ENDS = of('\n', '\n', '\r', '\r', 0x2028, 0x2029);
  static final CodePoints SPACE =
      of(
          '\t', '\r', ' ', ' ', 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f,
          0x202f, 0x205f, 0x205f, 0x3000, 0x3000, 0xfeff, 0xfeff);
  static final CodePoints ALL = of(0, LAST);

  /** Pairs of first and last. */
  private final int[] ranges;

  private CodePoints(int[] ranges) {
    this.ranges = ranges;
  }

  static CodePoints of(int... ranges) {
    return new CodePoints(ranges);
  }

  static CodePoints where(IntPredicate test) {
    var ranges = new ArrayList<int[]>();
    int first = -1;
    for (int c = 0; c <= LAST + 1; c++) {
      boolean in = c <= LAST && test.test(c);
      if (in && first < 0) {
        first = c;
      } else if (!in && first >= 0) {
        ranges.add(new int[] {first, c - 1});
        first = -1;
      }
    }
    return merged(ranges);
  }

  static CodePoints union(List<CodePoints> sets) {
    var ranges = new ArrayList<int[]>();
    for (CodePoints set : sets) {
      for (int i = 0; i < set.ranges.length; i += 2) {
        ranges.add(new int[] {set.ranges[i], set.ranges[i + 1]});
      }
    }
    return merged(ranges);
  }

  private static CodePoints merged(List<int[]> ranges) {
    ranges.sort(Comparator.comparingInt(range -> range[0]));
    int[] result = new int[2 * ranges.size()];
    int size = 0;
    for (int[] range : ranges) {
      if (size > 0 && range[0] <= result[size - 1] + 1) {
        result[size - 1] = Math.max(result[size - 1], range[1]);
      } else {
        result[size++] = range[0];
        result[size++] = range[1];
      }
    }
    return new CodePoints(Arrays.copyOf(result, size));
  }

  CodePoints complement() {
    int[] result = new int[ranges.length + 2];
    int size = 0;
    int next = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] > next) {
        result[size++] = next;
        result[size++] = ranges[i] - 1;
      }
      next = ranges[i + 1] + 1;
    }
    if (next <= LAST) {
      result[size++] = next;
      result[size++] = LAST;
    }
    return new CodePoints(Arrays.copyOf(result, size));
  }

  boolean contains(int codePoint) {
    int low = 0;
    int high = ranges.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (codePoint < ranges[2 * middle]) {
        high = middle - 1;
      } else if (codePoint > ranges[2 * middle + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  int[] ranges() {
    return ranges;
  }

  boolean isEmpty() {
    return ranges.length == 0;
  }

  /** A member that reads well, for samples. */
  int example() {
    for (int candidate : new int[] {'a', '0', 'A', '_', '-', ' ', '中'}) {
      if (contains(candidate)) {
        return candidate;
      }
    }
    return ranges[0];
  }

  /** The set as a class of java.util.regex. */
  String toJava() {
    if (isEmpty()) {
      return "[^\\x{0}-\\x{10FFFF}]";
    }
    var text = new StringBuilder("[");
    for (int i = 0; i < ranges.length; i += 2) {
      text.append("\\x{%X}-\\x{%X}".formatted(ranges[i], ranges[i + 1]));
    }
    return text.append(']').toString();
  }
}
