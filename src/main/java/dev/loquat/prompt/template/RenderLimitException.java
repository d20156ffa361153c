package dev.loquat.prompt.template;

/** A render went over one of its {@link RenderLimits}. */
public final class RenderLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which limit. */
  public enum Limit {
    OUTPUT_BYTES,
    LOOP_TURNS,
    DEPTH,
    DEADLINE
  }

  private final Limit limit;

  RenderLimitException(Limit limit, String message) {
    super(message);
    this.limit = limit;
  }

  /** The limit that was exceeded. */
  public Limit limit() {
    return limit;
  }
}
