package dev.loquat.score;

import dev.loquat.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words by which an answer takes back its certainty, in English and Chinese, each with the share of
 * certainty that it takes from its sentence.
 */
final class Hedges {
  private static final double STRONG = 0.6;
  private static final double WEAK = 0.3;

  private static final String ENGLISH_STRONG =
      "maybe|perhaps|possibly|might|not (?:entirely |quite |really )?(?:sure|certain|clear)"
          + "|unclear|uncertain|unsure|unknown|hard to say|(?:I|we) (?:do not|don't) know"
          + "|(?:I|we) guess|allegedly|reportedly|supposedly|presumably|conceivably";
  private static final String ENGLISH_WEAK =
      "probably|likely|could (?:be|have)|may(?! \\d)|seems?|seemingly|appears? (?:to|that)"
          + "|apparently|suggests?|(?:I|we) (?:think|believe|assume|suppose)|in my opinion"
          + "|arguably|potentially|tends? to";
  private static final String CHINESE_STRONG =
      "(?<!不)可能(?!性)|也许|或许|说不定|不确定|不太确定|不清楚|不好说|难说|不一定|未必|恐怕|据说|据传|疑似|猜测|没准";
  private static final String CHINESE_WEAK = "大概|似乎|好像|看来|看起来|估计|应该是|应当是|想必|多半|我认为|我觉得|我想|貌似|倾向于";

  private static final Map<Pattern, Double> PATTERNS =
      Map.of(
          english(ENGLISH_STRONG), STRONG,
          english(ENGLISH_WEAK), WEAK,
          Pattern.compile(CHINESE_STRONG), STRONG,
          Pattern.compile(CHINESE_WEAK), WEAK);
  private static final Pattern MONTH_OF_MAY = Pattern.compile("May");

  private Hedges() {}

  /** A hedge and the share of certainty that it takes. */
  record Found(TrustScore.Hedge hedge, double weight) {}

  private static Pattern english(String words) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}'-])(?:" + words + ")(?![\\p{L}\\p{N}'-])", Pattern.CASE_INSENSITIVE);
  }

  /** All hedges of a text, in order, without overlap. */
  static List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    PATTERNS.forEach(
        (pattern, weight) -> {
          Matcher matcher = pattern.matcher(text);
          while (matcher.find()) {
            if (!monthOfMay(text, matcher)) {
              found.add(
                  new Found(
                      new TrustScore.Hedge(matcher.group(), matcher.start(), matcher.end()),
                      weight));
            }
          }
        });
    found.sort((a, b) -> Integer.compare(a.hedge().start(), b.hedge().start()));
    return withoutOverlap(found);
  }

  /**
   * "May" inside a sentence is the month; at its beginning it may be either, and is taken as one
   * too.
   */
  private static boolean monthOfMay(String text, Matcher matcher) {
    return MONTH_OF_MAY.matcher(text).region(matcher.start(), matcher.end()).matches();
  }

  private static List<Found> withoutOverlap(List<Found> found) {
    List<Found> kept = new ArrayList<>();
    int end = 0;
    for (Found one : found) {
      if (one.hedge().start() >= end) {
        kept.add(one);
        end = one.hedge().end();
      }
    }
    return kept;
  }

  /** 1 where no sentence hedges; else the mean over the sentences of what their hedges leave. */
  static double certainty(List<Span> sentences, List<Found> hedges) {
    if (sentences.isEmpty()) {
      return 1;
    }
    double total = 0;
    int next = 0;
    for (Span sentence : sentences) {
      double left = 1;
      for (; next < hedges.size() && hedges.get(next).hedge().start() < sentence.end(); next++) {
        left *= 1 - hedges.get(next).weight();
      }
      total += left;
    }
    return total / sentences.size();
  }
}
