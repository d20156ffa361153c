package dev.loquat.text.name;

import edu.emory.mathcs.nlp.common.collection.tree.PrefixNode;
import edu.emory.mathcs.nlp.common.collection.tree.PrefixTree;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tukaani.xz.XZInputStream;

/**
 * Reads clusters of words and lists of names out of NLP4J's English Maven artifact (Apache 2.0).
 * They are objects that Java has serialised; none of its trained models is read.
 */
final class Nlp4j {
  private static final String LEXICA = "/edu/emory/mathcs/nlp/lexica/en-";

  /** A word that fewer names hold says little. */
  private static final int FEWEST = 3;

  /** The shares of a word's names from which a kind is worth 1, 2 and 3. */
  private static final double[] SHARES = {0.1, 0.45, 0.8};

  /** A word that so many names hold is marked. */
  private static final int MANY = 50;

  /** The names that hold a word: by their kinds, and by where in them the word stands. */
  private static final class Uses {
    int names;
    int kinds;
    final Map<String, Integer> byKind = new TreeMap<>(Comparator.comparing("PLOWX"::indexOf));
    final Map<String, Integer> byPlace = new TreeMap<>();

    String code() {
      StringBuilder out = new StringBuilder();
      byKind.forEach(
          (kind, count) -> {
            int worth = worth((double) count / kinds);
            out.append(worth > 0 ? kind + worth : "");
          });
      String place =
          byPlace.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
      return out.isEmpty() ? "" : out + place + (names >= MANY ? "+" : "");
    }
  }

  private Nlp4j() {}

  /**
   * Paths of Brown clusters that were made of tweets, by word in lower case; only of words that the
   * clusters of other texts hold too, so that misspellings and users' names are left out.
   */
  static Map<String, String> clusters() throws IOException, ClassNotFoundException {
    Map<?, ?> elsewhere = (Map<?, ?>) read("brown-clusters-simplified-lowercase.xz");
    Map<String, String> out = new TreeMap<>();
    ((Map<?, ?>) read("brown-clusters-twit-lowercase.xz"))
        .forEach(
            (word, paths) -> {
              if (elsewhere.containsKey(word)) {
                out.put((String) word, longest((Collection<?>) paths));
              }
            });
    return out;
  }

  /** What the listed names are that hold a word, for each of these words that enough names hold. */
  static Map<String, String> inNames(Set<String> words) throws IOException, ClassNotFoundException {
    Map<String, Set<String>> names = new HashMap<>();
    PrefixTree<?, ?> tree = (PrefixTree<?, ?>) read("named-entity-gazetteers-simplified.xz");
    collect(tree.getRoot(), "", names);
    Map<String, Uses> uses = new TreeMap<>();
    names.forEach((name, kinds) -> count(name, kinds, uses));
    Map<String, String> out = new TreeMap<>();
    uses.forEach(
        (word, of) -> {
          String code = of.names >= FEWEST && words.contains(word) ? of.code() : "";
          if (!code.isEmpty()) {
            out.put(word, code);
          }
        });
    return out;
  }

  private static void collect(PrefixNode<?, ?> node, String name, Map<String, Set<String>> names) {
    if (node.getValue() instanceof Collection<?> kinds) {
      Set<String> of = names.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new TreeSet<>());
      kinds.forEach(kind -> of.add(kind.toString()));
    }
    node.forEach(
        (word, next) -> collect(next, name.isEmpty() ? "" + word : name + " " + word, names));
  }

  private static void count(String name, Set<String> kinds, Map<String, Uses> uses) {
    String[] words = name.split(" ");
    for (int i = 0; i < words.length; i++) {
      Uses of = uses.computeIfAbsent(words[i], w -> new Uses());
      of.names++;
      for (String kind : kinds) {
        of.kinds++;
        String letter = letter(kind);
        if (!letter.isEmpty()) {
          of.byKind.merge(letter, 1, Integer::sum);
        }
      }
      String place = words.length == 1 ? "u" : i == 0 ? "b" : i == words.length - 1 ? "e" : "i";
      of.byPlace.merge(place, 1, Integer::sum);
    }
  }

  /** The artifact numbers its kinds and does not name them; told by reading what each holds. */
  private static String letter(String kind) {
    return switch (kind) {
      case "4", "14" -> "P";
      case "6", "11" -> "L";
      case "0", "13" -> "O";
      case "8", "9", "10", "15" -> "W";
      case "12" -> "X";
      default -> "";
    };
  }

  private static int worth(double share) {
    int worth = 0;
    while (worth < SHARES.length && share >= SHARES[worth]) {
      worth++;
    }
    return worth;
  }

  private static String longest(Collection<?> paths) {
    return paths.stream()
        .map(Object::toString)
        .max(Comparator.comparingInt(String::length))
        .orElseThrow();
  }

  private static Object read(String name) throws IOException, ClassNotFoundException {
    try (var in = Nlp4j.class.getResourceAsStream(LEXICA + name)) {
      if (in == null) {
        throw new FileNotFoundException(LEXICA + name);
      }
      var lexicon = new XZInputStream(new BufferedInputStream(in));
      return new ObjectInputStream(new BufferedInputStream(lexicon)).readObject();
    }
  }
}
