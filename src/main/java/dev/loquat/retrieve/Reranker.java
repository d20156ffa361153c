package dev.loquat.retrieve;

import dev.loquat.embed.EmbeddingModels;
import dev.loquat.rank.Bm25;
import dev.loquat.rank.DocSet;
import dev.loquat.rank.PostingList;
import dev.loquat.rank.SegmentBuilder;
import dev.loquat.rank.SegmentPostings;
import dev.loquat.store.QueryTerms;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Orders given documents by a query: BM25 over just these documents, and the cosine of embeddings.
 * Unlike the fusion of a search, a relevance does not depend on the best and worst of its rivals,
 * so that a threshold means the same in every call. Blocks; safe from any thread.
 */
public final class Reranker {
  /** The name of this way of scoring. */
  public static final String NAME = "loquat-rerank";

  private static final double WORDS = 0.45;

  /** bge's cosines of unrelated and of equal texts; what is between is stretched to [0,1]. */
  private static final double UNRELATED = 0.35;

  private static final double SAME = 0.95;

  private final Analyzer analyzer;
  private final EmbeddingModels models;

  public Reranker(Analyzer analyzer, EmbeddingModels models) {
    this.analyzer = analyzer;
    this.models = models;
  }

  /**
   * A document's relevance.
   *
   * @param index its place among the given ones
   * @param relevance in [0,1]
   */
  public record Scored(int index, double relevance) {}

  /**
   * All documents, best first, equal ones as they came.
   *
   * @param model what scored them
   * @param tokens how many of them the embedding model read
   */
  public record Ranking(String model, List<Scored> best, int tokens) {}

  /**
   * Orders documents.
   *
   * @param model an embedding model to use; any other name leaves it to the query's language
   */
  public Ranking rerank(Optional<String> model, String query, List<String> documents) {
    Optional<String> chosen = model.filter(models.names()::contains);
    String embedding =
        chosen.orElseGet(() -> EmbeddingModels.forLanguage(analyzer.writtenLanguage(query)));
    double[] words = coverage(query, documents);
    double[] meanings = meanings(embedding, query, documents);
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      double relevance =
          words.length == 0 ? meanings[i] : WORDS * words[i] + (1 - WORDS) * meanings[i];
      scored.add(new Scored(i, relevance));
    }
    scored.sort(Comparator.comparingDouble(Scored::relevance).reversed());
    int tokens = models.tokens(embedding, query);
    for (String document : documents) {
      tokens += models.tokens(embedding, document);
    }
    return new Ranking(chosen.orElse(NAME), List.copyOf(scored), tokens);
  }

  /** BM25 as a part of what a document could reach at most; empty for a query without words. */
  private double[] coverage(String query, List<String> documents) {
    QueryTerms wanted = QueryTerms.of(analyzer.queryTerms(query).stream().map(Term::text).toList());
    if (wanted.terms().isEmpty()) {
      return new double[0];
    }
    SegmentBuilder builder = new SegmentBuilder();
    documents.forEach(document -> builder.add(terms(document)));
    Map<Long, byte[]> lists = new HashMap<>();
    builder.forEachTerm(lists::put);
    List<PostingList> postings = new ArrayList<>();
    for (long term : wanted.hashes()) {
      byte[] list = lists.get(term);
      postings.add(list == null ? PostingList.EMPTY : PostingList.decode(list, 0));
    }
    Bm25.Explainer explainer =
        Bm25.explainer(
            List.of(
                new SegmentPostings(builder.lengths(), DocSet.EMPTY, Optional.empty(), postings)),
            wanted.weights());
    double[] out = new double[documents.size()];
    for (int i = 0; i < out.length; i++) {
      List<Bm25.Part> parts = explainer.explain(0, i);
      double score = 0;
      double once = 0;
      for (int t = 0; t < parts.size(); t++) {
        score += parts.get(t).score();
        once += wanted.weights()[t] * parts.get(t).idf();
      }
      double had = score / once; // 1: every word once, in a text of average length; at most k1 + 1
      out[i] = Math.min(1, 1.4 * had / (1 + had));
    }
    return out;
  }

  private List<String> terms(String text) {
    return analyzer.indexTerms(text).stream().map(Term::text).toList();
  }

  private double[] meanings(String model, String query, List<String> documents) {
    float[] wanted = models.query(model, query);
    List<float[]> vectors = models.passages(model, documents);
    double[] out = new double[documents.size()];
    for (int i = 0; i < out.length; i++) {
      double cosine = 0;
      for (int d = 0; d < wanted.length; d++) {
        cosine += wanted[d] * vectors.get(i)[d];
      }
      out[i] = Math.clamp((cosine - UNRELATED) / (SAME - UNRELATED), 0, 1);
    }
    return out;
  }
}
