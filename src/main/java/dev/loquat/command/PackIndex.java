package dev.loquat.command;

import dev.loquat.embed.EmbeddingModels;
import dev.loquat.ingest.MarkdownFolder;
import dev.loquat.ingest.Pack;
import dev.loquat.store.Document;
import dev.loquat.store.packaged.PackagedStore;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./run pack}: writes the documents of a folder, or of a collection of a running service, as
 * one index file that another service can serve.
 */
public final class PackIndex {
  private static final String USE =
      "use: ./run pack --from DIR|COLLECTION --out FILE [--collection NAME]"
          + " [--url http://localhost:8080]";

  private PackIndex() {}

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, arguments));
  }

  /** Runs it; gives back 2 if it could not be run. */
  public static int run(PrintStream out, String... arguments) {
    return Attempt.of(
        "pack",
        USE,
        out,
        () -> pack(Flags.read(arguments, "--from", "--out", "--collection", "--url"), out));
  }

  private static void pack(Flags flags, PrintStream out) throws IOException, InterruptedException {
    String from = flags.needed("--from");
    Path file = Path.of(flags.needed("--out"));
    boolean folder = Files.isDirectory(Path.of(from));
    String collection = flags.optional("--collection", folder ? "default" : from);
    List<Document> documents =
        folder
            ? MarkdownFolder.read(Path.of(from))
            : stored(URI.create(flags.optional("--url", "http://localhost:8080")), from);
    if (documents.isEmpty()) {
      throw new IOException(from + " holds no documents");
    }
    write(documents, file, collection, out);
  }

  private static List<Document> stored(URI service, String collection)
      throws IOException, InterruptedException {
    try (StoredDocuments documents = new StoredDocuments(service, collection)) {
      return documents.read();
    }
  }

  private static void write(List<Document> documents, Path file, String collection, PrintStream out)
      throws IOException {
    long start = System.nanoTime();
    try (EmbeddingModels models = new EmbeddingModels()) {
      boolean written = Pack.pack(documents, file, collection, models);
      PackagedStore.verify(file);
      out.printf(
          "%s: %d documents, %,d bytes%s%n",
          file,
          documents.size(),
          Files.size(file),
          written
              ? ", written in %.1f s".formatted((System.nanoTime() - start) / 1e9)
              : ", up to date");
      out.printf("serve it with LOQUAT_PACKAGED_INDEX=%s ./run%n", file.toAbsolutePath());
    }
  }
}
