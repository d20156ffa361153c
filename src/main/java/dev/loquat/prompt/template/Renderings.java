package dev.loquat.prompt.template;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps the working memory of renders for use by later ones: a few places for each processor, taken
 * and filled by atomic exchange, so that it serves platform and virtual threads alike and holds a
 * bounded number of buffers.
 */
public final class Renderings {
  private static final int PLACES =
      Integer.highestOneBit(Math.max(4, 4 * Runtime.getRuntime().availableProcessors()));
  private static final int SPREAD = 16;
  private static final int TRIES = 4;

  /** The one that prompts use. */
  public static final Renderings SHARED = new Renderings();

  private final AtomicReferenceArray<Rendering> places =
      new AtomicReferenceArray<>(PLACES * SPREAD);

  /** A rendering over these variables; the caller closes it. */
  public Rendering borrow(Map<String, Object> variables, RenderLimits limits, boolean provenance) {
    Rendering rendering = take();
    rendering.begin(variables, limits, provenance);
    return rendering;
  }

  private Rendering take() {
    int first = place();
    for (int i = 0; i < TRIES; i++) {
      int at = ((first + i) & (PLACES - 1)) * SPREAD;
      Rendering rendering = places.getPlain(at) == null ? null : places.getAndSet(at, null);
      if (rendering != null) {
        return rendering;
      }
    }
    return new Rendering(this);
  }

  void giveBack(Rendering rendering) {
    int first = place();
    for (int i = 0; i < TRIES; i++) {
      int at = ((first + i) & (PLACES - 1)) * SPREAD;
      if (places.getPlain(at) == null && places.compareAndSet(at, null, rendering)) {
        return;
      }
    }
  }

  private static int place() {
    long id = Thread.currentThread().threadId();
    return (int) (id * 0x9E3779B97F4A7C15L >>> 40);
  }
}
