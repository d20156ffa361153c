package dev.loquat.text.zh;

import dev.loquat.text.trie.ModelFile;
import dev.loquat.text.trie.Trie;
import java.nio.ByteBuffer;

/** The Chinese word list: for each word what it costs on a path and its commonest tag. */
final class Lexicon {
  /** Costs are -ln p times this. */
  static final int SCALE = 100;

  /** Tags as numbers in the file. */
  static final String[] TAGS = {
    "NN", "NNP", "VV", "JJ", "RB", "CD", "NNB", "PRP", "IN", "CC", "DEC", "AS", "UH", "SFN", "FW",
    "VC", "MD", "DT", ","
  };

  final Trie trie;
  final short[] cost;
  final byte[] tag;

  private Lexicon(Trie trie, short[] cost, byte[] tag) {
    this.trie = trie;
    this.cost = cost;
    this.tag = tag;
  }

  static Lexicon load() {
    ByteBuffer in = ModelFile.open(Lexicon.class, "words.bin", "LQZW");
    int n = in.getInt();
    short[] cost = new short[n];
    in.asShortBuffer().get(cost);
    in.position(in.position() + 2 * n);
    byte[] tag = new byte[n];
    in.get(tag);
    return new Lexicon(Trie.read(in), cost, tag);
  }

  /** The tag of a word, NN for one that is not listed. */
  String tagOf(CharSequence word) {
    int i = trie.find(word);
    return i < 0 ? "NN" : TAGS[tag[i]];
  }
}
