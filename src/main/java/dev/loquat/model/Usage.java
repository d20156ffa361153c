package dev.loquat.model;

/** Tokens of one call, as its server counted them (0 where it did not say). */
public record Usage(int promptTokens, int completionTokens) {
  /** Both together. */
  public int totalTokens() {
    return promptTokens + completionTokens;
  }
}
