package dev.loquat.answer;

import dev.loquat.guard.Guard;
import dev.loquat.guard.Source;
import dev.loquat.guard.Verdict;
import dev.loquat.model.ModelCall;
import dev.loquat.model.Piece;
import dev.loquat.model.Turn;
import dev.loquat.retrieve.Retrieval;
import dev.loquat.retrieve.RetrievalQuery;
import dev.loquat.retrieve.RetrievedPassage;
import dev.loquat.retrieve.Retriever;
import dev.loquat.score.Scorer;
import dev.loquat.score.TrustScore;
import dev.loquat.store.Filter;
import dev.loquat.telemetry.Steps;
import dev.loquat.text.Analyzer;
import dev.loquat.wire.Work;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers questions: guard, retrieve, render, stream, score. */
public final class AnswerPipeline {
  private final Supplier<Guard> guard;
  private final Retriever retriever;
  private final Grounded grounded;
  private final Slicing slicing;
  private final Supplier<Scorer> scorer;
  private final Analyzer analyzer;
  private final Steps steps;
  private final Work work;
  private final Duration longest;

  AnswerPipeline(Rooms rooms, Slicing slicing, Duration longest) {
    this.guard = rooms.guard();
    this.retriever = rooms.retriever();
    this.grounded = new Grounded(rooms.prompts(), new RenderedGuard(rooms.guard()));
    this.slicing = slicing;
    this.scorer = rooms.scorer();
    this.analyzer = rooms.analyzer();
    this.steps = rooms.steps();
    this.work = rooms.work();
    this.longest = longest;
  }

  /**
   * The answer to a question. Nothing happens before the subscription; cancelling it ends
   * retrieval, model call and score. Fails with {@link GuardRefusal}, {@link
   * dev.loquat.model.ModelFailure}, an exception of the store, or 504 at the deadline.
   */
  public Multi<AnswerEvent> answer(AnswerRequest request) {
    Context parent = Context.current();
    return work.on(() -> prepare(request, parent))
        .onItem()
        .transformToMulti(prepared -> stream(prepared, parent));
  }

  private Prepared prepare(AnswerRequest request, Context parent) {
    steps.run("guard", parent, () -> checkTurns(request.turns()));
    String language = analyzer.language(request.question());
    if (request.grounding().isEmpty()) {
      ModelCall call =
          new ModelCall(
              request.turns(), request.question(), List.of(), language, request.sampling());
      return new Prepared(request, call, new AnswerEvent.Found(List.of(), List.of()));
    }
    AnswerRequest.Grounding grounding = request.grounding().get();
    Retrieval retrieval =
        steps.run("retrieve", parent, () -> retrieve(request.question(), grounding));
    List<CitablePassage> passages =
        steps.run("guard_passages", parent, () -> safe(retrieval, grounding.collection()));
    ModelCall call =
        steps.run("render", parent, () -> grounded.call(request, grounding, passages, language));
    List<String> degraded = retrieval.degraded().stream().map(Retrieval.Degraded::path).toList();
    return new Prepared(request, call, new AnswerEvent.Found(passages, degraded));
  }

  private boolean checkTurns(List<Turn> turns) {
    for (int i = 0; i < turns.size(); i++) {
      if (turns.get(i).role().equals("user")) {
        Verdict verdict = guard.get().scan(turns.get(i).content(), Source.USER);
        if (!verdict.allowed()) {
          throw new GuardRefusal(i, verdict);
        }
      }
    }
    return true;
  }

  private Retrieval retrieve(String question, AnswerRequest.Grounding grounding) {
    RetrievalQuery query =
        new RetrievalQuery(
            question, grounding.collection(), grounding.k(), grounding.fusion(), Filter.NONE, true);
    Retrieval retrieval = retriever.retrieve(query);
    retrieval.degraded().forEach(part -> steps.degraded(part.path(), part.cause()));
    return retrieval;
  }

  /** Passages that try to give orders never reach the model. */
  private List<CitablePassage> safe(Retrieval retrieval, String collection) {
    List<CitablePassage> passages = new ArrayList<>();
    for (RetrievedPassage passage : retrieval.passages()) {
      if (guard.get().scan(passage.passage().text(), Source.DOCUMENT).allowed()) {
        passages.add(
            new CitablePassage(
                passages.size() + 1, Citations.url(passage.passage(), collection), passage));
      }
    }
    return passages;
  }

  private Multi<AnswerEvent> stream(Prepared prepared, Context parent) {
    Transcript transcript = new Transcript(prepared.found().passages());
    Multi<Piece> pieces =
        steps.stream("model", parent, prepared.request().model().answer(prepared.call()));
    Multi<AnswerEvent> found = Multi.createFrom().item(prepared.found());
    Multi<AnswerEvent> body =
        slicing.slice(pieces, longest).onItem().transformToIterable(cut -> events(cut, transcript));
    Multi<AnswerEvent> end = ending(prepared, transcript, parent);
    return prepared.request().grounding().isPresent()
        ? Multi.createBy().concatenating().streams(found, body, end)
        : Multi.createBy().concatenating().streams(body, end);
  }

  private static List<AnswerEvent> events(Slicing.Cut cut, Transcript transcript) {
    return switch (cut) {
      case Slicing.Cut.Text text -> List.of(transcript.add(text.text(), text.note()));
      case Slicing.Cut.End end -> {
        transcript.end(end.end());
        yield List.of();
      }
    };
  }

  private Multi<AnswerEvent> ending(Prepared prepared, Transcript transcript, Context parent) {
    Uni<List<AnswerEvent>> ending =
        work.on(
            () -> {
              List<AnswerEvent> events = new ArrayList<>();
              if (prepared.request().grounding().isPresent()) {
                events.add(new AnswerEvent.Scored(score(prepared, transcript, parent)));
              }
              events.add(transcript.finished(prepared.call()));
              return events;
            });
    return ending.onItem().transformToMulti(events -> Multi.createFrom().iterable(events));
  }

  private TrustScore score(Prepared prepared, Transcript transcript, Context parent) {
    List<String> context =
        prepared.found().passages().stream().map(p -> p.found().passage().text()).toList();
    return steps.run(
        "score",
        parent,
        () ->
            scorer
                .get()
                .score(Optional.of(prepared.call().question()), transcript.claims(), context));
  }

  private record Prepared(AnswerRequest request, ModelCall call, AnswerEvent.Found found) {}
}
