package dev.loquat.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.rank.FusionChoice;
import dev.loquat.retrieve.Retrieval;
import dev.loquat.retrieve.RetrievalQuery;
import dev.loquat.retrieve.Retriever;
import dev.loquat.store.Filter;
import dev.loquat.store.InvalidFilterException;
import dev.loquat.telemetry.Steps;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Json;
import dev.loquat.wire.Work;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code retrieve}: the passages of a collection that answer a query best. */
@Singleton
public class Retrieve implements LoquatFunction {
  private static final int DEFAULT_K = 10;

  /** A query is a question, not a document. */
  private static final int LONGEST_QUERY = 64 * 1024;

  private final Retriever retriever;
  private final Steps steps;
  private final Work work;

  Retrieve(Retriever retriever, Steps steps, Work work) {
    this.retriever = retriever;
    this.steps = steps;
    this.work = work;
  }

  /** As Funqy calls it. */
  @Funq("retrieve")
  public Uni<JsonNode> onEvent(JsonNode request) {
    return call(request).map(answer -> Json.tree(answer.body()));
  }

  @Override
  public String name() {
    return "retrieve";
  }

  @Override
  public Uni<Answer> call(JsonNode body) {
    return work.on(() -> steps.run("retrieve", () -> answer(read(body))));
  }

  private Answer answer(RetrievalQuery query) {
    Retrieval retrieval = retriever.retrieve(query);
    retrieval.degraded().forEach(part -> steps.degraded(part.path(), part.cause()));
    return Answer.ok(Result.of(retrieval, query.explain()));
  }

  private static RetrievalQuery read(JsonNode body) {
    Fields in = Fields.of(body);
    String query = in.text("query", 0, LONGEST_QUERY);
    String collection =
        in.optionalText("collection", 1, Names.LONGEST).orElse(Names.DEFAULT_COLLECTION);
    int k = in.integer("k", 1, RetrievalQuery.MAX_K, DEFAULT_K);
    Optional<FusionChoice> fusion = in.object("fusion").map(FusionView::read);
    Filter filter = filter(in);
    boolean explain = in.flag("explain", false);
    OptionalDouble mmr = in.number("mmr", 0, 1);
    in.end();
    return new RetrievalQuery(query, collection, k, fusion, filter, explain, mmr);
  }

  private static Filter filter(Fields in) {
    Optional<JsonNode> filter = in.free("filter");
    if (filter.isEmpty()) {
      return Filter.NONE;
    }
    try {
      return Filter.of(Json.map(filter.get()));
    } catch (InvalidFilterException e) {
      in.fault("filter", e.path(), e.reason());
      return Filter.NONE;
    }
  }

  /** The answer as the contract writes it. */
  record Result(
      List<PassageView> passages,
      FusionView fusion,
      Retrieval.Timings timings,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> degraded) {
    static Result of(Retrieval retrieval, boolean explain) {
      return new Result(
          retrieval.passages().stream().map(p -> PassageView.of(p, explain)).toList(),
          FusionView.of(retrieval.fusion()),
          retrieval.timings(),
          retrieval.degraded().stream().map(Retrieval.Degraded::path).toList());
    }
  }
}
