package dev.loquat.http;

import dev.loquat.answer.AnswerLog;
import dev.loquat.answer.AnswerPipeline;
import dev.loquat.function.LoquatFunction;
import dev.loquat.gateway.Aliases;
import dev.loquat.gateway.Keys;
import dev.loquat.gateway.LoquatConfig;
import io.quarkus.arc.All;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Opens the service to HTTP. */
@Singleton
final class HttpEntrance {
  private final Routes routes;
  private final FunctionRoutes functions;
  private final CloudEventEntrance events;
  private final ChatRoutes chat;
  private final Keeping keeping;
  private final OtherApis others;

  HttpEntrance(
      @All List<LoquatFunction> all,
      Answering answering,
      Keeping keeping,
      OtherApis others,
      Keys keys) {
    this.routes = new Routes(keys);
    this.functions = new FunctionRoutes(all);
    this.events = new CloudEventEntrance(all);
    this.chat = answering.routes();
    this.keeping = keeping;
    this.others = others;
  }

  void open(@Observes Router router) {
    routes.addEdges(router);
    functions.add(router);
    events.add(router);
    chat.add(router);
    keeping.add(router);
    others.add(router);
    new PlaygroundRoutes().add(router);
  }

  /** What chat needs. */
  @Singleton
  static final class Answering {
    private final Aliases aliases;
    private final AnswerPipeline pipeline;
    private final AnswerLog log;
    private final LoquatConfig config;

    Answering(Aliases aliases, AnswerPipeline pipeline, AnswerLog log, LoquatConfig config) {
      this.aliases = aliases;
      this.pipeline = pipeline;
      this.log = log;
      this.config = config;
    }

    ChatRoutes routes() {
      return new ChatRoutes(aliases, pipeline, log, config.streaming().ping());
    }
  }

  /** What is kept: documents, those that failed, prompts. */
  @Singleton
  static final class Keeping {
    private final CollectionRoutes collections;
    private final PromptRoutes prompts;
    private final DeadLetterRoutes deadLetters;

    Keeping(CollectionRoutes collections, PromptRoutes prompts, DeadLetterRoutes deadLetters) {
      this.collections = collections;
      this.prompts = prompts;
      this.deadLetters = deadLetters;
    }

    void add(Router router) {
      deadLetters.add(router);
      collections.add(router);
      prompts.add(router);
    }
  }

  /** What programs that know other services ask for. */
  @Singleton
  static final class OtherApis {
    private final EmbeddingRoutes embeddings;
    private final RerankRoutes rerank;
    private final DifyRoutes dify;

    OtherApis(EmbeddingRoutes embeddings, RerankRoutes rerank, DifyRoutes dify) {
      this.embeddings = embeddings;
      this.rerank = rerank;
      this.dify = dify;
    }

    void add(Router router) {
      embeddings.add(router);
      rerank.add(router);
      dify.add(router);
    }
  }
}
