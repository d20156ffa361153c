package dev.loquat.guard;

/** How much a finding adds to the risk. */
public enum Severity {
  /** Worth reporting, innocent by itself. */
  LOW(0.1),
  /** Two of them refuse the text. */
  MEDIUM(0.35),
  /** Refuses the text by itself. */
  HIGH(0.75),
  /** Nothing innocent looks like this. */
  CRITICAL(0.95);

  private final double weight;

  Severity(double weight) {
    this.weight = weight;
  }

  /** The share of the remaining safety that the finding takes, in (0,1). */
  double weight() {
    return weight;
  }
}
