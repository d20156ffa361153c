package dev.loquat.answer;

import dev.loquat.model.Usage;
import dev.loquat.score.TrustScore;
import java.util.List;

/** What an answer's stream brings: its passages, its slices, its score, its end, in this order. */
public sealed interface AnswerEvent {
  /**
   * The passages that the answer may cite; the first is cited as {@code [1]}.
   *
   * @param degraded the searches, {@code bm25} or {@code vector}, that failed or were late
   */
  record Found(List<CitablePassage> passages, List<String> degraded) implements AnswerEvent {}

  /**
   * A piece of the answer.
   *
   * @param index rising from 1
   * @param citations the citation markers whose end lies in this piece
   */
  record Text(long index, String text, List<Citation> citations) implements AnswerEvent {}

  /** How far the answer can be trusted. */
  record Scored(TrustScore score) implements AnswerEvent {}

  /** The end. */
  record Finished(String finishReason, Usage usage) implements AnswerEvent {}
}
