package dev.loquat.text.ja;

import dev.loquat.text.eval.Corpus;
import dev.loquat.text.script.CharClass;
import dev.loquat.text.trie.Trie;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds ja/words.bin: {@code BuildJapanese DATA OUT}. */
public final class BuildJapanese {
  private static final int CLASSES = Integer.getInteger("classes", 400);
  private static final int SURFACES = Integer.getInteger("surfaces", 260_000);

  /** What a word of no list costs, above the dearest listed ones. */
  private static final int UNKNOWN_COST = Integer.getInteger("unknown", 14000);

  /** What puts a long noun behind all others. */
  private static final int RARE = Integer.getInteger("rare", 6000);

  private BuildJapanese() {}

  public static void main(String[] args) throws IOException {
    UniDic unidic = new UniDic();
    System.out.println(unidic.entries().size() + " surfaces in UniDic");
    Map<String, List<UniDic.Entry>> kept = pruned(unidic.entries());
    int ids =
        1
            + unidic.entries().values().stream()
                .flatMap(List::stream)
                .mapToInt(e -> Math.max(e.left(), e.right()))
                .max()
                .orElseThrow();
    float[][] rows = new float[ids][ids];
    float[][] columns = new float[ids][ids];
    for (int r = 0; r < ids; r++) {
      for (int l = 0; l < ids; l++) {
        rows[r][l] = columns[l][r] = unidic.connections.get(r, l);
      }
    }
    int[] rightClass = Clusters.of(Clusters.projected(rows, 48), CLASSES);
    int[] leftClass = Clusters.of(Clusters.projected(columns, 48), CLASSES);
    Map<String, String> universal = universal(Path.of(args[0]).resolve("text/ud-ja/dev.conllu"));
    ByteBuffer out = ByteBuffer.allocate(64 << 20).order(ByteOrder.LITTLE_ENDIAN);
    out.put("LQJA".getBytes(StandardCharsets.US_ASCII));
    write(out, kept, universal, leftClass, rightClass, rows);
    Files.write(Path.of(args[1]), Arrays.copyOf(out.array(), out.position()));
    System.out.println(out.position() + " bytes");
  }

  /** Whether a reading is no noun: such words are few and common. */
  private static boolean inflected(List<UniDic.Entry> readings) {
    return readings.stream().anyMatch(e -> !e.tag().startsWith("名詞"));
  }

  /**
   * The cheapest surfaces, short ones and other words than nouns first, of Japanese characters and
   * marks.
   */
  private static Map<String, List<UniDic.Entry>> pruned(Map<String, List<UniDic.Entry>> all) {
    Comparator<Map.Entry<String, List<UniDic.Entry>>> cheap =
        Comparator.comparingInt(
            e ->
                e.getValue().stream().mapToInt(UniDic.Entry::cost).min().orElseThrow()
                    + (e.getKey().length() <= 2 || inflected(e.getValue()) ? 0 : RARE));
    List<String> surfaces =
        all.entrySet().stream()
            .filter(e -> !e.getValue().isEmpty() && readable(e.getKey()))
            .sorted(cheap)
            .limit(SURFACES)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    Map<String, List<UniDic.Entry>> out = new LinkedHashMap<>();
    surfaces.forEach(s -> out.put(s, all.get(s)));
    return out;
  }

  private static boolean readable(String surface) {
    return surface
        .chars()
        .noneMatch(
            c -> {
              byte k = CharClass.of((char) c);
              return k == CharClass.DIGIT || k == CharClass.LATIN || k == CharClass.SPACE;
            });
  }

  /** The universal tag that GSD mostly gives to each of UniDic's tags, and to its first parts. */
  private static Map<String, String> universal(Path gsd) throws IOException {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    for (Corpus.Sentence s : Corpus.conllu(gsd)) {
      for (Corpus.Word w : s.words()) {
        for (String tag = w.xpos(); !tag.isEmpty(); tag = shorter(tag)) {
          counts.computeIfAbsent(tag, k -> new HashMap<>()).merge(w.upos(), 1, Integer::sum);
        }
      }
    }
    Map<String, String> out = new HashMap<>();
    counts.forEach(
        (tag, c) ->
            out.put(
                tag,
                c.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey()));
    return out;
  }

  private static String shorter(String tag) {
    int dash = tag.lastIndexOf('-');
    return dash < 0 ? "" : tag.substring(0, dash);
  }

  private static String full(String tag, Map<String, String> universal) {
    for (String t = tag; !t.isEmpty(); t = shorter(t)) {
      if (universal.containsKey(t)) {
        return tag + "/" + universal.get(t);
      }
    }
    return tag + "/X";
  }

  private static void write(
      ByteBuffer out,
      Map<String, List<UniDic.Entry>> kept,
      Map<String, String> universal,
      int[] leftClass,
      int[] rightClass,
      float[][] rows) {
    Map<String, Integer> tags = new LinkedHashMap<>();
    kept.values()
        .forEach(l -> l.forEach(e -> tags.putIfAbsent(full(e.tag(), universal), tags.size())));
    byte[] names = String.join("\n", tags.keySet()).getBytes(StandardCharsets.UTF_8);
    out.putInt(names.length).put(names);
    unknown(out, kept, tags, universal, leftClass, rightClass);
    float[][] sums = new float[CLASSES][CLASSES];
    int[][] counts = new int[CLASSES][CLASSES];
    for (int r = 0; r < rows.length; r++) {
      for (int l = 0; l < rows.length; l++) {
        sums[rightClass[r]][leftClass[l]] += rows[r][l];
        counts[rightClass[r]][leftClass[l]]++;
      }
    }
    out.putInt(CLASSES).putInt(CLASSES);
    for (int r = 0; r < CLASSES; r++) {
      for (int l = 0; l < CLASSES; l++) {
        out.putShort((short) (counts[r][l] == 0 ? 0 : Math.round(sums[r][l] / counts[r][l])));
      }
    }
    List<List<UniDic.Entry>> reduced = new ArrayList<>();
    kept.values().forEach(l -> reduced.add(reduced(l, leftClass, rightClass)));
    out.putInt(kept.size()).putInt(reduced.stream().mapToInt(List::size).sum());
    reduced.forEach(l -> out.put((byte) l.size()));
    reduced.forEach(l -> l.forEach(e -> out.putShort((short) e.cost())));
    reduced.forEach(l -> l.forEach(e -> out.putShort((short) leftClass[e.left()])));
    reduced.forEach(l -> l.forEach(e -> out.putShort((short) rightClass[e.right()])));
    reduced.forEach(
        l -> l.forEach(e -> out.putShort((short) (int) tags.get(full(e.tag(), universal)))));
    Trie.of(kept.keySet().toArray(String[]::new)).write(out);
    System.out.println(
        kept.size()
            + " surfaces, "
            + reduced.stream().mapToInt(List::size).sum()
            + " readings, "
            + tags.size()
            + " tags");
  }

  /** Of readings that join alike, the cheapest. */
  private static List<UniDic.Entry> reduced(
      List<UniDic.Entry> readings, int[] leftClass, int[] rightClass) {
    Map<Integer, UniDic.Entry> best = new LinkedHashMap<>();
    for (UniDic.Entry e : readings) {
      best.merge(
          leftClass[e.left()] * 10_000 + rightClass[e.right()],
          e,
          (a, b) -> a.cost() <= b.cost() ? a : b);
    }
    return best.values().stream().limit(100).toList();
  }

  /** A word of no list is a noun, a number, or a mark, as dear as the dearest of these. */
  private static void unknown(
      ByteBuffer out,
      Map<String, List<UniDic.Entry>> kept,
      Map<String, Integer> tags,
      Map<String, String> universal,
      int[] leftClass,
      int[] rightClass) {
    String[] like = new String[CharClass.EXTEND + 1];
    Arrays.fill(like, "人間");
    like[CharClass.DIGIT] = "五";
    like[CharClass.PUNCT] = "☆";
    like[CharClass.KATAKANA] = "システム";
    like[CharClass.LATIN] = "システム";
    for (int k = 0; k < like.length; k++) {
      UniDic.Entry e = kept.getOrDefault(like[k], kept.get("人間")).getFirst();
      int cost =
          k == CharClass.DIGIT || k == CharClass.LATIN
              ? 4000
              : k == CharClass.KATAKANA ? UNKNOWN_COST - 2000 : UNKNOWN_COST;
      out.putInt(leftClass[e.left()]).putInt(rightClass[e.right()]).putInt(cost);
      out.putInt(tags.get(full(e.tag(), universal)));
    }
  }
}
