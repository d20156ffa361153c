package dev.loquat.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelFilesTest {
  private static final long MOST_BYTES = 30_000_000;

  @Test
  void allModelsTogetherStayBelowThirtyMegabytes() throws IOException {
    List<Path> models;
    try (var files = Files.walk(Path.of("src/main/resources/dev/loquat/text"))) {
      models = files.filter(f -> f.toString().endsWith(".bin")).toList();
    }
    long bytes = 0;
    for (Path model : models) {
      bytes += Files.size(model);
    }
    assertThat(models).hasSizeGreaterThan(8);
    assertThat(bytes).isLessThan(MOST_BYTES);
  }
}
