package dev.loquat.ingest;

import dev.loquat.embed.EmbeddingModels;
import dev.loquat.store.BrokenIndexException;
import dev.loquat.store.Document;
import dev.loquat.store.packaged.PackagedIndexWriter;
import dev.loquat.store.packaged.PackagedStore;
import dev.loquat.text.Analyzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Builds the packaged index of a folder of Markdown pages; the build of this project calls it. */
public final class Pack {
  private static final int BATCH = 16;

  private Pack() {}

  /**
   * Arguments: the folder, the index file, the collection's name. Does nothing where the file was
   * made from the same pages by the same analyzer.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("needs: folder, index file, collection");
    }
    pack(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
  }

  /** Builds the index; false where it is there and up to date. */
  public static boolean pack(Path folder, Path file, String collection) throws IOException {
    try (EmbeddingModels models = new EmbeddingModels()) {
      Indexer indexer = new Indexer(Analyzer.standard(), models);
      List<Document> pages = MarkdownFolder.read(folder);
      String origin = origin(indexer, collection, pages);
      if (isUpToDate(file, origin)) {
        return false;
      }
      PackagedIndexWriter writer =
          new PackagedIndexWriter(collection, indexer.analyzerVersion(), origin);
      for (int from = 0; from < pages.size(); from += BATCH) {
        List<Document> batch = pages.subList(from, Math.min(pages.size(), from + BATCH));
        indexer.index(batch, Optional.empty()).forEach(writer::add);
      }
      writer.write(file);
      return true;
    }
  }

  private static String origin(Indexer indexer, String collection, List<Document> pages) {
    StringBuilder hashes = new StringBuilder(collection);
    pages.forEach(page -> hashes.append('\n').append(page.id()).append(indexer.hash(page)));
    return indexer.hash(
        new Document("", "", hashes.toString(), Optional.empty(), java.util.Map.of()));
  }

  private static boolean isUpToDate(Path file, String origin) {
    if (!Files.exists(file)) {
      return false;
    }
    try {
      return PackagedStore.originOf(file).equals(origin);
    } catch (BrokenIndexException e) {
      return false; // of an older format: made anew
    }
  }
}
