package dev.loquat.answer;

import dev.loquat.model.AnswerModel;
import dev.loquat.model.Sampling;
import dev.loquat.model.Turn;
import dev.loquat.rank.FusionChoice;
import java.util.List;
import java.util.Optional;

/**
 * A question in its conversation.
 *
 * @param turns the conversation; the last turn is the user's question
 * @param grounding where the answer is drawn from; empty for a plain chat with the model
 */
public record AnswerRequest(
    List<Turn> turns, AnswerModel model, Optional<Grounding> grounding, Sampling sampling) {

  /**
   * What an answer is drawn from.
   *
   * @param k how many passages
   * @param fusion how the two searches are fused; the collection's own way if empty
   * @param prompt the stored prompt that question and passages are rendered with
   */
  public record Grounding(String collection, int k, Optional<FusionChoice> fusion, String prompt) {}

  /** The user's question. */
  public String question() {
    return turns.getLast().content();
  }
}
