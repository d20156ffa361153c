package dev.loquat.text;

import dev.loquat.text.name.NameFinder;
import dev.loquat.text.parse.Tree;
import dev.loquat.text.script.Language;
import dev.loquat.text.tag.Labeler;
import dev.loquat.text.tag.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Parts of speech, entities and, where wanted, trees of cut sentences. */
final class Tagger {
  private final Tokenizer tokenizer;
  private final OwnWords own;
  private final Supplier<Labeler> chinese;
  private final Supplier<Labeler> english;
  private final Optional<NameFinder> names;
  private final Optional<Trees> trees;

  Tagger(
      Tokenizer tokenizer,
      OwnWords own,
      Supplier<Labeler> chinese,
      Supplier<Labeler> english,
      Optional<NameFinder> names,
      Optional<Trees> trees) {
    this.tokenizer = tokenizer;
    this.own = own;
    this.chinese = chinese;
    this.english = english;
    this.names = names;
    this.trees = trees;
  }

  Tagger with(Tokenizer other, OwnWords words) {
    return new Tagger(other, words, chinese, english, names, trees);
  }

  Tagger withoutNames() {
    return new Tagger(tokenizer, own, chinese, english, Optional.empty(), trees);
  }

  Tagger with(Trees parsed) {
    return new Tagger(tokenizer, own, chinese, english, names, Optional.of(parsed));
  }

  Tagging tag(String text, Mode mode, String language, boolean asked) {
    List<Token> tokens = new ArrayList<>();
    List<Entity> entities = new ArrayList<>();
    for (Tokenizer.Cut cut : tokenizer.cut(text, language, asked)) {
      String[] tags = tags(text, cut);
      List<Entity> found = entities(text, cut, tags);
      entities.addAll(found);
      int next = 0;
      int[] places = new int[tags.length];
      for (int i = 0; i < tags.length; i++) {
        places[i] = tokens.size();
        Tokenizer.Word w = cut.words().get(i);
        while (next < found.size() && found.get(next).end() <= w.start()) {
          next++;
        }
        boolean named = next < found.size() && found.get(next).start() < w.end();
        Optional<String> ner = named ? Optional.of(found.get(next).type()) : Optional.empty();
        tokens.add(token(text, w, tags[i], ner));
        if (mode == Mode.SEARCH) {
          for (Tokenizer.Word finer : tokenizer.finer(text, w, 5)) {
            tokens.add(token(text, finer, "", ner));
          }
        }
      }
      trees
          .flatMap(t -> t.of(cut.language(), items(text, cut), tags))
          .ifPresent(tree -> hang(tree, places, tokens));
    }
    return new Tagging(tokens, entities);
  }

  /** Gives each word its head; finer words have none. */
  private static void hang(Tree tree, int[] places, List<Token> tokens) {
    for (int i = 0; i < places.length; i++) {
      int head = tree.heads()[i];
      Token token = tokens.get(places[i]);
      tokens.set(places[i], token.under(head < 0 ? -1 : places[head], tree.relations()[i]));
    }
  }

  private static Token token(String text, Tokenizer.Word w, String tag, Optional<String> ner) {
    int slash = tag.lastIndexOf('/');
    return new Token(
        text.substring(w.start(), w.end()),
        w.start(),
        w.end(),
        w.language(),
        slash > 0 ? Optional.of(tag.substring(0, slash)) : Optional.empty(),
        slash >= 0 ? Optional.of(tag.substring(slash + 1)) : Optional.empty(),
        ner,
        Optional.empty(),
        Optional.empty());
  }

  private List<Entity> entities(String text, Tokenizer.Cut cut, String[] tags) {
    List<Entity> out = new ArrayList<>();
    if (names.isEmpty() || cut.words().isEmpty()) {
      return out;
    }
    int n = cut.words().size();
    int[] starts = new int[n];
    int[] ends = new int[n];
    for (int i = 0; i < n; i++) {
      starts[i] = cut.words().get(i).start();
      ends[i] = cut.words().get(i).end();
    }
    names
        .get()
        .find(
            new NameFinder.Words(text, cut.language(), starts, ends, tags),
            (s, e, type) -> out.add(new Entity(text.substring(s, e), type, s, e)));
    return out;
  }

  /** One "xpos/UPOS" a word; empty where the language has no tagger. */
  private String[] tags(String text, Tokenizer.Cut cut) {
    List<Tokenizer.Word> words = cut.words();
    String[] out = new String[words.size()];
    switch (cut.language()) {
      case Language.CHINESE -> label(chinese.get(), text, cut, out, true);
      case Language.ENGLISH -> label(english.get(), text, cut, out, false);
      default -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = words.get(i).tag();
        }
      }
    }
    for (int i = 0; i < out.length; i++) {
      if (!own.isEmpty()) {
        out[i] = own.tag(text.substring(words.get(i).start(), words.get(i).end()), out[i]);
      }
    }
    return out;
  }

  /** A mark as Chinese typesetting has it, which is what the tagger was trained on. */
  private static String wide(String word) {
    int mark = word.length() == 1 ? ",.!?:;()".indexOf(word.charAt(0)) : -1;
    return mark < 0 ? word : "，。！？：；（）".substring(mark, mark + 1);
  }

  /** The words as models were trained on them. */
  private String[] items(String text, Tokenizer.Cut cut) {
    boolean inHan = cut.language().equals(Language.CHINESE);
    String[] items = new String[cut.words().size()];
    for (int i = 0; i < items.length; i++) {
      Tokenizer.Word w = cut.words().get(i);
      String word = text.substring(w.start(), w.end());
      items[i] = inHan ? wide(tokenizer.chinese().simplified(word)) : word;
    }
    return items;
  }

  private void label(Labeler labeler, String text, Tokenizer.Cut cut, String[] out, boolean inHan) {
    String[] items = items(text, cut);
    String[] hints = new String[out.length];
    String[] none = new String[out.length];
    Arrays.fill(none, "");
    for (int i = 0; i < out.length; i++) {
      hints[i] = inHan ? tokenizer.chinese().natures(items[i]) : "";
    }
    String[] found = labeler.label(new Sequence(items, hints, none));
    System.arraycopy(found, 0, out, 0, out.length);
  }
}
