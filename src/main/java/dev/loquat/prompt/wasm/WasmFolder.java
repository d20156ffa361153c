package dev.loquat.prompt.wasm;

import dev.loquat.prompt.chain.ChainException;
import dev.loquat.prompt.chain.ChainException.Reason;
import dev.loquat.prompt.chain.ChainSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** The modules of a folder: {@code steps/shout.wasm} becomes the step {@code shout}. */
public final class WasmFolder {
  private static final String ENDING = ".wasm";

  private WasmFolder() {}

  /**
   * The registry with the folder's steps added; a folder that does not exist adds none. Throws
   * {@link dev.loquat.prompt.chain.ChainException} for the first file that cannot be a step, and
   * for a grant to a step that there is not.
   */
  public static ChainSteps addTo(ChainSteps steps, Path folder, WasmLimits limits, WasmHost host) {
    if (!Files.isDirectory(folder)) {
      return steps;
    }
    ChainSteps all = steps;
    var loaded = new HashSet<String>();
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        name = name.substring(0, name.length() - ENDING.length());
        all = all.with(name, WasmStep.load(name, Files.readAllBytes(file), limits, host));
        loaded.add(name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the steps in " + folder, e);
    }
    for (String granted : host.grants().keySet()) {
      if (!loaded.contains(granted)) {
        throw new ChainException(
            granted,
            Reason.FAILED,
            "imports are granted to it, but " + folder + " has no such step");
      }
    }
    return all;
  }
}
