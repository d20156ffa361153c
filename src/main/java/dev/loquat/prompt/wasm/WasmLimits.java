package dev.loquat.prompt.wasm;

import java.time.Duration;

/**
 * Bounds of one run of a module.
 *
 * @param memoryPages most pages of 64 KiB, 1 to 4096
 * @param instructions most instructions
 * @param time longest time
 * @param resultBytes most bytes of the variables it is given and gives back
 */
public record WasmLimits(int memoryPages, long instructions, Duration time, int resultBytes) {
  /** 16 MiB, 50 million instructions, 2 seconds, 1 MiB. */
  public static final WasmLimits DEFAULT =
      new WasmLimits(256, 50_000_000, Duration.ofSeconds(2), 1 << 20);

  public WasmLimits {
    if (memoryPages < 1
        || memoryPages > 4096
        || instructions < 1
        || !time.isPositive()
        || resultBytes < 2) {
      throw new IllegalArgumentException(
          "limits out of range: memoryPages %d, instructions %d, time %s, resultBytes %d"
              .formatted(memoryPages, instructions, time, resultBytes));
    }
  }
}
