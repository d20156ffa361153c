package dev.loquat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loquat.rank.NaiveBm25;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every store promises, run against each. BM25 to 1e-4; similarities to 0.003, what vectors in
 * bytes or half floats cost.
 */
public abstract class PassageStoreContract {
  protected static final String COLLECTION = "contract";
  protected static final String ANALYZER = "contract-1";
  private static final String MODEL = "model-a";
  private static final String OTHER = "model-b";
  private static final int DIMENSION = 384;

  /** The documents of the test: made once, from a fixed seed. */
  protected static final List<IndexedDocument> CORPUS = corpus();

  /** A store that holds {@link #CORPUS} as {@link #COLLECTION}, of analyzer {@link #ANALYZER}. */
  protected abstract PassageStore store();

  private static List<IndexedDocument> corpus() {
    Random random = new Random(42);
    List<IndexedDocument> out = new ArrayList<>();
    for (int d = 0; d < 120; d++) {
      StringBuilder text = new StringBuilder("😀 ");
      List<IndexedPassage> passages = new ArrayList<>();
      for (int p = 0; p <= d % 3; p++) {
        List<String> terms = new ArrayList<>();
        int start = text.length();
        for (int t = 5 + random.nextInt(40); t > 0; t--) {
          String term = "词" + (int) (Math.pow(random.nextDouble(), 3) * 80);
          terms.add(term);
          text.append(term).append(' ');
        }
        String model = d % 10 == 9 ? OTHER : MODEL;
        var embedded = new IndexedPassage.Embedded(model, unit(random));
        passages.add(new IndexedPassage(start, text.length() - 1, terms, Optional.of(embedded)));
      }
      Map<String, Object> metadata = new LinkedHashMap<>();
      metadata.put("lang", d % 4 == 0 ? "zh" : "en");
      metadata.put("year", 2000 + d % 30);
      metadata.put("tag", d % 2 == 0 ? List.of("even", "n" + d) : List.of("odd"));
      metadata.put("draft", d % 7 == 0);
      if (d % 5 == 0) {
        metadata.put("it's \"odd\"\\", Map.of("deep", 1.5));
      }
      Document document =
          new Document(
              "文档/" + d + "?#'",
              "Title " + d,
              text.toString(),
              d % 2 == 0 ? Optional.of("https://example.org/" + d) : Optional.empty(),
              metadata);
      out.add(new IndexedDocument(document, "hash" + d, Optional.empty(), passages));
    }
    return out;
  }

  private static final List<Filter.Condition> CONDITIONS =
      List.of(
          new Filter.TextMatch("lang", Filter.Place.START, "z"),
          new Filter.TextMatch("tag", Filter.Place.ANYWHERE, "ve"),
          new Filter.TextMatch("tag", Filter.Place.END, "1"),
          new Filter.TextMatch("tag", Filter.Place.ANYWHERE, ".*"),
          new Filter.TextMatch("year", Filter.Place.START, "2"),
          new Filter.Not(new Filter.TextMatch("year", Filter.Place.START, "2")),
          new Filter.Not(new Filter.AnyOf("tag", List.of("even"))),
          new Filter.Not(new Filter.AnyOf("unknown", List.of("x"))),
          new Filter.Not(new Filter.Not(new Filter.Exists("draft", true))),
          new Filter.Any(
              List.of(
                  new Filter.AnyOf("lang", List.of("zh")),
                  new Filter.Bound("year", Filter.Side.LT, new java.math.BigDecimal(2005)),
                  new Filter.Bound("year", Filter.Side.LT, "x"))),
          new Filter.Any(List.of()));

  private static float[] unit(Random random) {
    float[] vector = new float[DIMENSION];
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
      square += (double) vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }

  private static Map<String, List<String>> termsByPassage() {
    Map<String, List<String>> out = new LinkedHashMap<>();
    for (IndexedDocument document : CORPUS) {
      for (int p = 0; p < document.passages().size(); p++) {
        out.put(document.document().id() + "#" + p, document.passages().get(p).terms());
      }
    }
    return out;
  }

  private static Document document(String passage) {
    String id = passage.substring(0, passage.lastIndexOf('#'));
    return CORPUS.stream()
        .map(IndexedDocument::document)
        .filter(d -> d.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Double> named(List<Hit> hits) {
    Map<Long, Passage> passages = new LinkedHashMap<>();
    store()
        .passages(COLLECTION, hits.stream().map(Hit::passage).toList())
        .forEach(p -> passages.put(p.key(), p));
    Map<String, Double> out = new LinkedHashMap<>();
    hits.forEach(hit -> out.put(passages.get(hit.passage()).id(), hit.score()));
    return out;
  }

  private static void agree(Map<String, Double> found, Map<String, Double> expected, double error) {
    List<Double> best =
        expected.values().stream().sorted(Comparator.reverseOrder()).limit(found.size()).toList();
    int[] i = {0};
    found.forEach(
        (id, score) -> {
          assertThat(score).as(id).isCloseTo(expected.get(id), within(error));
          assertThat(score).as("rank of " + id).isCloseTo(best.get(i[0]++), within(error));
        });
  }

  @Test
  void ranksByExactBm25() {
    List<List<String>> queries =
        List.of(List.of("词0"), List.of("词3", "词50"), List.of("词1", "词2", "词7", "词60", "nowhere"));
    for (List<String> query : queries) {
      Map<String, Double> expected = NaiveBm25.scores(termsByPassage(), query);
      for (int k : new int[] {1, 10, 1000}) {
        Map<String, Double> found = named(store().keywords(COLLECTION, query, k, Filter.NONE));
        assertThat(found).hasSize(Math.min(k, expected.size()));
        agree(found, expected, 1e-4);
      }
    }
  }

  @Test
  void countsARepeatedQueryTermTwice() {
    double once = store().keywords(COLLECTION, List.of("词5"), 1, Filter.NONE).getFirst().score();
    double twice =
        store().keywords(COLLECTION, List.of("词5", "词5"), 1, Filter.NONE).getFirst().score();
    assertThat(twice).isCloseTo(2 * once, within(1e-4));
  }

  @Test
  void findsNothingForUnknownOrNoTerms() {
    assertThat(store().keywords(COLLECTION, List.of("nowhere"), 10, Filter.NONE)).isEmpty();
    assertThat(store().keywords(COLLECTION, List.of(), 10, Filter.NONE)).isEmpty();
  }

  @Test
  void explainsEveryScoreByItsTerms() {
    List<String> query = List.of("词1", "词2", "词7", "词1");
    List<Hit> hits = store().keywords(COLLECTION, query, 20, Filter.NONE);
    Map<Long, List<TermScore>> explained =
        store().explain(COLLECTION, query, hits.stream().map(Hit::passage).toList());
    assertThat(explained).hasSize(hits.size());
    KeywordMatches matches = store().match(COLLECTION, query, 20, Filter.NONE);
    assertThat(matches.hits()).isEqualTo(hits);
    assertThat(matches.explained().apply(List.copyOf(explained.keySet()))).isEqualTo(explained);
    for (Hit hit : hits) {
      List<TermScore> terms = explained.get(hit.passage());
      assertThat(terms.stream().mapToDouble(TermScore::score).sum())
          .isCloseTo(hit.score(), within(1e-4));
      assertThat(terms).allSatisfy(t -> assertThat(t.tf()).isPositive());
      assertThat(query).containsAll(terms.stream().map(TermScore::term).toList());
    }
  }

  @Test
  void findsTheNearestByCosineOfOneModel() {
    Random random = new Random(7);
    for (String model : List.of(MODEL, OTHER)) {
      float[] query = unit(random);
      Map<String, Double> expected = new LinkedHashMap<>();
      for (IndexedDocument document : CORPUS) {
        for (int p = 0; p < document.passages().size(); p++) {
          var embedded = document.passages().get(p).embedding().orElseThrow();
          if (embedded.model().equals(model)) {
            double dot = 0;
            for (int i = 0; i < DIMENSION; i++) {
              dot += (double) query[i] * embedded.vector()[i];
            }
            expected.put(document.document().id() + "#" + p, dot);
          }
        }
      }
      Map<String, Double> found = named(store().nearest(COLLECTION, model, query, 20, Filter.NONE));
      assertThat(found).hasSize(Math.min(20, expected.size()));
      agree(found, expected, 0.003);
      List<Hit> hits = store().nearest(COLLECTION, model, query, 20, Filter.NONE);
      List<Long> keys = new ArrayList<>(hits.stream().map(Hit::passage).toList());
      keys.add(Long.MAX_VALUE);
      Map<Long, Double> similarities = store().similarities(COLLECTION, model, query, keys);
      assertThat(similarities).hasSize(hits.size());
      hits.forEach(
          hit -> assertThat(similarities.get(hit.passage())).isCloseTo(hit.score(), within(1e-4)));
    }
    assertThat(store().nearest(COLLECTION, "no-model", unit(random), 5, Filter.NONE)).isEmpty();
  }

  @Test
  void filtersBothPathsAlike() {
    List<Map<String, ?>> filters =
        List.of(
            Map.of("lang", "zh"),
            Map.of("lang", List.of("zh", "fr")),
            Map.of("year", Map.of("gte", 2010, "lt", 2020)),
            Map.of("year", 2003.0),
            Map.of("tag", "even", "draft", false),
            Map.of("tag", List.of("n4", "odd")),
            Map.of("lang", Map.of("gt", "en")),
            Map.of("it's \"odd\"\\", Map.of("exists", true)),
            Map.of("it's \"odd\"\\", Map.of("exists", false)),
            Map.of("unknown", "x"),
            Map.of("year", "2003"),
            Map.of("year", Map.of("gt", "2003")),
            Map.of("lang", "\u0000"),
            Map.of("draft", Map.of("exists", true), "year", Map.of("lte", 2001)));
    List<Filter> all = new ArrayList<>(filters.stream().map(Filter::of).toList());
    CONDITIONS.forEach(condition -> all.add(new Filter(List.of(condition))));
    float[] query = unit(new Random(9));
    for (Filter filter : all) {
      List<String> terms = List.of("词0", "词1", "词2");
      Map<String, Double> expected = NaiveBm25.scores(termsByPassage(), terms);
      expected.keySet().removeIf(id -> !filter.matches(document(id).metadata()));
      Map<String, Double> found = named(store().keywords(COLLECTION, terms, 1000, filter));
      assertThat(found.keySet())
          .as(filter.toString())
          .containsExactlyInAnyOrderElementsOf(expected.keySet());
      agree(found, expected, 1e-4);
      assertThat(named(store().nearest(COLLECTION, MODEL, query, 1000, filter)).keySet())
          .as(filter.toString())
          .allMatch(id -> filter.matches(document(id).metadata()))
          .hasSize(
              (int)
                  termsByPassage().keySet().stream()
                      .filter(id -> filter.matches(document(id).metadata()))
                      .filter(id -> !document(id).id().matches("文档/\\d*9\\?#'"))
                      .count());
    }
  }

  @Test
  void givesPassagesAsTheyWereWritten() {
    List<Hit> hits = store().keywords(COLLECTION, List.of("词0"), 1000, Filter.NONE);
    List<Passage> passages = store().passages(COLLECTION, hits.stream().map(Hit::passage).toList());
    assertThat(passages)
        .extracting(Passage::key)
        .containsExactlyElementsOf(hits.stream().map(Hit::passage).toList());
    for (Passage passage : passages) {
      Document document = document(passage.id());
      assertThat(passage.document()).isEqualTo(document.id());
      assertThat(passage.title()).isEqualTo(document.title());
      assertThat(passage.url()).isEqualTo(document.url());
      assertThat(passage.text())
          .isEqualTo(document.text().substring(passage.start(), passage.end()));
      assertThat(passage.metadata()).isEqualTo(document.metadata());
    }
    assertThat(store().passages(COLLECTION, List.of(Long.MAX_VALUE, -1L))).isEmpty();
  }

  @Test
  void listsIdsInOrder() {
    List<String> ids = CORPUS.stream().map(d -> d.document().id()).sorted().toList();
    assertThat(store().documentIds(COLLECTION, "", 10_000)).isEqualTo(ids);
    assertThat(store().documentIds(COLLECTION, ids.get(4), 3)).isEqualTo(ids.subList(5, 8));
    assertThat(store().documentIds(COLLECTION, ids.getLast(), 3)).isEmpty();
  }

  @Test
  void givesWholeDocuments() {
    Document document = CORPUS.get(17).document();
    assertThat(store().document(COLLECTION, document.id())).contains(document);
    assertThat(store().document(COLLECTION, "文档")).isEmpty();
  }

  @Test
  void tellsWhatACollectionWasBuiltWith() {
    CollectionInfo info = store().collection(COLLECTION);
    assertThat(info.analyzer()).isEqualTo(ANALYZER);
    assertThat(info.documents()).isEqualTo(CORPUS.size());
    assertThat(info.passages()).isEqualTo(termsByPassage().size());
    assertThat(info.models().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(termsByPassage().size());
    assertThat(info.fusion()).isEmpty();
    assertThat(store().collections()).contains(info);
  }

  @Test
  void namesAnUnknownCollection() {
    List<Runnable> calls =
        List.of(
            () -> store().collection("none"),
            () -> store().keywords("none", List.of("a"), 1, Filter.NONE),
            () -> store().nearest("none", MODEL, new float[DIMENSION], 1, Filter.NONE),
            () -> store().explain("none", List.of("a"), List.of(1L)),
            () -> store().passages("none", List.of(1L)),
            () -> store().document("none", "x"));
    for (Runnable call : calls) {
      assertThatThrownBy(call::run)
          .isInstanceOf(UnknownCollectionException.class)
          .hasMessageContaining("none");
    }
  }
}
