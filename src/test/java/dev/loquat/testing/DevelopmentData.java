package dev.loquat.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The development data beside the project: {@code LOQUAT_DATA}, else {@code ../shared/data}. */
public final class DevelopmentData {

  private DevelopmentData() {}

  /** The folder {@code name} in it; skips the running test, saying so, where it is absent. */
  public static Path folder(String name) {
    @Nullable String set = System.getenv("LOQUAT_DATA");
    Path folder = Path.of(set == null ? "../shared/data" : set).resolve(name);
    Assumptions.assumeTrue(
        Files.isDirectory(folder), () -> "skipped: no development data at " + folder);
    return folder;
  }
}
