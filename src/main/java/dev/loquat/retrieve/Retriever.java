package dev.loquat.retrieve;

import dev.loquat.embed.EmbeddingModels;
import dev.loquat.rank.Fusion;
import dev.loquat.rank.FusionChoice;
import dev.loquat.store.CollectionInfo;
import dev.loquat.store.Filter;
import dev.loquat.store.IndexMismatchException;
import dev.loquat.store.PassageStore;
import dev.loquat.store.TermScore;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import dev.loquat.text.Term;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers queries from a store. Blocks; safe from any thread. The two paths run on virtual threads
 * of their own; when the calling thread is interrupted, both are.
 */
public final class Retriever {
  /** So many of each path are fused at least; the fusion of a short list is a matter of luck. */
  private static final int MIN_DEPTH = 100;

  private final PassageStore store;
  private final Analyzers analyzers;
  private final EmbeddingModels models;
  private final Duration legDeadline;

  /**
   * A retriever.
   *
   * @param legDeadline a path that takes longer is left out
   */
  public Retriever(
      PassageStore store, Analyzers analyzers, EmbeddingModels models, Duration legDeadline) {
    this.store = store;
    this.analyzers = analyzers;
    this.models = models;
    this.legDeadline = legDeadline;
  }

  /**
   * The best passages.
   *
   * @throws dev.loquat.store.UnknownCollectionException if there is no such collection
   * @throws IndexMismatchException if another analyzer built it, whose words are not known here
   * @throws dev.loquat.store.StoreUnavailableException if neither path could answer
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public Retrieval retrieve(RetrievalQuery query) {
    CollectionInfo collection = store.collection(query.collection());
    try {
      Retrieval answer = retrieve(query, collection);
      boolean isOld =
          answer.degraded().stream().anyMatch(d -> d.cause() instanceof IndexMismatchException);
      return isOld ? retrieve(query, store.collection(query.collection())) : answer;
    } catch (IndexMismatchException e) {
      CollectionInfo now = store.collection(query.collection());
      if (models(now).keySet().equals(models(collection).keySet())) {
        throw e;
      }
      return retrieve(query, now); // its vectors were exchanged after it was looked at
    }
  }

  private Retrieval retrieve(RetrievalQuery query, CollectionInfo collection) {
    Analyzer analyzer = analyzerOf(collection);
    long start = System.nanoTime();
    FusionChoice fusion = query.fusion().or(collection::fusion).orElse(FusionChoice.DEFAULT);
    List<String> terms = analyzer.queryTerms(query.query()).stream().map(Term::text).toList();
    double tokenizeMs = Leg.millisSince(start);
    return search(query, collection, fusion, terms, tokenizeMs);
  }

  /** The one that the collection was built with: its terms must be the query's. */
  private Analyzer analyzerOf(CollectionInfo collection) {
    return analyzers
        .of(collection.analyzer())
        .orElseThrow(
            () ->
                new IndexMismatchException(
                    "collection \"%s\" was built by the analyzer %s, this is %s: ingest it again"
                        .formatted(
                            collection.name(),
                            collection.analyzer(),
                            analyzers.current().version())));
  }

  private Retrieval search(
      RetrievalQuery query,
      CollectionInfo collection,
      FusionChoice fusion,
      List<String> terms,
      double tokenizeMs) {
    int depth = Math.max(MIN_DEPTH, query.k());
    Optional<String> model = model(query.query(), collection);
    HybridSearch.Question question =
        new HybridSearch.Question(
            query.collection(), query.query(), terms, model, depth, query.filter());
    HybridSearch.Answer answer = new HybridSearch(store, models, legDeadline, question).run(fusion);
    long fuseStart = System.nanoTime();
    List<RetrievedPassage> passages = fuse(query, fusion, terms, answer);
    return new Retrieval(
        passages,
        fusion,
        new Retrieval.Timings(
            tokenizeMs,
            answer.bm25Ms(),
            answer.embedMs(),
            answer.vectorMs(),
            Leg.millisSince(fuseStart)),
        answer.degraded());
  }

  /** The model of the query's language, or else the one that most of the collection has. */
  private Optional<String> model(String query, CollectionInfo collection) {
    Map<String, Long> models = models(collection);
    String wanted = EmbeddingModels.forLanguage(analyzers.current().writtenLanguage(query));
    if (models.getOrDefault(wanted, 0L) > 0) {
      return Optional.of(wanted);
    }
    return models.entrySet().stream()
        .filter(model -> model.getValue() > 0)
        .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(Map.Entry::getKey);
  }

  /** Those that are in force; vectors of others are on their way in or out. */
  private static Map<String, Long> models(CollectionInfo collection) {
    Map<String, Long> inForce = new LinkedHashMap<>(collection.models());
    collection.embedding().ifPresent(embedding -> inForce.keySet().retainAll(embedding.models()));
    return inForce.isEmpty() ? collection.models() : inForce;
  }

  private List<RetrievedPassage> fuse(
      RetrievalQuery query, FusionChoice fusion, List<String> terms, HybridSearch.Answer answer) {
    List<Fusion.Fused> fused = Fusion.fuse(fusion, answer.bm25(), answer.vector());
    List<Selection.Chosen> best =
        new Selection(analyzers.current(), keys -> store.passages(query.collection(), keys))
            .choose(fused, query.k(), query.mmr());
    List<Long> keys = best.stream().map(one -> one.passage().key()).toList();
    Map<Long, List<TermScore>> explained =
        query.explain() ? store.explain(query.collection(), terms, keys) : Map.of();
    return best.stream()
        .map(
            one ->
                new RetrievedPassage(
                    one.passage(),
                    one.fused().score(),
                    one.fused().bm25(),
                    one.fused().similarity(),
                    one.fused().bm25Rank(),
                    one.fused().vectorRank(),
                    explained.getOrDefault(one.passage().key(), List.of()),
                    List.copyOf(one.duplicates())))
        .toList();
  }

  /** The documents that each choice ranks, by their best passage; both paths are asked once. */
  List<List<String>> rankings(String collection, String query, List<FusionChoice> choices) {
    CollectionInfo info = store.collection(collection);
    List<String> terms = analyzerOf(info).queryTerms(query).stream().map(Term::text).toList();
    HybridSearch.Question question =
        new HybridSearch.Question(
            collection, query, terms, model(query, info), MIN_DEPTH, Filter.NONE);
    HybridSearch.Answer answer =
        new HybridSearch(store, models, legDeadline, question).run(FusionChoice.DEFAULT);
    Map<Long, String> documents = new LinkedHashMap<>();
    List<Long> keys =
        Stream.concat(answer.bm25().ranked().stream(), answer.vector().ranked().stream())
            .map(Fusion.Scored::passage)
            .distinct()
            .toList();
    store.passages(collection, keys).forEach(p -> documents.put(p.key(), p.document()));
    return choices.stream()
        .map(
            choice ->
                Fusion.fuse(choice, answer.bm25(), answer.vector()).stream()
                    .flatMap(fused -> Stream.ofNullable(documents.get(fused.passage())))
                    .distinct()
                    .toList())
        .toList();
  }
}
