package dev.loquat.function;

import dev.loquat.ingest.IngestReport;
import dev.loquat.prompt.chain.Chain;
import dev.loquat.prompt.template.ProvenanceSpan;
import dev.loquat.retrieve.Retrieval;
import dev.loquat.score.TrustScore;
import dev.loquat.store.TermScore;
import dev.loquat.text.Analysis;
import dev.loquat.text.Entity;
import dev.loquat.text.Span;
import dev.loquat.text.Token;
import dev.loquat.wire.Problem;
import dev.loquat.wire.Violation;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What functions answer with: Jackson writes records by reflection, which a native executable has
 * to be told. A test finds those that are missing.
 */
@RegisterForReflection(
    ignoreNested = true,
    targets = {
      Analysis.class,
      Chain.Timing.class,
      Compact.Compacted.class,
      Compact.Result.class,
      Reembed.Embedded.class,
      Reembed.Result.class,
      Entity.class,
      FusionView.class,
      FusionView.Weights.class,
      GuardText.Found.class,
      GuardText.Result.class,
      IngestEvents.BatchReport.class,
      IngestEvents.ItemFailure.class,
      IngestReport.class,
      IngestReport.Failure.class,
      PassageView.class,
      PassageView.Duplicate.class,
      PassageView.Ranks.class,
      Problem.class,
      ProvenanceSpan.class,
      Render.MessageView.class,
      Render.Result.class,
      Retrieval.Timings.class,
      Retrieve.Result.class,
      Span.class,
      TermScore.class,
      Token.class,
      Tokenize.Batch.class,
      Tune.Result.class,
      Tune.TrialView.class,
      TrustScore.class,
      TrustScore.Evidence.class,
      TrustScore.Hedge.class,
      TrustScore.Missing.class,
      TrustScore.Sentence.class,
      Violation.class
    })
final class WrittenAsJson {
  private WrittenAsJson() {}
}
