package dev.loquat.score;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far an answer can be trusted. All numbers are in [0,1].
 *
 * @param score the weighted mean of consistency and completeness; consistency alone where there is
 *     no question; 0 where there is no context
 * @param consistency how well the passages support the answer's sentences
 * @param completeness how much of what the question asks for the answer gives; empty without a
 *     question
 * @param certainty 1 where the answer does not hedge; not part of the score
 * @param trusted whether consistency and completeness both reach their thresholds
 * @param sentences the answer's sentences in order
 * @param missing what the question asks for and the answer lacks; empty Optional without a question
 * @param hedges where the answer hedges
 */
public record TrustScore(
    double score,
    double consistency,
    OptionalDouble completeness,
    double certainty,
    boolean trusted,
    List<Sentence> sentences,
    Optional<List<Missing>> missing,
    List<Hedge> hedges) {

  public TrustScore {
    sentences = List.copyOf(sentences);
    missing = missing.map(List::copyOf);
    hedges = List.copyOf(hedges);
  }

  /**
   * A sentence of the answer.
   *
   * @param start offset in the answer
   * @param end exclusive
   * @param support how well its evidence supports it
   * @param evidence empty where no passage has anything to do with it
   */
  public record Sentence(int start, int end, double support, Optional<Evidence> evidence) {}

  /**
   * The part of a passage that supports a sentence best.
   *
   * @param passage index in the context, from 0
   * @param start offset in that passage
   * @param end exclusive
   */
  public record Evidence(int passage, int start, int end) {}

  /**
   * Something that the question asks for and the answer lacks.
   *
   * @param text as the question, or the evidence, writes it
   * @param type an entity type such as PER or DATE, NUM, or TERM
   */
  public record Missing(String text, String type) {}

  /**
   * A word by which the answer takes back its certainty.
   *
   * @param start offset in the answer
   * @param end exclusive
   */
  public record Hedge(String text, int start, int end) {}
}
