package dev.loquat.http;

import dev.loquat.answer.AnswerEvent;
import dev.loquat.answer.AnswerLog;
import dev.loquat.answer.AnswerPipeline;
import dev.loquat.answer.AnswerRequest;
import dev.loquat.answer.LoggedEvent;
import dev.loquat.gateway.Alias;
import dev.loquat.gateway.Aliases;
import dev.loquat.rank.FusionChoice;
import dev.loquat.stream.SseEvent;
import dev.loquat.stream.SseFrames;
import dev.loquat.wire.Json;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Chat as OpenAI's clients speak it, and the same answers for browsers' {@code EventSource}. */
final class ChatRoutes {
  private static final int DEFAULT_K = 8;
  private static final Duration RECONNECT = Duration.ofMillis(1000);

  private final Aliases aliases;
  private final AnswerPipeline pipeline;
  private final AnswerLog log;
  private final Duration ping;

  ChatRoutes(Aliases aliases, AnswerPipeline pipeline, AnswerLog log, Duration ping) {
    this.aliases = aliases;
    this.pipeline = pipeline;
    this.log = log;
    this.ping = ping;
  }

  void add(Router router) {
    router.get("/v1/models").order(Routes.ORDER).handler(this::models);
    router.get("/v1/models/:name").order(Routes.ORDER).handler(this::model);
    router.post("/v1/chat/completions").order(Routes.ORDER).handler(this::chat);
    router.post("/answers").order(Routes.ORDER).handler(this::open);
    router.get("/answers/:id/events").order(Routes.ORDER).handler(this::follow);
    router.delete("/answers/:id").order(Routes.ORDER).handler(this::cancel);
    for (String path : List.of("/v1/models", "/v1/chat/completions", "/answers")) {
      router.route(path).order(Routes.ORDER + 1).handler(Routes::wrongMethod);
    }
  }

  private void models(RoutingContext context) {
    Replies.json(context, 200, ModelList.of(aliases.all()));
  }

  private void model(RoutingContext context) {
    Replies.json(context, 200, ModelList.Entry.of(aliases.named(Paths.part(context, "name"))));
  }

  private void chat(RoutingContext context) {
    ChatBody body = ChatBody.read(Bodies.json(context));
    Multi<AnswerEvent> events = pipeline.answer(request(body));
    ChatChunks chunks = new ChatChunks(body.model(), body.includeUsage());
    if (body.stream()) {
      Multi<byte[]> frames = events.onItem().transformToIterable(chunks::frames);
      SseStream.send(context, frames, ping, ChatRoutes::errorFrame);
    } else {
      Replies.when(
          context,
          events.invoke(chunks::gather).collect().last(),
          last -> Replies.json(context, 200, chunks.completion((AnswerEvent.Finished) last)));
    }
  }

  private void open(RoutingContext context) {
    ChatBody body = ChatBody.read(Bodies.json(context));
    AnswerEvents events = new AnswerEvents();
    String id = log.open(pipeline.answer(request(body)).map(events::logged));
    context
        .response()
        .setStatusCode(201)
        .putHeader("Location", "/answers/" + id)
        .putHeader("Content-Type", "application/json")
        .end(Json.text(new Opened(id)));
  }

  /** Where an answer that was asked for can be followed. */
  record Opened(String id) {}

  private void follow(RoutingContext context) {
    long after = lastEventId(context);
    Multi<byte[]> frames = log.follow(Paths.part(context, "id"), after).map(ChatRoutes::frame);
    Multi<byte[]> retry = Multi.createFrom().item(SseFrames.retry(RECONNECT));
    SseStream.send(
        context,
        Multi.createBy().concatenating().streams(retry, frames),
        ping,
        ChatRoutes::errorEvent);
  }

  private void cancel(RoutingContext context) {
    log.cancel(Paths.part(context, "id"));
    context.response().setStatusCode(204).end();
  }

  private AnswerRequest request(ChatBody body) {
    Alias alias = aliases.named(body.model());
    ChatBody.Wish wish = body.wish();
    boolean grounded = wish.retrieval().orElse(true);
    if (!grounded && alias.extractive()) {
      throw ProblemException.invalid(
          "/loquat/retrieval", "must be true for " + alias.name() + ", which only quotes passages");
    }
    Optional<AnswerRequest.Grounding> grounding =
        grounded ? Optional.of(grounding(alias, wish)) : Optional.empty();
    return new AnswerRequest(body.turns(), alias.model(), grounding, body.sampling());
  }

  private static AnswerRequest.Grounding grounding(Alias alias, ChatBody.Wish wish) {
    Optional<FusionChoice> fusion =
        wish.alpha().isPresent()
            ? Optional.of(new FusionChoice(FusionChoice.Method.LINEAR, wish.alpha().getAsDouble()))
            : Optional.empty();
    return new AnswerRequest.Grounding(
        wish.collection().orElse(alias.collection()),
        wish.k().orElse(DEFAULT_K),
        fusion,
        wish.prompt().orElse(alias.prompt()));
  }

  private static long lastEventId(RoutingContext context) {
    String id = context.request().getHeader("Last-Event-ID");
    if (id == null || id.isEmpty()) {
      return -1;
    }
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          Problem.Kind.INVALID, "Last-Event-ID must be the id of an event, not '" + id + "'");
    }
  }

  private static byte[] frame(LoggedEvent event) {
    return SseFrames.event(
        SseEvent.of(event.name(), event.json()).withId(Long.toString(event.id())));
  }

  private static byte[] errorFrame(Throwable failure) {
    return SseFrames.event(SseEvent.message(Json.text(OpenAiError.of(Failures.of(failure)))));
  }

  private static byte[] errorEvent(Throwable failure) {
    return SseFrames.event(SseEvent.of("error", Json.text(Failures.of(failure))));
  }
}
