package dev.loquat.prompt.template;

import java.time.Duration;

/**
 * Bounds of one render. Exceeding one is a {@link RenderLimitException}.
 *
 * @param outputBytes most bytes of output in UTF-8, all messages of a prompt together
 * @param loopTurns most turns of all loops together
 * @param depth most blocks and partials inside one another that change the current value
 * @param deadline longest time
 */
public record RenderLimits(int outputBytes, int loopTurns, int depth, Duration deadline) {
  /** 1 MiB, 100,000 turns, 64 levels, 2 seconds. */
  public static final RenderLimits DEFAULT =
      new RenderLimits(1 << 20, 100_000, 64, Duration.ofSeconds(2));

  public RenderLimits {
    if (outputBytes < 1 || loopTurns < 0 || depth < 1 || depth > 1_000 || !isPositive(deadline)) {
      throw new IllegalArgumentException(
          "limits out of range: outputBytes %d, loopTurns %d, depth %d, deadline %s"
              .formatted(outputBytes, loopTurns, depth, deadline));
    }
  }

  private static boolean isPositive(Duration deadline) {
    return deadline.isPositive();
  }
}
