package dev.loquat.http;

import dev.loquat.ingest.Ingestor;
import dev.loquat.model.Usage;
import dev.loquat.store.Hnsw;
import dev.loquat.store.TuningEvidence;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What chat, answers and collections answer with, beside what functions do: Jackson writes records
 * by reflection, which a native executable has to be told. A test finds those that are missing.
 */
@RegisterForReflection(
    ignoreNested = true,
    targets = {
      AnswerEvents.Done.class,
      AnswerEvents.Passages.class,
      AnswerEvents.SliceText.class,
      ChatChunks.Annotation.class,
      ChatChunks.Choice.class,
      ChatChunks.Chunk.class,
      ChatChunks.ChunkChoice.class,
      ChatChunks.Completion.class,
      ChatChunks.Delta.class,
      ChatChunks.Extra.class,
      ChatChunks.Message.class,
      ChatChunks.OpenAiUsage.class,
      ChatChunks.UrlCitation.class,
      ChatRoutes.Opened.class,
      CitedPassage.class,
      CollectionRoutes.CollectionView.class,
      CollectionRoutes.DocumentIds.class,
      CollectionRoutes.DocumentView.class,
      CollectionRoutes.Ledger.class,
      CollectionRoutes.Listing.class,
      DeadLetterRoutes.Letter.class,
      DeadLetterRoutes.Listing.class,
      Ingestor.LedgerEntry.class,
      DifyRoutes.Found.class,
      DifyRoutes.Knowledge.class,
      EmbeddingView.class,
      EmbeddingView.Next.class,
      EmbeddingRoutes.Embedded.class,
      EmbeddingRoutes.Embeddings.class,
      EmbeddingRoutes.Tokens.class,
      ModelList.class,
      Hnsw.class,
      ModelList.Entry.class,
      OpenAiError.class,
      OpenAiError.Body.class,
      PromptRoutes.Versions.class,
      PromptView.class,
      PromptView.Entry.class,
      PromptView.LabelView.class,
      PromptView.Listing.class,
      PromptView.VersionView.class,
      RerankRoutes.Ranking.class,
      RerankRoutes.Ranked.class,
      RerankRoutes.Text.class,
      RerankRoutes.Tokens.class,
      TuningEvidence.class,
      Usage.class
    })
final class WrittenAsJson {
  private WrittenAsJson() {}
}
