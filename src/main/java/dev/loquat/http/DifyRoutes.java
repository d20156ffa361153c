package dev.loquat.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loquat.answer.Citations;
import dev.loquat.retrieve.Retrieval;
import dev.loquat.retrieve.RetrievalQuery;
import dev.loquat.retrieve.RetrievedPassage;
import dev.loquat.retrieve.Retriever;
import dev.loquat.store.Filter;
import dev.loquat.store.Passage;
import dev.loquat.telemetry.Steps;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Problem;
import dev.loquat.wire.Work;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /retrieval}: a collection as an external knowledge base of Dify. */
@Singleton
final class DifyRoutes {
  static final String PATH = "/retrieval";

  private static final int BAD_HEADER = 1001;
  private static final int WRONG_KEY = 1002;
  private static final int NO_SUCH_KNOWLEDGE = 2001;
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_QUERY = 64 * 1024;

  private final Retriever retriever;
  private final Steps steps;
  private final Work work;

  DifyRoutes(Retriever retriever, Steps steps, Work work) {
    this.retriever = retriever;
    this.steps = steps;
    this.work = work;
  }

  void add(Router router) {
    router.post(PATH).order(Routes.ORDER).handler(this::retrieve);
    router.route(PATH).order(Routes.ORDER + 1).handler(Routes::wrongMethod);
  }

  /** Adds what Dify calls an error to a problem. */
  static void addError(ObjectNode body, Problem problem, @Nullable String authorization) {
    int code =
        switch (problem.kind()) {
          case UNAUTHORIZED -> isBearer(authorization) ? WRONG_KEY : BAD_HEADER;
          case NOT_FOUND -> NO_SUCH_KNOWLEDGE;
          default -> problem.getStatus();
        };
    body.put("error_code", code);
    body.put("error_msg", problem.detail());
  }

  private static boolean isBearer(@Nullable String authorization) {
    return authorization != null
        && authorization.strip().toLowerCase(Locale.ROOT).startsWith("bearer ");
  }

  private void retrieve(RoutingContext context) {
    Request request = read(Bodies.json(context));
    Replies.when(
        context,
        work.on(() -> steps.run("retrieve", () -> answer(request))),
        found -> Replies.json(context, 200, found));
  }

  private record Request(RetrievalQuery query, double threshold) {}

  private static Request read(JsonNode body) {
    Fields in = Fields.of(body);
    String collection = in.text("knowledge_id", 1, LONGEST_NAME);
    String query = in.text("query", 1, LONGEST_QUERY);
    int k = 1;
    double threshold = 0;
    Optional<Fields> setting = in.object("retrieval_setting");
    if (setting.isPresent()) {
      Fields wanted = setting.get();
      if (!wanted.has("top_k")) {
        wanted.missing("top_k", "");
      }
      k = wanted.integer("top_k", 1, RetrievalQuery.MAX_K, 1);
      threshold = wanted.number("score_threshold", 0, 1).orElse(0);
    } else {
      in.missing("retrieval_setting", "");
    }
    Filter filter = in.object("metadata_condition").map(DifyFilter::read).orElse(Filter.NONE);
    in.end();
    return new Request(
        new RetrievalQuery(query, collection, k, Optional.empty(), filter, false), threshold);
  }

  private Found answer(Request request) {
    Retrieval retrieval = retriever.retrieve(request.query());
    retrieval.degraded().forEach(part -> steps.degraded(part.path(), part.cause()));
    return new Found(
        retrieval.passages().stream()
            .filter(passage -> passage.score() >= request.threshold())
            .map(passage -> Knowledge.of(request.query().collection(), passage))
            .toList());
  }

  /** The answer. */
  record Found(List<Knowledge> records) {}

  /**
   * A passage.
   *
   * @param metadata its document's, and where it stands in it, where the document's own do not use
   *     these names
   */
  record Knowledge(
      @JsonProperty("content") String content,
      double score,
      String title,
      Map<String, Object> metadata) {
    static Knowledge of(String collection, RetrievedPassage found) {
      Passage passage = found.passage();
      Map<String, Object> metadata = new LinkedHashMap<>(passage.metadata());
      metadata.putIfAbsent("document", passage.document());
      metadata.putIfAbsent("url", Citations.url(passage, collection));
      metadata.putIfAbsent("start", passage.start());
      metadata.putIfAbsent("end", passage.end());
      String title = passage.title().isEmpty() ? passage.document() : passage.title();
      return new Knowledge(passage.text(), found.score(), title, metadata);
    }
  }
}
