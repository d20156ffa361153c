package dev.loquat.answer;

import dev.loquat.guard.Guard;
import dev.loquat.retrieve.Retriever;
import dev.loquat.score.Scorer;
import dev.loquat.stream.SliceSettings;
import dev.loquat.telemetry.Steps;
import dev.loquat.text.Analyzer;
import dev.loquat.wire.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * What an answer passes through. Guard and scorer are asked for anew with every answer, since their
 * settings may change.
 */
public record Rooms(
    Supplier<Guard> guard,
    Retriever retriever,
    PromptRenderer prompts,
    Supplier<Scorer> scorer,
    Analyzer analyzer,
    Steps steps,
    Work work) {

  /**
   * The pipeline through these rooms.
   *
   * @param timer lets go of text that waited long enough for a boundary
   * @param longest an answer's deadline
   */
  public AnswerPipeline pipeline(ScheduledExecutorService timer, Duration longest) {
    Slicing slicing = new Slicing(SliceSettings.standard(), InstantSource.system(), timer);
    return new AnswerPipeline(this, slicing, longest);
  }
}
