package dev.loquat.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedVectorsTest {
  @TempDir Path folder;
  private final List<String> embedded = new ArrayList<>();

  private List<float[]> embed(String model, List<String> texts) {
    embedded.addAll(texts);
    return texts.stream().map(text -> new float[] {model.length(), text.length()}).toList();
  }

  @Test
  void onlyTextThatIsNewIsEmbeddedAgain() throws IOException {
    Path file = folder.resolve("v");
    RememberedVectors first = new RememberedVectors(file, this::embed);
    first.passages("m", List.of("a", "bb"));
    first.write(file);
    embedded.clear();
    RememberedVectors second = new RememberedVectors(file, this::embed);
    assertThat(second.passages("m", List.of("bb", "ccc", "a")))
        .containsExactly(new float[] {1, 2}, new float[] {1, 3}, new float[] {1, 1});
    assertThat(embedded).containsExactly("ccc");
  }

  @Test
  void anotherModelsVectorsAreNotTaken() throws IOException {
    Path file = folder.resolve("v");
    RememberedVectors first = new RememberedVectors(file, this::embed);
    first.passages("m", List.of("a"));
    first.write(file);
    assertThat(new RememberedVectors(file, this::embed).passages("mm", List.of("a")))
        .containsExactly(new float[] {2, 1});
  }

  @Test
  void whatIsNoLongerAskedForIsForgotten() throws IOException {
    Path file = folder.resolve("v");
    RememberedVectors first = new RememberedVectors(file, this::embed);
    first.passages("m", List.of("a", "bb"));
    first.write(file);
    long size = Files.size(file);
    RememberedVectors second = new RememberedVectors(file, this::embed);
    second.passages("m", List.of("a"));
    second.write(file);
    assertThat(Files.size(file)).isLessThan(size);
  }

  @Test
  void aFileThatIsCutOrForeignCostsTimeOnly() throws IOException {
    Path file = folder.resolve("v");
    RememberedVectors first = new RememberedVectors(file, this::embed);
    first.passages("m", List.of("a", "bb"));
    first.write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(new RememberedVectors(file, this::embed).passages("m", List.of("a", "bb")))
          .containsExactly(new float[] {1, 1}, new float[] {1, 2});
    }
    Files.writeString(file, "something else entirely");
    assertThat(new RememberedVectors(file, this::embed).passages("m", List.of("a")))
        .containsExactly(new float[] {1, 1});
  }
}
