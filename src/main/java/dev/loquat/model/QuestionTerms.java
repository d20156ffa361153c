package dev.loquat.model;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Term;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what a question asks for: its terms, weighted, without the words that only make it a
 * question.
 */
final class QuestionTerms {
  /**
   * Closed class: interrogatives, auxiliaries and requests of the three languages, as the analyzer
   * gives them.
   */
  private static final Set<String> ASKING =
      Set.of(
          "i",
          "me",
          "my",
          "you",
          "your",
          "we",
          "our",
          "us",
          "it",
          "its",
          "they",
          "get",
          "want",
          "need",
          "if",
          "not",
          "some",
          "ani",
          "any",
          "give",
          "show",
          "let",
          "make",
          "possibl",
          "possible",
          "happen",
          "happens",
          "我",
          "你",
          "我们",
          "如果",
          "需要",
          "想",
          "之间",
          "有什么",
          "how",
          "what",
          "which",
          "who",
          "whom",
          "whose",
          "when",
          "where",
          "why",
          "do",
          "doe",
          "does",
          "did",
          "can",
          "could",
          "should",
          "would",
          "will",
          "is",
          "are",
          "was",
          "were",
          "be",
          "have",
          "has",
          "there",
          "mani",
          "many",
          "much",
          "tell",
          "explain",
          "describ",
          "describe",
          "pleas",
          "please",
          "mean",
          "means",
          "use",
          "work",
          "如何",
          "怎么",
          "怎样",
          "怎么样",
          "什么",
          "为什么",
          "为何",
          "哪",
          "哪些",
          "哪个",
          "哪里",
          "谁",
          "几",
          "多少",
          "何时",
          "是否",
          "吗",
          "呢",
          "吧",
          "的",
          "了",
          "是",
          "有",
          "在",
          "和",
          "与",
          "请",
          "请问",
          "介绍",
          "解释",
          "说明",
          "一下",
          "可以",
          "能",
          "能否",
          "怎",
          "么",
          "何",
          "上",
          "里",
          "中",
          "会",
          "要",
          "对",
          "把",
          "被",
          "用",
          "です",
          "ます",
          "か",
          "は",
          "が",
          "を",
          "に",
          "の",
          "で",
          "と",
          "どう",
          "どの",
          "いつ",
          "誰",
          "する");

  /** About ln(1 + N) of a small collection: what a term weighs that no source holds. */
  private static final double UNKNOWN_WEIGHT = 6;

  private final Analyzer analyzer;

  QuestionTerms(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  WeightedTerms of(String question, List<Source> sources) {
    Map<String, Double> known = new HashMap<>();
    sources.forEach(source -> known.putAll(source.termWeights()));
    Map<String, Double> weights = new LinkedHashMap<>();
    for (Term term : analyzer.terms(question)) {
      if (!ASKING.contains(term.text())) {
        weights.put(term.text(), Math.max(0.05, known.getOrDefault(term.text(), UNKNOWN_WEIGHT)));
      }
    }
    return new WeightedTerms(weights, analyzer);
  }
}
