package dev.loquat.text.ja;

import dev.loquat.text.script.CharClass;
import dev.loquat.text.trie.ModelFile;
import dev.loquat.text.trie.Trie;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * UniDic in small: for each surface the words it may be, each with its cost, its tag, and the
 * classes by which it joins what stands before and after it. UniDic's thousands of connection ids
 * are clustered into a few hundred classes (docs/models.md).
 */
final class Dictionary {
  final Trie trie;
  final String[] tags;

  /** Surface i's entries are first[i] to first[i + 1]. */
  final int[] first;

  final short[] cost;
  final short[] left;
  final short[] right;
  final short[] tag;
  private final short[] connections;
  private final int lefts;

  /** For each character class, one entry for words of no list: left, right, cost, tag. */
  final int[][] unknown = new int[CharClass.EXTEND + 1][4];

  private Dictionary(ByteBuffer in) {
    byte[] names = new byte[in.getInt()];
    in.get(names);
    tags = new String(names, StandardCharsets.UTF_8).split("\n");
    for (int[] entry : unknown) {
      for (int k = 0; k < entry.length; k++) {
        entry[k] = in.getInt();
      }
    }
    lefts = in.getInt();
    connections = shorts(in, in.getInt() * lefts);
    int surfaces = in.getInt();
    int entries = in.getInt();
    byte[] counts = new byte[surfaces];
    in.get(counts);
    first = new int[surfaces + 1];
    for (int i = 0; i < surfaces; i++) {
      first[i + 1] = first[i] + counts[i];
    }
    cost = shorts(in, entries);
    left = shorts(in, entries);
    right = shorts(in, entries);
    tag = shorts(in, entries);
    trie = Trie.read(in);
  }

  static Dictionary load() {
    return new Dictionary(ModelFile.open(Dictionary.class, "words.bin", "LQJA"));
  }

  /** What it costs that a word of class {@code l} follows one of class {@code r}. */
  int connection(int r, int l) {
    return connections[r * lefts + l];
  }

  private static short[] shorts(ByteBuffer in, int n) {
    short[] out = new short[n];
    in.asShortBuffer().get(out);
    in.position(in.position() + 2 * n);
    return out;
  }
}
