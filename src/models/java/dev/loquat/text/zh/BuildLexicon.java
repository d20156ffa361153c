package dev.loquat.text.zh;

import com.hankcs.hanlp.dictionary.CoreDictionary;
import dev.loquat.text.trie.Trie;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Builds words.bin. */
public final class BuildLexicon {
  private BuildLexicon() {}

  public static void main(String[] args) throws IOException {
    List<String> words = new ArrayList<>();
    List<CoreDictionary.Attribute> attributes = new ArrayList<>();
    long total = 0;
    for (Map.Entry<String, CoreDictionary.Attribute> e : HanLp.core().entrySet()) {
      if (e.getKey()
          .chars()
          .allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)) {
        words.add(e.getKey());
        attributes.add(e.getValue());
        total += e.getValue().totalFrequency + 1;
      }
    }
    int n = words.size();
    Trie trie = Trie.of(words.toArray(String[]::new));
    ByteBuffer out = ByteBuffer.allocate(8 + 3 * n + trie.size()).order(ByteOrder.LITTLE_ENDIAN);
    out.put("LQZW".getBytes(StandardCharsets.US_ASCII)).putInt(n);
    for (int i = 0; i < n; i++) {
      double p = (attributes.get(i).totalFrequency + 1.0) / total;
      out.putShort((short) Math.round(-Math.log(p) * Lexicon.SCALE));
    }
    for (int i = 0; i < n; i++) {
      out.put(
          (byte) Arrays.asList(Lexicon.TAGS).indexOf(tag(attributes.get(i).nature[0].toString())));
    }
    trie.write(out);
    Files.write(Path.of(args[0]), Arrays.copyOf(out.array(), out.position()));
    System.out.println(n + " words, " + out.position() + " bytes");
  }

  /** The Chinese treebank's tag nearest to one of the People's Daily corpus. */
  static String tag(String nature) {
    return switch (nature.charAt(0)) {
      case 'v' -> nature.equals("vshi") ? "VC" : "VV";
      case 'a', 'b', 'z' -> "JJ";
      case 'd' -> "RB";
      case 'm' -> "CD";
      case 'q' -> "NNB";
      case 'r' -> "PRP";
      case 'p' -> "IN";
      case 'c' -> "CC";
      case 'u' -> nature.startsWith("ud") ? "DEC" : "AS";
      case 'y', 'e', 'o' -> "UH";
      case 'k' -> "SFN";
      case 'n' -> nature.length() > 1 && "rstz".indexOf(nature.charAt(1)) >= 0 ? "NNP" : "NN";
      default -> "NN";
    };
  }
}
