package dev.loquat.ingest;

import dev.loquat.store.Document;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.HashEmbeddings;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.postgresql.ds.PGSimpleDataSource;

/** The process that {@link CrashIT} kills: ingests documents, a few a call. */
final class CrashedIngest {
  private static final int DOCUMENTS = 64;
  private static final int A_CALL = 8;

  private CrashedIngest() {}

  /** Arguments: JDBC URL, collection. Says {@code begin} when its first call is done. */
  public static void main(String[] arguments) {
    Ingestor ingestor = ingestor(store(arguments[0]));
    List<Document> documents = documents(2);
    ingestor.ingest(arguments[1], documents.subList(0, A_CALL), Optional.of("s"));
    System.out.println("begin"); // everything is loaded
    for (int from = A_CALL; from < DOCUMENTS; from += A_CALL) {
      ingestor.ingest(arguments[1], documents.subList(from, from + A_CALL), Optional.of("s"));
    }
    System.out.println("end");
    System.exit(0);
  }

  static PostgresStore store(String url) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    return new PostgresStore(database, 0);
  }

  static Ingestor ingestor(PostgresStore store) {
    Indexer indexer = new Indexer(Analyzer.standard(), new HashEmbeddings().models(), 40, 8);
    return new Ingestor(store, indexer, Analyzers.only(Analyzer.standard()), IngestLimits.DEFAULT);
  }

  /** All documents in one of their versions; every passage of a document has {@link #mark}. */
  static List<Document> documents(int version) {
    List<Document> out = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      Random random = new Random(i * 10L + version);
      StringBuilder text = new StringBuilder();
      for (int section = 1 + random.nextInt(6); section > 0; section--) {
        text.append("## Section ").append(section).append("\n\n");
        text.append("This is about ").append(mark(i, version)).append(" and other things.\n\n");
      }
      out.add(new Document(id(i), "", text.toString(), Optional.empty(), Map.of()));
    }
    return out;
  }

  static String id(int document) {
    return "文档/%03d".formatted(document);
  }

  static String mark(int document, int version) {
    return "zq"
        + (char) ('a' + document / 26)
        + (char) ('a' + document % 26)
        + "xv".repeat(version);
  }
}
