package dev.loquat.prompt.memory;

/** Encodes UTF-16 units as UTF-8 without making objects; a lone surrogate becomes '?'. */
final class Utf8 {
  private Utf8() {}

  /** The number of bytes written, or -1 where the target is too small. */
  static int encode(char[] chars, int from, int to, byte[] target) {
    int out = ascii(chars, from, to, target);
    int i = from + out;
    while (i < to) {
      char c = chars[i++];
      if (target.length - out < 4 && out + size(c) > target.length) {
        return -1;
      }
      if (c < 0x80) {
        target[out++] = (byte) c;
      } else if (c < 0x800) {
        target[out++] = (byte) (0xc0 | c >> 6);
        target[out++] = (byte) (0x80 | c & 0x3f);
      } else if (!Character.isSurrogate(c)) {
        target[out++] = (byte) (0xe0 | c >> 12);
        target[out++] = (byte) (0x80 | c >> 6 & 0x3f);
        target[out++] = (byte) (0x80 | c & 0x3f);
      } else if (Character.isHighSurrogate(c) && i < to && Character.isLowSurrogate(chars[i])) {
        if (target.length - out < 4) {
          return -1;
        }
        int point = Character.toCodePoint(c, chars[i++]);
        target[out++] = (byte) (0xf0 | point >> 18);
        target[out++] = (byte) (0x80 | point >> 12 & 0x3f);
        target[out++] = (byte) (0x80 | point >> 6 & 0x3f);
        target[out++] = (byte) (0x80 | point & 0x3f);
      } else {
        target[out++] = '?';
      }
    }
    return out;
  }

  /** Copies the leading ASCII; in a loop so plain that the compiler makes vectors of it. */
  private static int ascii(char[] chars, int from, int to, byte[] target) {
    int most = Math.min(to - from, target.length);
    int done = 0;
    while (done < most) {
      int end = Math.min(done + 64, most);
      int all = 0;
      for (int i = done; i < end; i++) {
        all |= chars[from + i];
        target[i] = (byte) chars[from + i];
      }
      if (all >= 0x80) {
        break;
      }
      done = end;
    }
    while (done < most && chars[from + done] < 0x80) {
      done++;
    }
    return done;
  }

  private static int size(char c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 1 : 3;
  }
}
