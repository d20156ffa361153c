package dev.loquat.testing;

import dev.loquat.ingest.MarkdownFolder;
import dev.loquat.store.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Some pages of the user guide in both languages, ingested into the collection {@code default} once
 * a JVM.
 */
public final class GuideCorpus {
  private static final List<String> PAGES =
      List.of(
          "fusion",
          "bm25",
          "embeddings",
          "ingest",
          "guard",
          "score",
          "tokenize",
          "extractive-model");
  private static boolean ingested;

  private GuideCorpus() {}

  /** Sees to it that the pages are there. */
  public static synchronized void in(Service service) {
    if (ingested) {
      return;
    }
    List<Map<String, Object>> documents = pages().stream().map(GuideCorpus::json).toList();
    Service.Reply reply = service.post("/ingest", Map.of("documents", documents));
    if (reply.status() != 200) {
      throw new AssertionError("the guide was not ingested: " + reply);
    }
    ingested = true;
  }

  private static List<Document> pages() {
    try {
      return MarkdownFolder.read(Path.of("docs/guide")).stream()
          .filter(page -> PAGES.stream().anyMatch(name -> page.id().endsWith(name)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no guide", e);
    }
  }

  private static Map<String, Object> json(Document page) {
    return Map.of(
        "id", page.id(), "title", page.title(), "text", page.text(), "metadata", page.metadata());
  }
}
