package dev.loquat.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.rank.FusionChoice;
import dev.loquat.retrieve.JudgedQuery;
import dev.loquat.retrieve.Retriever;
import dev.loquat.retrieve.Tuner;
import dev.loquat.store.TuningEvidence;
import dev.loquat.store.WritableStore;
import dev.loquat.telemetry.Steps;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Json;
import dev.loquat.wire.Work;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code tune}: finds the weight of BM25 that ranks a collection's judged queries best, and keeps
 * it as the collection's own.
 */
@Singleton
public class Tune implements LoquatFunction {
  private static final int MOST_QUERIES = 10_000;
  private static final int MOST_TRIALS = 1001;
  private static final int MOST_RELEVANT = 10_000;
  private static final int HIGHEST_GRADE = 10;
  private static final int LONGEST_QUERY = 64 * 1024;

  private final Retriever retriever;
  private final WritableStore store;
  private final Steps steps;
  private final Work work;

  Tune(Retriever retriever, WritableStore store, Steps steps, Work work, LoquatConfig config) {
    this.retriever = retriever;
    this.store = store;
    this.steps = steps;
    this.work = work.within(config.limits().ingestTime());
  }

  /** As Funqy calls it. */
  @Funq("tune")
  public Uni<JsonNode> onEvent(JsonNode request) {
    return call(request).map(answer -> Json.tree(answer.body()));
  }

  @Override
  public String name() {
    return "tune";
  }

  @Override
  public Uni<Answer> call(JsonNode body) {
    return work.on(() -> steps.run("tune", () -> answer(read(body))));
  }

  private record Request(
      String collection, List<JudgedQuery> queries, List<FusionChoice> grid, boolean store) {}

  private static Request read(JsonNode body) {
    Fields in = Fields.of(body);
    String collection =
        in.optionalText("collection", 1, Names.LONGEST).orElse(Names.DEFAULT_COLLECTION);
    List<JudgedQuery> queries = new ArrayList<>();
    for (Fields query : in.objects("queries", MOST_QUERIES)) {
      queries.add(query(query, queries.size()));
    }
    if (queries.isEmpty()) {
      in.missing("queries", "");
    }
    List<FusionChoice> grid = in.object("alpha").map(Tune::grid).orElseGet(Tuner::usualGrid);
    boolean store = in.flag("store", true);
    in.end();
    return new Request(collection, queries, grid, store);
  }

  private static JudgedQuery query(Fields in, int number) {
    String id = in.optionalText("id", 1, Names.LONGEST_ID).orElse(Integer.toString(number));
    String text = in.text("query", 1, LONGEST_QUERY);
    Map<String, Integer> grades = new LinkedHashMap<>();
    JsonNode relevant = in.raw("relevant");
    if (relevant.isArray()) {
      in.texts("relevant", MOST_RELEVANT, 1, Names.LONGEST_ID).forEach(d -> grades.put(d, 1));
    } else {
      in.free("relevant").ifPresent(judged -> readGrades(in, judged, grades));
    }
    if (grades.isEmpty()) {
      in.missing("relevant", "");
    }
    return new JudgedQuery(id, text, grades);
  }

  private static void readGrades(Fields in, JsonNode judged, Map<String, Integer> grades) {
    judged
        .properties()
        .forEach(
            grade -> {
              int value = grade.getValue().isInt() ? grade.getValue().intValue() : -1;
              if (value < 0 || value > HIGHEST_GRADE) {
                in.fault(
                    "relevant",
                    "must give each document a whole number from 0 to " + HIGHEST_GRADE);
              }
              grades.put(grade.getKey(), value);
            });
  }

  private static List<FusionChoice> grid(Fields in) {
    double from = in.number("from", 0, 1).orElse(Tuner.FROM);
    double to = in.number("to", 0, 1).orElse(Tuner.TO);
    double step = in.number("step", 1.0 / (MOST_TRIALS - 1), 1).orElse(Tuner.STEP);
    if (from > to) {
      in.fault("from", "must not be above to");
      return List.of();
    }
    return Tuner.grid(from, to, step);
  }

  private Answer answer(Request request) {
    Tuner.Result result =
        new Tuner(retriever).tune(request.collection(), request.queries(), request.grid());
    Tuner.Trial best = result.best();
    if (request.store()) {
      store.tune(request.collection(), best.choice(), evidence(result));
    }
    return Answer.ok(
        new Result(
            request.collection(),
            result.queries(),
            request.store(),
            TrialView.of(best),
            result.trials().stream().map(TrialView::of).toList()));
  }

  private static TuningEvidence evidence(Tuner.Result result) {
    Tuner.Trial best = result.best();
    return new TuningEvidence(
        result.queries(),
        best.ndcg(),
        best.low(),
        best.high(),
        best.mrr(),
        best.recall(),
        result.trials().size(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /**
   * What was found.
   *
   * @param stored whether the best is the collection's own from now on
   */
  record Result(
      String collection, int queries, boolean stored, TrialView best, List<TrialView> trials) {}

  /** A weight and what it measured. */
  record TrialView(double alpha, double ndcg, double low, double high, double mrr, double recall) {
    static TrialView of(Tuner.Trial trial) {
      return new TrialView(
          trial.choice().alpha(),
          trial.ndcg(),
          trial.low(),
          trial.high(),
          trial.mrr(),
          trial.recall());
    }
  }
}
