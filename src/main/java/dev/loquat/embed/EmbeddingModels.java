package dev.loquat.embed;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.loquat.text.Analyzer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Embedding models by name, each loaded once, when it is first used. Safe from any thread; queries
 * run on the caller's thread, passages on as many threads of its own as there are processors.
 */
public final class EmbeddingModels implements AutoCloseable {

  /** Chinese (and what is written with Chinese characters): 512 dimensions. */
  public static final String ZH = "bge-small-zh-v1.5";

  /** English and the rest: 384 dimensions. */
  public static final String EN = "bge-small-en-v1.5";

  /** The packaged models: each passage has a vector of that of its language. */
  public static final List<String> BY_LANGUAGE = List.of(ZH, EN);

  private final Map<String, Lazy> models = Collections.synchronizedMap(new LinkedHashMap<>());
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("loquat-embed-", 0).factory());

  /** The packaged models, none of them loaded yet. */
  public EmbeddingModels() {
    // bge 1.5 may do without its instruction before queries, and retrieves no worse so: ADR 21.
    add(ZH, "", () -> BertEmbeddingModel.load(ZH, 512));
    add(EN, "", () -> BertEmbeddingModel.load(EN, 384));
  }

  /**
   * Adds a model, or replaces the one of that name.
   *
   * @param queryPrefix what the model wants before a query; may be empty
   * @param model asked once, on first use
   */
  public void add(String name, String queryPrefix, Supplier<EmbeddingModel> model) {
    models.put(name, new Lazy(queryPrefix, model));
  }

  /** The names of all models. */
  public Set<String> names() {
    synchronized (models) {
      return Set.copyOf(models.keySet());
    }
  }

  /** The packaged model for texts of a language (ISO 639-1). */
  public static String forLanguage(String language) {
    return language.equals("zh") || language.equals("ja") ? ZH : EN;
  }

  /** The one of a collection's models that is for texts of a language; a single one is for all. */
  public static String forLanguage(String language, List<String> models) {
    String wanted = forLanguage(language);
    return models.contains(wanted) ? wanted : models.getFirst();
  }

  /**
   * The model itself.
   *
   * @throws UnknownModelException if there is none
   */
  public EmbeddingModel byName(String name) {
    return lazy(name).get();
  }

  /**
   * The vector of a query, of unit length, with the prefix that the model wants before queries. Of
   * queries that were asked lately the model is not asked again.
   */
  public float[] query(String name, String query) {
    Lazy lazy = lazy(name);
    return lazy.recent.vector(query, text -> embedded(name, lazy.get(), lazy.queryPrefix + text));
  }

  private static float[] embedded(String name, EmbeddingModel model, String text) {
    return model instanceof BertEmbeddingModel bert
        ? bert.embedText(text)
        : remote(name, model, List.of(text)).getFirst();
  }

  /** How many tokens a text has for a model; of remote models an estimate. */
  public int tokens(String name, String text) {
    return byName(name) instanceof BertEmbeddingModel bert
        ? bert.countTokens(text)
        : Analyzer.llmTokens(text);
  }

  /** The most tokens of a text that count; unknown of remote models, which say so themselves. */
  public OptionalInt mostTokens(String name) {
    return byName(name) instanceof BertEmbeddingModel
        ? OptionalInt.of(BertEmbeddingModel.MOST_TOKENS)
        : OptionalInt.empty();
  }

  /** The vectors of passages, of unit length, in order. */
  public List<float[]> passages(String name, List<String> texts) {
    EmbeddingModel model = byName(name);
    if (!(model instanceof BertEmbeddingModel bert)) { // a remote one batches by itself
      return remote(name, model, texts);
    }
    List<Future<float[]>> running = new ArrayList<>(texts.size());
    for (String text : texts) {
      running.add(workers.submit(() -> bert.embedText(text)));
    }
    return await(name, running);
  }

  private static List<float[]> remote(String name, EmbeddingModel model, List<String> texts) {
    List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
    List<float[]> out = new ArrayList<>(texts.size());
    try {
      model.embedAll(segments).content().forEach(vector -> out.add(unit(vector.vector())));
    } catch (LangChain4jException e) {
      throw new EmbeddingUnavailableException(
          "the embedding model " + name + " did not answer: " + e.getMessage(), e);
    }
    if (out.size() != texts.size()) {
      throw new EmbeddingUnavailableException(
          "the embedding model %s gave %d vectors for %d texts"
              .formatted(name, out.size(), texts.size()),
          new IllegalStateException("wrong number of vectors"));
    }
    return out;
  }

  private static List<float[]> await(String name, List<Future<float[]>> running) {
    List<float[]> out = new ArrayList<>(running.size());
    try {
      for (Future<float[]> vector : running) {
        out.add(vector.get());
      }
      return out;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingInterruptedException("interrupted while embedding with " + name, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + " failed", e.getCause());
    } finally {
      running.forEach(vector -> vector.cancel(true));
    }
  }

  private static float[] unit(float[] vector) {
    double square = 0;
    for (float v : vector) {
      square += (double) v * v;
    }
    if (square == 0 || Math.abs(square - 1) < 1e-5) {
      return vector;
    }
    float[] out = new float[vector.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (vector[i] / Math.sqrt(square));
    }
    return out;
  }

  private Lazy lazy(String name) {
    Lazy lazy = models.get(name);
    if (lazy == null) {
      throw new UnknownModelException(name, names());
    }
    return lazy;
  }

  /** Ends the threads; models stay loaded, as ONNX Runtime frees them with the process. */
  @Override
  public void close() {
    workers.shutdownNow();
  }

  private static final class Lazy {
    private final String queryPrefix;
    private final Supplier<EmbeddingModel> load;
    private final RecentQueries recent = new RecentQueries();
    private volatile @org.jspecify.annotations.Nullable EmbeddingModel loaded;

    Lazy(String queryPrefix, Supplier<EmbeddingModel> load) {
      this.queryPrefix = queryPrefix;
      this.load = load;
    }

    EmbeddingModel get() {
      EmbeddingModel model = loaded;
      if (model == null) {
        synchronized (this) {
          model = loaded;
          if (model == null) {
            model = load.get();
            loaded = model;
          }
        }
      }
      return model;
    }
  }
}
