package dev.loquat.wiring;

import dev.loquat.answer.AnswerLog;
import dev.loquat.answer.AnswerPipeline;
import dev.loquat.answer.PromptRenderer;
import dev.loquat.answer.Rooms;
import dev.loquat.gateway.Aliases;
import dev.loquat.gateway.Keys;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.guard.Guard;
import dev.loquat.retrieve.Retriever;
import dev.loquat.score.Scorer;
import dev.loquat.telemetry.Steps;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import dev.loquat.wire.Work;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The ground floor and the pipeline. */
final class Wiring {
  @Produces
  @Singleton
  Work work(Threads threads, LoquatConfig config) {
    return new Work(threads.tasks(), config.limits().functionTime());
  }

  @Produces
  @Singleton
  Steps steps(Tracer tracer, MeterRegistry meters) {
    return new Steps(tracer, meters);
  }

  /** For what needs no words, such as languages and sentences. */
  @Produces
  @Singleton
  Analyzer analyzer() {
    return Analyzer.standard();
  }

  @Produces
  @Singleton
  Guard guard() {
    return Guard.standard();
  }

  @Produces
  @Singleton
  Scorer scorer() {
    return Scorer.standard();
  }

  @Produces
  @Singleton
  Keys keys(LoquatConfig config) {
    return new Tenants(config).keys();
  }

  @Produces
  @Singleton
  Aliases aliases(LoquatConfig config, Analyzer analyzer, Threads threads) {
    return new ConfiguredAliases(config, analyzer, threads.tasks()).aliases();
  }

  @Produces
  @Singleton
  Rooms rooms(
      Retriever retriever, PromptRenderer prompts, Analyzers analyzers, Steps steps, Work work) {
    Guard guard = guard();
    Scorer scorer = scorer();
    return new Rooms(
        () -> guard,
        retriever,
        prompts,
        () -> scorer.with(analyzers.current()),
        Analyzer.standard(),
        steps,
        work);
  }

  @Produces
  @Singleton
  AnswerPipeline pipeline(Rooms rooms, Threads threads, LoquatConfig config) {
    return rooms.pipeline(threads.timer(), config.limits().answerTime());
  }

  @Produces
  @Singleton
  AnswerLog answerLog(Threads threads, LoquatConfig config) {
    return new AnswerLog(
        threads.timer(), config.streaming().resumable(), config.limits().liveAnswers());
  }
}
