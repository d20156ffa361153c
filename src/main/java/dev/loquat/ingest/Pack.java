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
   * Arguments: the folder, the index file, the collection's name, and a file that keeps vectors
   * from one packing to the next. Does nothing where the index was made from the same pages by the
   * same analyzer and models.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException("needs: folder, index file, collection, file of vectors");
    }
    pack(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], Path.of(arguments[3]));
  }

  private static void pack(Path folder, Path file, String collection, Path vectors)
      throws IOException {
    try (EmbeddingModels models = new EmbeddingModels()) {
      RememberedVectors remembered = new RememberedVectors(vectors, models::passages);
      Indexer indexer =
          new Indexer(Analyzer.standard(), remembered, Indexer.TOKENS, Indexer.OVERLAP);
      List<Document> pages = MarkdownFolder.read(folder);
      String origin = origin(indexer, collection, pages);
      if (isUpToDate(file, origin)) {
        return;
      }
      PackagedIndexWriter writer =
          new PackagedIndexWriter(collection, indexer.analyzerVersion(), origin);
      for (int from = 0; from < pages.size(); from += BATCH) {
        List<Document> batch = pages.subList(from, Math.min(pages.size(), from + BATCH));
        indexer.index(batch, Optional.empty()).forEach(writer::add);
      }
      writer.write(file);
      remembered.write(vectors);
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
