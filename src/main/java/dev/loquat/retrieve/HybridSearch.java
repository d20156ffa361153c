package dev.loquat.retrieve;

import dev.loquat.embed.EmbeddingModels;
import dev.loquat.rank.Fusion;
import dev.loquat.rank.FusionChoice;
import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.KeywordMatches;
import dev.loquat.store.PassageStore;
import dev.loquat.store.StoreException;
import dev.loquat.store.StoreUnavailableException;
import dev.loquat.store.TermScore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One search of one collection. Both paths are asked at the same time, then each for its scores of
 * what only the other found, so that the fusion compares passages by two scores each. For one
 * thread.
 */
final class HybridSearch {
  private final PassageStore store;
  private final EmbeddingModels models;
  private final Duration deadline;
  private final Question question;
  private volatile double embedMs;

  /**
   * What is asked.
   *
   * @param model of the vectors to search, if the collection has any
   * @param depth length of each path's list
   */
  record Question(
      String collection,
      String text,
      List<String> terms,
      Optional<String> model,
      int depth,
      Filter filter) {}

  /** What both paths say. */
  record Answer(
      Fusion.Path bm25,
      Fusion.Path vector,
      double bm25Ms,
      double embedMs,
      double vectorMs,
      List<Retrieval.Degraded> degraded) {}

  HybridSearch(PassageStore store, EmbeddingModels models, Duration deadline, Question question) {
    this.store = store;
    this.models = models;
    this.deadline = deadline;
    this.question = question;
  }

  private record Nearest(float[] query, List<Hit> hits) {}

  /**
   * Asks the paths that the fusion needs.
   *
   * @throws StoreException if none answered
   */
  Answer run(FusionChoice fusion) {
    boolean linear = fusion.method() == FusionChoice.Method.LINEAR;
    boolean wantsWords = fusion.countsBm25() && !question.terms().isEmpty();
    boolean wantsVectors =
        fusion.countsVectors() && question.model().isPresent() && !question.text().isBlank();
    Leg<KeywordMatches> words = Leg.start(wantsWords, KeywordMatches.NONE, this::keywords);
    Leg<Nearest> vectors =
        Leg.start(wantsVectors, new Nearest(new float[0], List.of()), this::nearest);
    Leg.await(deadline, words, vectors);
    refuseIfNoneAnswered(words, vectors);
    List<Hit> wordHits = words.answer().hits();
    Nearest nearest = vectors.answer();
    boolean both = linear && words.answered() && vectors.answered();
    List<Long> onlyWords = both ? missing(wordHits, nearest.hits()) : List.of();
    Leg<Map<Long, Double>> moreVectors =
        Leg.start(!onlyWords.isEmpty(), Map.of(), () -> similarities(nearest.query(), onlyWords));
    long start = System.nanoTime();
    Map<Long, Double> moreWords =
        both ? bm25(words.answer(), missing(nearest.hits(), wordHits)) : Map.of();
    double moreWordsMs = Leg.millisSince(start);
    Leg.await(deadline, moreVectors);
    return new Answer(
        new Fusion.Path(scored(wordHits), moreWords),
        new Fusion.Path(scored(nearest.hits()), moreVectors.answer()),
        words.millis() + moreWordsMs,
        embedMs,
        Math.max(0, vectors.millis() - embedMs) + moreVectors.millis(),
        degraded(words, vectors, moreVectors));
  }

  private static List<Retrieval.Degraded> degraded(
      Leg<?> words, Leg<?> vectors, Leg<?> moreVectors) {
    List<Retrieval.Degraded> out = new ArrayList<>();
    words.failure().ifPresent(cause -> out.add(new Retrieval.Degraded("bm25", cause)));
    vectors.failure().ifPresent(cause -> out.add(new Retrieval.Degraded("vector", cause)));
    moreVectors.failure().ifPresent(cause -> out.add(new Retrieval.Degraded("vector", cause)));
    return List.copyOf(out);
  }

  private static void refuseIfNoneAnswered(Leg<?> words, Leg<?> vectors) {
    if (words.answered() || vectors.answered()) {
      return;
    }
    words.failure().or(vectors::failure).ifPresent(HybridSearch::refuse);
  }

  private static void refuse(Throwable failure) {
    throw failure instanceof StoreException known
        ? known
        : new StoreUnavailableException("the search failed: " + failure, failure);
  }

  private KeywordMatches keywords() {
    return store.match(
        question.collection(), question.terms(), question.depth(), question.filter());
  }

  private Nearest nearest() {
    String model = question.model().orElseThrow();
    long start = System.nanoTime();
    float[] query = models.query(model, question.text());
    embedMs = Leg.millisSince(start);
    List<Hit> hits =
        store.nearest(question.collection(), model, query, question.depth(), question.filter());
    return new Nearest(query, hits);
  }

  /** A passage with none of the terms scores 0, which is its BM25. */
  private static Map<Long, Double> bm25(KeywordMatches found, List<Long> passages) {
    Map<Long, Double> out = new HashMap<>();
    passages.forEach(passage -> out.put(passage, 0.0));
    found
        .explained()
        .apply(passages)
        .forEach(
            (passage, parts) ->
                out.put(passage, parts.stream().mapToDouble(TermScore::score).sum()));
    return out;
  }

  private Map<Long, Double> similarities(float[] query, List<Long> passages) {
    return store.similarities(
        question.collection(), question.model().orElseThrow(), query, passages);
  }

  private static List<Long> missing(List<Hit> from, List<Hit> in) {
    Set<Long> there = new HashSet<>();
    in.forEach(hit -> there.add(hit.passage()));
    return from.stream().map(Hit::passage).filter(key -> !there.contains(key)).toList();
  }

  private static List<Fusion.Scored> scored(List<Hit> hits) {
    return hits.stream().map(hit -> new Fusion.Scored(hit.passage(), hit.score())).toList();
  }
}
