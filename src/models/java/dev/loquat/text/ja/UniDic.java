package dev.loquat.text.ja;

import com.atilika.kuromoji.dict.ConnectionCosts;
import com.atilika.kuromoji.dict.TokenInfoDictionary;
import com.atilika.kuromoji.trie.DoubleArrayTrie;
import com.atilika.kuromoji.unidic.Tokenizer;
import com.atilika.kuromoji.util.SimpleResourceResolver;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads UniDic out of the Maven artifact of Kuromoji (Apache 2.0; UniDic: BSD, LGPL or GPL). */
final class UniDic {
  private static final String CONJUGATIONS = "(五段|上一段|下一段|カ行変格|サ行変格|助動詞|文語|形容詞|無変化).*";
  private static final int TAIL_OFFSET = 100_000_000;

  /** One reading of a surface. */
  record Entry(int left, int right, int cost, String tag) {}

  private final DoubleArrayTrie trie;
  private final TokenInfoDictionary words;
  final ConnectionCosts connections;
  private final Map<String, List<Entry>> entries = new TreeMap<>();

  UniDic() throws IOException {
    SimpleResourceResolver resolver = new SimpleResourceResolver(Tokenizer.class);
    trie = DoubleArrayTrie.newInstance(resolver);
    words = TokenInfoDictionary.newInstance(resolver);
    connections = ConnectionCosts.newInstance(resolver);
    walk();
  }

  /** Surface -> its distinct readings. */
  Map<String, List<Entry>> entries() {
    return entries;
  }

  private void walk() {
    IntBuffer base = trie.getBaseBuffer();
    IntBuffer check = trie.getCheckBuffer();
    CharBuffer tail = trie.getTailBuffer();
    for (int node = 1; node < base.limit(); node++) {
      int b = base.get(node);
      if (b == 0 || b == -1) {
        continue;
      }
      String prefix = prefix(base, check, node);
      if (prefix.isEmpty()) {
        continue;
      }
      if (b >= TAIL_OFFSET) {
        StringBuilder s = new StringBuilder(prefix);
        for (int k = b - TAIL_OFFSET; tail.get(k) != DoubleArrayTrie.TERMINATING_CHARACTER; k++) {
          s.append(tail.get(k));
        }
        add(s.toString(), trie.lookup(s.toString()));
      } else {
        add(prefix, trie.lookup(prefix));
      }
    }
  }

  private static String prefix(IntBuffer base, IntBuffer check, int node) {
    StringBuilder s = new StringBuilder();
    for (int k = node; k != 0; k = check.get(k)) {
      int parent = check.get(k);
      int c = k - (parent == 0 ? 1 : base.get(parent));
      if (c <= 1 || c > 0xFFFF || s.length() > 100) {
        return "";
      }
      s.append((char) c);
    }
    return s.reverse().toString();
  }

  private void add(String surface, int id) {
    if (id <= 0 || entries.containsKey(surface)) {
      return;
    }
    List<Entry> out = new ArrayList<>();
    for (int word : words.lookupWordIds(id)) {
      Entry e =
          new Entry(
              words.getLeftId(word), words.getRightId(word), words.getWordCost(word), tag(word));
      if (!out.contains(e)) {
        out.add(e);
      }
    }
    entries.put(surface, out);
  }

  private String tag(int word) {
    String[] f = words.getAllFeaturesArray(word);
    StringBuilder s = new StringBuilder(f[0]);
    for (int k = 1; k < 4; k++) {
      if (!f[k].equals("*")) {
        s.append('-').append(f[k]);
      }
    }
    for (int k = 4; k < f.length; k++) {
      if (f[0].matches("動詞|助動詞|形容詞|接尾辞") && f[k].matches(CONJUGATIONS)) {
        s.append('-').append(f[k]);
        break;
      }
    }
    return s.toString();
  }
}
