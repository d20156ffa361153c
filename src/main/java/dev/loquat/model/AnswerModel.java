package dev.loquat.model;

import io.smallrye.mutiny.Multi;

/** A model that answers. */
@FunctionalInterface
public interface AnswerModel {
  /**
   * Streams the answer: any number of {@link Piece.Text}, then one {@link Piece.End}. Nothing
   * happens before the subscription; cancelling it ends the call. Fails with {@link ModelFailure}.
   */
  Multi<Piece> answer(ModelCall call);
}
