package dev.loquat.text.tag;

import java.util.Arrays;

/**
 * Weights that all examples share, and weights of each domain beside them (Daumé 2007): what holds
 * everywhere is learned from all, what only one treebank's annotators do from theirs alone.
 */
public final class DomainWeights {
  private final AveragedWeights shared = new AveragedWeights();
  private final AveragedWeights[] own;

  /**
   * @param domains how many there are; with one, all weights are shared
   */
  public DomainWeights(int domains) {
    own = new AveragedWeights[domains == 1 ? 0 : domains];
    Arrays.setAll(own, d -> new AveragedWeights());
  }

  /** Adds up the weights of features from {@code from} on, as a domain has them. */
  public void score(int domain, Features f, int from, float[] scores) {
    shared.score(f, from, scores);
    if (own.length > 0) {
      own[domain].score(f, from, scores);
    }
  }

  /** Moves what every feature says of a label. */
  public void change(int domain, Features f, int label, float by) {
    shared.change(f, label, by);
    if (own.length > 0) {
      own[domain].change(f, label, by);
    }
  }

  /** Tells that one more example was seen. */
  public void tick() {
    shared.tick();
    for (AveragedWeights w : own) {
      w.tick();
    }
  }

  /** What a domain is labelled by: a model of it alone costs no more than one of all. */
  public AveragedWeights of(int domain) {
    if (own.length > 0) {
      shared.add(own[domain]);
    }
    return shared;
  }
}
