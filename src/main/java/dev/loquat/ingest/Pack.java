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

/** Writes packaged indexes. The build of this project packs the user guide with it. */
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
    Path vectors = Path.of(arguments[3]);
    try (EmbeddingModels models = new EmbeddingModels()) {
      RememberedVectors remembered = new RememberedVectors(vectors, models::passages);
      if (pack(
          MarkdownFolder.read(Path.of(arguments[0])),
          Path.of(arguments[1]),
          arguments[2],
          remembered)) {
        remembered.write(vectors);
      }
    }
  }

  /**
   * Writes documents as the index of a collection; false where the file is there and was made from
   * the same documents by the same analyzer and models.
   */
  public static boolean pack(
      List<Document> documents, Path file, String collection, EmbeddingModels models)
      throws IOException {
    return pack(documents, file, collection, models::passages);
  }

  private static boolean pack(
      List<Document> given, Path file, String collection, PassageVectors vectors)
      throws IOException {
    Indexer indexer = new Indexer(Analyzer.standard(), vectors, Indexer.TOKENS, Indexer.OVERLAP);
    List<Document> documents = given.stream().map(indexer::withLanguage).toList();
    String origin = origin(indexer, collection, documents);
    if (isUpToDate(file, origin)) {
      return false;
    }
    PackagedIndexWriter writer =
        new PackagedIndexWriter(collection, indexer.analyzerVersion(), origin);
    for (int from = 0; from < documents.size(); from += BATCH) {
      List<Document> batch = documents.subList(from, Math.min(documents.size(), from + BATCH));
      indexer.index(batch, Optional.empty()).forEach(writer::add);
    }
    writer.write(file);
    return true;
  }

  private static String origin(Indexer indexer, String collection, List<Document> documents) {
    StringBuilder hashes = new StringBuilder(collection);
    documents.forEach(one -> hashes.append('\n').append(one.id()).append(indexer.hash(one)));
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
