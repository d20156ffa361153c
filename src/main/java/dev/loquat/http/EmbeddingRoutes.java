package dev.loquat.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.loquat.embed.EmbeddingModels;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.wire.Fields;
import dev.loquat.wire.ProblemException;
import dev.loquat.wire.Work;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;

/** {@code POST /v1/embeddings}: texts to vectors, as OpenAI's API has it. */
@Singleton
final class EmbeddingRoutes {
  private static final String PATH = "/v1/embeddings";
  private static final int MOST_INPUTS = 2048;
  private static final int MOST_DIMENSIONS = 65_536;

  private final EmbeddingModels models;
  private final Work work;

  EmbeddingRoutes(EmbeddingModels models, Work work, LoquatConfig config) {
    this.models = models;
    this.work = work.within(config.limits().ingestTime());
  }

  void add(Router router) {
    router.post(PATH).order(Routes.ORDER).handler(this::embed);
    router.route(PATH).order(Routes.ORDER + 1).handler(Routes::wrongMethod);
  }

  private void embed(RoutingContext context) {
    Request request = read(Bodies.json(context));
    Replies.when(
        context,
        work.on(() -> answer(request)),
        embeddings -> Replies.json(context, 200, embeddings));
  }

  private record Request(
      String model, List<String> texts, boolean base64, boolean query, OptionalInt dimensions) {}

  private static Request read(JsonNode body) {
    Fields in = Fields.of(body);
    String model = in.text("model", 1, Fields.MAX_TEXT);
    List<String> texts = texts(in);
    boolean base64 =
        in.choice("encoding_format", List.of("float", "base64"), "float").equals("base64");
    String type =
        in.choice(
            "input_type",
            List.of("query", "search_query", "document", "passage", "search_document"),
            "document");
    OptionalInt dimensions =
        in.has("dimensions")
            ? OptionalInt.of(in.integer("dimensions", 1, MOST_DIMENSIONS, 1))
            : OptionalInt.empty();
    in.endLeniently();
    return new Request(model, texts, base64, type.endsWith("query"), dimensions);
  }

  private static List<String> texts(Fields in) {
    JsonNode input = in.raw("input");
    if (input.isMissingNode()) {
      return in.missing("input", List.of());
    }
    if (input.isArray() && (input.path(0).isNumber() || input.path(0).isArray())) {
      in.fault("input", "must be text: token numbers mean nothing to this model's vocabulary");
      return List.of();
    }
    if (input.isArray() && input.isEmpty()) {
      in.fault("input", "must not be empty");
      return List.of();
    }
    return input.isArray()
        ? in.texts("input", MOST_INPUTS, 1, Fields.MAX_TEXT)
        : List.of(in.text("input", 1, Fields.MAX_TEXT));
  }

  private Embeddings answer(Request request) {
    String name = request.model();
    EmbeddingModel model = models.byName(name);
    request.dimensions().ifPresent(wanted -> refuseOther(model.dimension(), name, wanted));
    int tokens = countTokens(name, request.texts());
    List<float[]> vectors =
        request.query()
            ? request.texts().stream().map(text -> models.query(name, text)).toList()
            : models.passages(name, request.texts());
    List<Embedded> data = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      float[] vector = vectors.get(i);
      data.add(new Embedded("embedding", i, request.base64() ? base64(vector) : vector));
    }
    return new Embeddings("list", data, name, new Tokens(tokens, tokens));
  }

  private static void refuseOther(int dimension, String model, int wanted) {
    if (wanted != dimension) {
      throw ProblemException.invalid(
          "/dimensions", "must be " + dimension + ": " + model + " has no vectors of " + wanted);
    }
  }

  private int countTokens(String model, List<String> texts) {
    OptionalInt most = models.mostTokens(model);
    int sum = 0;
    for (int i = 0; i < texts.size(); i++) {
      int tokens = models.tokens(model, texts.get(i));
      if (most.isPresent() && tokens > most.getAsInt()) {
        throw ProblemException.invalid(
            texts.size() == 1 ? "/input" : "/input/" + i,
            "has " + tokens + " tokens; " + model + " reads at most " + most.getAsInt());
      }
      sum += tokens;
    }
    return sum;
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** The answer. */
  record Embeddings(String object, List<Embedded> data, String model, Tokens usage) {}

  /**
   * One vector.
   *
   * @param embedding its numbers, or base64 of them as 32-bit little-endian floats
   */
  record Embedded(String object, int index, Object embedding) {}

  /** What was read. */
  record Tokens(
      @JsonProperty("prompt_tokens") int promptTokens,
      @JsonProperty("total_tokens") int totalTokens) {}
}
