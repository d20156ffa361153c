package dev.loquat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.ingest.MarkdownFolder;
import dev.loquat.store.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The user guide in the collection {@code default}: the packaged index has it; in Postgres it is
 * put there as {@code ./run --postgres} does.
 */
public final class SampleCorpus {
  private static final Path GUIDE = Path.of("docs/guide");
  private static final int BATCH = 10;
  private static boolean ingested;

  private SampleCorpus() {}

  /** Sees to it that the one service of this test JVM has the guide. */
  public static synchronized void ingestedInto(Service service) {
    if (ingested || !isWritable()) {
      return;
    }
    List<Map<String, Object>> pages = pages();
    for (int from = 0; from < pages.size(); from += BATCH) {
      Map<String, Object> request =
          Map.of(
              "collection", "default",
              "sync", Map.of("source", "guide"),
              "documents", pages.subList(from, Math.min(pages.size(), from + BATCH)));
      Service.Reply reply = service.post("/ingest", request);
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }
    ingested = true;
  }

  /** Whether the service of this test JVM keeps documents; the packaged index does not. */
  public static boolean isWritable() {
    return ConfigProvider.getConfig()
        .getOptionalValue("loquat.store", String.class)
        .filter(store -> store.equalsIgnoreCase("postgres"))
        .isPresent();
  }

  private static List<Map<String, Object>> pages() {
    try {
      return MarkdownFolder.read(GUIDE).stream().map(SampleCorpus::json).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + GUIDE, e);
    }
  }

  private static Map<String, Object> json(Document page) {
    return Map.of(
        "id", page.id(), "title", page.title(), "text", page.text(), "metadata", page.metadata());
  }
}
