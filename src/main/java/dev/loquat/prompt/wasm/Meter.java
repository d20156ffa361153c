package dev.loquat.prompt.wasm;

import dev.loquat.prompt.chain.ChainException;
import dev.loquat.prompt.chain.ChainException.Reason;
import java.util.concurrent.CancellationException;

/** Counts the instructions of one run, and looks at the clock now and then. */
final class Meter {
  private static final int CLOCK_EVERY = 1 << 14;

  private final String step;
  private final WasmLimits limits;
  private final long deadline;
  private long executed;

  Meter(String step, WasmLimits limits) {
    this.step = step;
    this.limits = limits;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  void count() {
    if (++executed > limits.instructions()) {
      throw new ChainException(
          step, Reason.FAILED, "more than " + limits.instructions() + " instructions");
    }
    if (executed % CLOCK_EVERY == 0) {
      lookUp();
    }
  }

  private void lookUp() {
    if (System.nanoTime() - deadline > 0) {
      throw new ChainException(
          step, Reason.DEADLINE, "took longer than " + limits.time().toMillis() + " ms");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("step '" + step + "' was cancelled");
    }
  }
}
