package dev.loquat.text.zh;

import com.hankcs.hanlp.dictionary.CoreDictionary;
import dev.loquat.text.eval.Corpus;
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
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Builds words.bin: {@code BuildSegmenter DATA OUT [dev]}; with dev, GSDSimp dev is kept out. With
 * {@code -Dhalf=0} or {@code 1} it is built without that half of GSDSimp train, so that the half
 * can be cut as new text will be.
 */
public final class BuildSegmenter {
  /** Weights in the file are the perceptron's times this. */
  private static final double SCALE = 20;

  /** Rows whose weights are all below this decide nothing. */
  private static final double FAINT = 0.12;

  static final double TREEBANK_SHARE = Double.parseDouble(System.getProperty("share", "0.1"));
  static final double UNSEEN = Double.parseDouble(System.getProperty("unseen", "1"));
  private static final int NEWS = Integer.getInteger("news", 8000);
  private static final int EPOCHS = Integer.getInteger("epochs", 8);

  private BuildSegmenter() {}

  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[0]).resolve("text");
    char[] fold = fold();
    Map<String, Integer> core = HanLp.counts();
    Map<String, Integer> listed = new TreeMap<>();
    core.forEach((w, n) -> putIf(listed, w, n));
    HanLp.custom().keySet().stream().filter(w -> w.length() > 1).forEach(w -> putIf(listed, w, 0));
    TechnicalTerms.ALL.forEach(w -> putIf(listed, w, 1));
    Map<String, Integer> bigrams = HanLp.bigrams();

    List<Corpus.Sentence> named = Corpus.iob2(data.resolve("uner-zh/train.iob2"));
    List<List<String>> treebank = new ArrayList<>(forms(kept(named), fold));
    HouseStandard house = new HouseStandard(core, bigrams, treebank, TREEBANK_SHARE, UNSEEN);
    for (String other : List.of("ud-zh-pud-traditional", "ud-zh-hk-traditional", "ud-zh-cfl")) {
      treebank.addAll(forms(Corpus.conllu(data.resolve(other + "/all.conllu")), fold));
    }
    if (args.length < 3) {
      treebank.addAll(forms(Corpus.conllu(data.resolve("ud-zh/dev.conllu")), fold));
    }
    List<List<String>> sentences = new ArrayList<>();
    treebank.forEach(s -> sentences.add(house.apply(s)));
    sentences.addAll(sampler(bigrams, named).sample(NEWS));
    SegmenterTrainer trainer = new SegmenterTrainer(listed, fold);
    trainer.train(sentences, EPOCHS);
    write(Path.of(args[1]), fold, listed, trainer);
  }

  static NewsSampler sampler(Map<String, Integer> bigrams, List<Corpus.Sentence> named) {
    return new NewsSampler(bigrams, natured("ns"), natured("nt"), persons(named));
  }

  private static <T> List<T> kept(List<T> all) {
    int half = Integer.getInteger("half", -1);
    return IntStream.range(0, all.size()).filter(i -> i % 2 != half).mapToObj(all::get).toList();
  }

  private static void putIf(Map<String, Integer> listed, String word, int count) {
    if (!word.contains("##") && word.chars().allMatch(Character::isIdeographic)) {
      listed.putIfAbsent(word, count);
    }
  }

  static char[] fold() {
    char[] fold = new char[Character.MAX_VALUE + 1];
    for (int c = 0; c < fold.length; c++) {
      fold[c] = (char) c;
    }
    HanLp.simplified().forEach((t, s) -> fold[t] = s);
    return fold;
  }

  static List<List<String>> forms(List<Corpus.Sentence> sentences, char[] fold) {
    List<List<String>> out = new ArrayList<>();
    for (Corpus.Sentence s : sentences) {
      List<String> words = new ArrayList<>();
      for (Corpus.Word w : s.words()) {
        StringBuilder b = new StringBuilder();
        w.form().chars().filter(c -> c != ' ').forEach(c -> b.append(fold[c]));
        words.add(b.toString());
      }
      out.add(words);
    }
    return out;
  }

  private static List<String> natured(String prefix) {
    List<String> out = new ArrayList<>();
    HanLp.core()
        .forEach(
            (w, a) -> {
              if (!w.contains("##") && a.nature[0].toString().startsWith(prefix)) {
                out.add(w);
              }
            });
    return out;
  }

  /** Chinese persons of the treebank: surname and given name. */
  private static List<List<String>> persons(List<Corpus.Sentence> sentences) {
    List<List<String>> out = new ArrayList<>();
    for (Corpus.Sentence s : sentences) {
      for (int i = 0; i + 1 < s.words().size(); i++) {
        Corpus.Word a = s.words().get(i);
        Corpus.Word b = s.words().get(i + 1);
        boolean ends = i + 2 == s.words().size() || !s.words().get(i + 2).name().equals("I-PER");
        if (a.name().equals("B-PER")
            && b.name().equals("I-PER")
            && ends
            && a.form().length() == 1
            && b.form().length() <= 2) {
          out.add(List.of(a.form(), b.form()));
        }
      }
    }
    return out;
  }

  private static void write(
      Path file, char[] fold, Map<String, Integer> listed, SegmenterTrainer trainer)
      throws IOException {
    ByteBuffer out = ByteBuffer.allocate(64 << 20).order(ByteOrder.LITTLE_ENDIAN);
    out.put("LQZ2".getBytes(StandardCharsets.US_ASCII));
    int folded = (int) IntStream.range(0, fold.length).filter(c -> fold[c] != c).count();
    out.putInt(folded);
    for (int c = 0; c < fold.length; c++) {
      if (fold[c] != c) {
        out.putChar((char) c).putChar(fold[c]);
      }
    }
    writeLexicon(out, listed, trainer);
    writeModel(out, trainer);
    Files.write(file, Arrays.copyOf(out.array(), out.position()));
    System.out.println(listed.size() + " words, " + out.position() + " bytes");
  }

  private static void writeLexicon(
      ByteBuffer out, Map<String, Integer> listed, SegmenterTrainer trainer) throws IOException {
    String[] words = listed.keySet().toArray(String[]::new);
    out.putInt(words.length);
    for (int kind = 0; kind < Lexicon.KINDS; kind++) {
      for (int length = 1; length <= Lexicon.LENGTHS; length++) {
        out.putInt((int) Math.round(SCALE * trainer.unlisted(kind, length)));
      }
    }
    for (String w : words) {
      double bonus = TechnicalTerms.ALL.contains(w) ? TechnicalTerms.BONUS : 0;
      out.putShort((short) Math.round(SCALE * (bonus + trainer.listed(listed.get(w), w.length()))));
    }
    Map<String, CoreDictionary.Attribute> core = HanLp.core();
    Map<String, CoreDictionary.Attribute> custom = HanLp.custom();
    for (String w : words) {
      CoreDictionary.Attribute a = core.containsKey(w) ? core.get(w) : custom.get(w);
      out.put(Natures.code(a, 0)).put(Natures.code(a, 1));
    }
    writeSenses(out, words);
    Trie trie = Trie.of(words);
    System.out.println("trie of " + trie.size() + " bytes");
    trie.write(out);
  }

  private static void writeSenses(ByteBuffer out, String[] words) throws IOException {
    Map<String, List<String>> groups = HanLp.groups();
    List<String> all = groups.values().stream().flatMap(List::stream).distinct().sorted().toList();
    for (String w : words) {
      List<String> of = groups.getOrDefault(w, List.of());
      for (int i = 0; i < 2; i++) {
        out.put((byte) (i < of.size() ? all.indexOf(of.get(i)) + 1 : 0));
      }
    }
  }

  private static void writeModel(ByteBuffer out, SegmenterTrainer trainer) {
    List<Character> chars = new ArrayList<>();
    trainer.rows.keySet().stream()
        .filter(k -> k >> 40 == 0)
        .sorted()
        .forEach(k -> chars.add((char) (long) k));
    char[] ids = new char[Character.MAX_VALUE + 1];
    out.putInt(chars.size());
    for (int i = 0; i < chars.size(); i++) {
      ids[chars.get(i)] = (char) (i + 1);
      out.putChar(chars.get(i));
    }
    chars.forEach(c -> out.put(bytes(trainer.rows.get((long) c), SCALE)));
    for (int type = 1; type <= 2; type++) {
      int t = type;
      List<Map.Entry<Long, SegmenterTrainer.Row>> kept =
          trainer.rows.entrySet().stream()
              .filter(e -> e.getKey() >> 40 == t && strong(e.getValue()))
              .sorted(Map.Entry.comparingByKey())
              .toList();
      int width = type == 1 ? CharModel.PAIR_ROW : CharModel.TAGS;
      int[] keys = new int[kept.size()];
      byte[] weights = new byte[kept.size() * width];
      for (int i = 0; i < keys.length; i++) {
        long key = kept.get(i).getKey();
        keys[i] = ids[(char) (key >> 16)] << 16 | ids[(char) key];
        System.arraycopy(bytes(kept.get(i).getValue(), SCALE), 0, weights, i * width, width);
      }
      System.out.println(keys.length + " rows of " + width);
      out.put(Rows.bytes(keys, weights));
    }
  }

  private static boolean strong(SegmenterTrainer.Row row) {
    for (float w : row.now) {
      if (Math.abs(w) >= FAINT) {
        return true;
      }
    }
    return false;
  }

  private static byte[] bytes(SegmenterTrainer.Row row, double scale) {
    byte[] out = new byte[row.now.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Math.clamp(Math.round(scale * row.now[i]), -127, 127);
    }
    return out;
  }
}
