package dev.loquat.model;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Span;
import dev.loquat.text.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the sentences of a Markdown passage that can be quoted: prose, without headings, code and
 * tables.
 */
final class Sentences {
  private static final int SHORTEST = 6;
  private static final int LONGEST = 600;
  private static final Pattern FENCE = Pattern.compile("^\\s{0,3}(```|~~~)");
  private static final Pattern NO_PROSE =
      Pattern.compile("^\\s{0,3}(#{1,6}\\s|\\||<|---|===|\\*\\*\\*)");
  private static final Pattern LIST_MARK = Pattern.compile("^\\s*(?:[-*+]|\\d{1,3}[.)])\\s+");
  private static final Pattern QUOTE_MARK = Pattern.compile("^\\s*(?:>\\s?)+");
  private static final Pattern LINK =
      Pattern.compile("!?\\[([^\\]\\[]{1,200})\\]\\([^)\\s]{1,500}\\)");
  private static final Pattern EMPHASIS = Pattern.compile("\\*\\*|__");

  private final Analyzer analyzer;

  Sentences(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  List<Sentence> of(Source source) {
    List<Sentence> found = new ArrayList<>();
    for (String paragraph : paragraphs(source.text())) {
      for (Span span : analyzer.sentences(paragraph)) {
        String text = paragraph.substring(span.start(), span.end()).strip();
        if (text.length() >= SHORTEST && text.length() <= LONGEST) {
          found.add(new Sentence(found.size(), text, terms(text)));
        }
      }
    }
    return found;
  }

  private Set<String> terms(String text) {
    Set<String> terms = new LinkedHashSet<>();
    for (Term term : analyzer.terms(text)) {
      terms.add(term.text());
    }
    return terms;
  }

  /** Paragraphs and list items, each on one line; what is no prose is left out. */
  static List<String> paragraphs(String markdown) {
    List<String> paragraphs = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    boolean code = false;
    for (String line : markdown.split("\\R", -1)) {
      if (FENCE.matcher(line).find()) {
        code = !code;
        close(open, paragraphs);
      } else if (code || line.isBlank() || NO_PROSE.matcher(line).find()) {
        close(open, paragraphs);
      } else {
        String text = QUOTE_MARK.matcher(line).replaceFirst("");
        if (LIST_MARK.matcher(text).find()) {
          close(open, paragraphs);
          text = LIST_MARK.matcher(text).replaceFirst("");
        }
        join(open, plain(text));
      }
    }
    close(open, paragraphs);
    return paragraphs;
  }

  private static String plain(String text) {
    return EMPHASIS.matcher(LINK.matcher(text).replaceAll("$1")).replaceAll("").strip();
  }

  /** Chinese and Japanese are joined without a space. */
  private static void join(StringBuilder open, String text) {
    if (!open.isEmpty() && !text.isEmpty()) {
      boolean ideographs =
          Character.isIdeographic(open.codePointBefore(open.length()))
              && Character.isIdeographic(text.codePointAt(0));
      boolean afterFullWidth =
          "\u3002\uff01\uff1f\uff1b\uff1a\uff0c\u3001\u201d\uff09"
                  .indexOf(open.charAt(open.length() - 1))
              >= 0;
      if (!ideographs && !afterFullWidth) {
        open.append(' ');
      }
    }
    open.append(text);
  }

  private static void close(StringBuilder open, List<String> paragraphs) {
    if (!open.isEmpty()) {
      paragraphs.add(open.toString());
      open.setLength(0);
    }
  }
}
