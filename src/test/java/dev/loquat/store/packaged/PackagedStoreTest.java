package dev.loquat.store.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.store.BrokenIndexException;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.PassageStore;
import dev.loquat.store.PassageStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedStoreTest extends PassageStoreContract {
  @TempDir static Path folder;
  private static Path file;
  private static PackagedStore store;

  @BeforeAll
  static void write() throws IOException {
    file = folder.resolve("contract.index");
    PackagedIndexWriter writer = new PackagedIndexWriter(COLLECTION, ANALYZER, "test");
    for (IndexedDocument document : CORPUS) {
      writer.add(document);
    }
    writer.write(file);
    store = PackagedStore.open(file);
  }

  @Override
  protected PassageStore store() {
    return store;
  }

  @Test
  void verifiesAWholeFile() {
    PackagedStore.verify(file);
    assertThat(PackagedStore.originOf(file)).isEqualTo("test");
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {17, 100, whole.length / 2, whole.length - 1}) {
      Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PackagedStore.open(cut))
          .isInstanceOf(BrokenIndexException.class)
          .hasMessageContaining("truncated");
    }
  }

  @Test
  void refusesAForeignFile() throws IOException {
    for (String content : new String[] {"", "hello", "PK\u0003\u0004" + "x".repeat(100)}) {
      Path foreign = Files.writeString(folder.resolve("foreign"), content);
      assertThatThrownBy(() -> PackagedStore.open(foreign))
          .isInstanceOf(BrokenIndexException.class)
          .hasMessageContaining("no Loquat index");
    }
    assertThatThrownBy(() -> PackagedStore.open(folder.resolve("absent")))
        .isInstanceOf(BrokenIndexException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void refusesAnotherVersion() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[8] = 99;
    Path newer = Files.write(folder.resolve("newer"), bytes);
    assertThatThrownBy(() -> PackagedStore.open(newer))
        .isInstanceOf(BrokenIndexException.class)
        .hasMessageContaining("version 99");
  }

  @Test
  void noticesEveryDamagedByteWhenItIsUsed() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 16; at < whole.length; at += 1 + whole.length / 200) {
      byte[] bytes = whole.clone();
      bytes[at] ^= 0x20;
      Path damaged = Files.write(folder.resolve("damaged"), bytes);
      assertThatThrownBy(() -> PackagedStore.verify(damaged))
          .as("byte " + at)
          .isInstanceOf(BrokenIndexException.class);
    }
  }

  @Test
  void readsWhatIsNotDamaged() throws IOException {
    Path large = folder.resolve("large.index");
    PackagedIndexWriter writer = new PackagedIndexWriter(COLLECTION, ANALYZER, "test");
    String text = "x".repeat(200_000);
    for (String id : List.of("first", "last")) {
      Document document = new Document(id, "", text, Optional.empty(), Map.of());
      writer.add(new IndexedDocument(document, "h", Optional.empty(), List.of()));
    }
    writer.write(large);
    byte[] bytes = Files.readAllBytes(large);
    bytes[bytes.length - 100] ^= 0x20; // the ids are behind the texts, in 24 bytes
    Files.write(large, bytes);

    try (PackagedStore damaged = PackagedStore.open(large)) {
      assertThat(damaged.document(COLLECTION, "first")).isPresent();
      assertThatThrownBy(() -> damaged.document(COLLECTION, "last"))
          .isInstanceOf(BrokenIndexException.class)
          .hasMessageContaining("block 6 of its section texts");
    }
  }

  @Test
  void readsTheSameFromMemory() throws IOException {
    IndexFile read = IndexFile.read("memory", Files.newInputStream(file));
    assertThat(new PackagedIndex(read).document(CORPUS.get(3).document().id()))
        .contains(CORPUS.get(3).document());
  }

  @Test
  void servesThePackagedGuide() throws IOException {
    try (PackagedStore guide = PackagedStore.resource("/loquat/guide.index")) {
      assertThat(guide.collection("default").passages()).isPositive();
      assertThat(guide.keywords("default", List.of("bm25"), 5, Filter.NONE)).hasSize(5);
    }
  }
}
