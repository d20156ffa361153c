package dev.loquat.prompt.wasm;

import dev.loquat.prompt.chain.ChainSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The modules of a folder: {@code steps/shout.wasm} becomes the step {@code shout}. */
public final class WasmFolder {
  private static final String ENDING = ".wasm";

  private WasmFolder() {}

  /**
   * The registry with the folder's steps added; a folder that does not exist adds none. Throws
   * {@link dev.loquat.prompt.chain.ChainException} for the first file that cannot be a step.
   */
  public static ChainSteps addTo(ChainSteps steps, Path folder, WasmLimits limits) {
    if (!Files.isDirectory(folder)) {
      return steps;
    }
    ChainSteps all = steps;
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        name = name.substring(0, name.length() - ENDING.length());
        all = all.with(name, WasmStep.load(name, Files.readAllBytes(file), limits));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the steps in " + folder, e);
    }
    return all;
  }
}
