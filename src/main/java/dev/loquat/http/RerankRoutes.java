package dev.loquat.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.retrieve.Reranker;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Work;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code POST /v1/rerank}: orders documents by how well they answer a query, as Cohere's and Jina's
 * APIs have it. One model scores, whatever name is sent; the answer's {@code model} says which.
 */
@Singleton
final class RerankRoutes {
  private static final String PATH = "/v1/rerank";
  private static final int MOST_DOCUMENTS = 1000;
  private static final int LONGEST_QUERY = 64 * 1024;

  private final Reranker reranker;
  private final Work work;

  RerankRoutes(Reranker reranker, Work work) {
    this.reranker = reranker;
    this.work = work;
  }

  void add(Router router) {
    router.post(PATH).order(Routes.ORDER).handler(this::rerank);
    router.route(PATH).order(Routes.ORDER + 1).handler(Routes::wrongMethod);
  }

  private void rerank(RoutingContext context) {
    Request request = read(Bodies.json(context));
    Replies.when(
        context, work.on(() -> answer(request)), ranking -> Replies.json(context, 200, ranking));
  }

  private record Request(
      Optional<String> model, String query, List<String> documents, int most, boolean texts) {}

  private static Request read(JsonNode body) {
    Fields in = Fields.of(body);
    Optional<String> model = in.optionalText("model", 1, Fields.MAX_TEXT);
    String query = in.text("query", 1, LONGEST_QUERY);
    List<String> documents = documents(in);
    int most = in.integer("top_n", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    boolean texts = in.flag("return_documents", false);
    in.endLeniently();
    return new Request(model, query, documents, most, texts);
  }

  /** Texts, or objects with one in {@code text}; both may be mixed. */
  private static List<String> documents(Fields in) {
    JsonNode documents = in.raw("documents");
    if (documents.isMissingNode()) {
      return in.missing("documents", List.of());
    }
    if (documents.isArray() && documents.isEmpty()) {
      in.fault("documents", "must not be empty");
      return List.of();
    }
    return in.textsOrObjects("documents", "text", MOST_DOCUMENTS, Fields.MAX_TEXT);
  }

  private Ranking answer(Request request) {
    Reranker.Ranking ranking =
        reranker.rerank(request.model(), request.query(), request.documents());
    List<Ranked> results =
        ranking.best().stream()
            .limit(request.most())
            .map(
                scored ->
                    new Ranked(
                        scored.index(),
                        scored.relevance(),
                        request.texts()
                            ? Optional.of(new Text(request.documents().get(scored.index())))
                            : Optional.empty()))
            .toList();
    return new Ranking(
        UUID.randomUUID().toString(), ranking.model(), results, new Tokens(ranking.tokens()));
  }

  /** The answer. */
  record Ranking(String id, String model, List<Ranked> results, Tokens usage) {}

  /** A document's place. */
  record Ranked(
      int index,
      @JsonProperty("relevance_score") double relevanceScore,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Text> document) {}

  /** A document. */
  record Text(String text) {}

  /** What was read. */
  record Tokens(@JsonProperty("total_tokens") int totalTokens) {}
}
