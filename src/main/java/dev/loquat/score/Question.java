package dev.loquat.score;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a question asks: the words that say about what, and the kind of thing that would answer it.
 *
 * @param words its content words in order, without those that only ask
 * @param kind what the answer must be, where its form can tell
 * @param asking the words that ask for this kind, empty for {@link Kind#ANY}
 */
record Question(List<Word> words, Kind kind, String asking) {
  /** Words beyond these are not looked for. */
  private static final int MOST_WORDS = 64;

  private static final Set<String> ASKING =
      Set.of(
          "what", "which", "who", "whom", "whose", "when", "where", "why", "how", "do", "doe",
          "did", "mani", "much", "can", "could", "tell", "me", "pleas", "there", "their", "it",
          "have", "has", "had", "from", "into", "than", "first", "name");
  private static final Pattern CHINESE_ASKING =
      Pattern.compile(
          "什么时候|什么|哪些|哪里|哪一|哪|谁|多少|几|如何|怎么样|怎么|怎样|为什么|为何|何时|何地|是否|请问|以及" + "|有|和|与|被|之|在|是");

  /**
   * A word of the question.
   *
   * @param units its units in the call's vocabulary
   */
  record Word(String text, int[] units) {}

  /** Kinds of answers that can be told by their form. */
  enum Kind {
    DATE(
        "\\bwhen\\b|\\b(?:what|which) (?:year|date|century|day|month)|何时|什么时候|哪年|哪一年|几年|几月|哪天|哪一天",
        "\\b1\\d{3}\\b|\\b20\\d{2}\\b|\\d(?:st|nd|rd|th)\\b|january|february|march|april|may|june|july"
            + "|august|september|october|november|december|centur|day|\\d{2,4}s\\b|年|月|日|世纪|天"),
    NUM(
        "\\bhow (?:many|much|long|old|far|tall|high|large|big|fast)\\b|what (?:percent|number)|多少"
            + "|几[个名人位条种座次部家岁届集]",
        "\\d|\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|hundred|thousand|million"
            + "|billion|half|no|none|all)\\b|[一二三四五六七八九十百千万亿两半零]"),
    PER("\\bwho(?:m|se)?\\b|谁", "^\\D*$"),
    ANY("(?!)", "");

    private final Pattern question;
    private final Pattern answer;

    Kind(String question, String answer) {
      this.question = Pattern.compile(question, Pattern.CASE_INSENSITIVE);
      this.answer = Pattern.compile(answer, Pattern.CASE_INSENSITIVE);
    }

    boolean answeredBy(String text) {
      return answer.matcher(text).find();
    }
  }

  static Question of(String text, Analyzer analyzer, Vocabulary vocabulary) {
    String bare = CHINESE_ASKING.matcher(text).replaceAll(m -> " ".repeat(m.group().length()));
    Reading reading = Reading.of(bare, analyzer, vocabulary);
    List<Word> words = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int unit = 0;
    int end = 0;
    for (Term term : analyzer.terms(bare)) {
      if (term.start() < end || words.size() == MOST_WORDS) {
        continue;
      }
      end = term.end();
      int first = unit;
      while (unit < reading.size() && reading.start(unit) < end) {
        unit++;
      }
      if (!ASKING.contains(term.text()) && seen.add(term.text())) {
        words.add(new Word(text.substring(term.start(), end), reading.ids(first, unit)));
      }
    }
    for (Kind kind : Kind.values()) {
      Matcher asking = kind.question.matcher(text);
      if (asking.find()) {
        return new Question(List.copyOf(words), kind, asking.group());
      }
    }
    return new Question(List.copyOf(words), Kind.ANY, "");
  }
}
