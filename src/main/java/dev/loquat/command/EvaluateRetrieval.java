package dev.loquat.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.embed.EmbeddingModels;
import dev.loquat.ingest.Indexer;
import dev.loquat.rank.FusionChoice;
import dev.loquat.retrieve.JudgedQueries;
import dev.loquat.retrieve.JudgedQuery;
import dev.loquat.retrieve.Retriever;
import dev.loquat.retrieve.Tuner;
import dev.loquat.store.Document;
import dev.loquat.store.packaged.PackagedIndexWriter;
import dev.loquat.store.packaged.PackagedStore;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import dev.loquat.wire.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code ./run eval retrieval}: nDCG@10, MRR@10 and recall@40 of collections by way of fusing. A
 * collection is a folder with {@code corpus.jsonl}, {@code queries.jsonl} and {@code qrels.tsv};
 * each is indexed into a file of its own and asked without a server.
 */
public final class EvaluateRetrieval {
  private static final String USE =
      "use: ./run eval retrieval --data DIR [--from 0.3] [--to 0.6] [--step 0.01]";
  private static final String COLLECTION = "evaluated";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int BATCH = 64;

  private final PrintStream out;
  private final List<FusionChoice> choices;
  private final Analyzer analyzer = Analyzer.standard();

  private EvaluateRetrieval(PrintStream out, List<FusionChoice> choices) {
    this.out = out;
    this.choices = choices;
  }

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, arguments));
  }

  /** Runs it; gives back 2 if it could not be run. */
  public static int run(PrintStream out, String... arguments) {
    return Attempt.of(
        "evaluate",
        USE,
        out,
        () -> evaluate(out, Flags.read(arguments, "--data", "--from", "--to", "--step")));
  }

  private static void evaluate(PrintStream out, Flags flags) throws IOException {
    List<FusionChoice> choices = new ArrayList<>();
    choices.add(new FusionChoice(FusionChoice.Method.LINEAR, 1));
    choices.add(new FusionChoice(FusionChoice.Method.LINEAR, 0));
    choices.add(new FusionChoice(FusionChoice.Method.RRF, FusionChoice.DEFAULT.alpha()));
    choices.addAll(
        Tuner.grid(
            flags.number("--from", Tuner.FROM),
            flags.number("--to", Tuner.TO),
            flags.number("--step", Tuner.STEP)));
    List<Path> folders = collections(Path.of(flags.needed("--data")));
    EvaluateRetrieval evaluation = new EvaluateRetrieval(out, choices);
    for (Path folder : folders) {
      evaluation.evaluate(folder);
    }
  }

  /** The folder itself, or those in it that are collections. */
  private static List<Path> collections(Path data) throws IOException {
    if (isCollection(data)) {
      return List.of(data);
    }
    try (Stream<Path> inside = Files.list(data)) {
      List<Path> found = inside.filter(EvaluateRetrieval::isCollection).sorted().toList();
      if (found.isEmpty()) {
        throw new IOException(
            data + " holds no folder with corpus.jsonl, queries.jsonl and qrels.tsv");
      }
      return found;
    }
  }

  private static boolean isCollection(Path folder) {
    return Stream.of("corpus.jsonl", "queries.jsonl", "qrels.tsv")
        .allMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  private void evaluate(Path folder) throws IOException {
    Path file = Files.createTempFile("loquat-eval", ".index");
    try (EmbeddingModels models = new EmbeddingModels()) {
      int documents = index(folder, file, models);
      List<JudgedQuery> queries =
          JudgedQueries.read(folder.resolve("queries.jsonl"), folder.resolve("qrels.tsv"));
      try (PackagedStore store = PackagedStore.open(file)) {
        Retriever retriever = new Retriever(store, Analyzers.only(analyzer), models, PATIENCE);
        Tuner.Result result = new Tuner(retriever).tune(COLLECTION, queries, choices);
        show(folder, documents, result);
      }
    } finally {
      Files.delete(file);
    }
  }

  private int index(Path folder, Path file, EmbeddingModels models) throws IOException {
    Indexer indexer = new Indexer(analyzer, models);
    List<Document> documents = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("corpus.jsonl"))) {
      if (!line.isBlank()) {
        documents.add(indexer.withLanguage(document(line)));
      }
    }
    PackagedIndexWriter writer = new PackagedIndexWriter(COLLECTION, indexer.analyzerVersion(), "");
    for (int from = 0; from < documents.size(); from += BATCH) {
      List<Document> batch = documents.subList(from, Math.min(documents.size(), from + BATCH));
      indexer.index(batch, Optional.empty()).forEach(writer::add);
    }
    writer.write(file);
    return documents.size();
  }

  private static Document document(String line) {
    JsonNode json = Json.read(line.getBytes(StandardCharsets.UTF_8));
    String id = json.path("id").asText(json.path("_id").asText());
    String title = json.path("title").asText();
    String text = json.path("text").asText();
    return new Document(id, title, text.isBlank() ? title : text, Optional.empty(), Map.of());
  }

  private void show(Path folder, int documents, Tuner.Result result) {
    out.printf(
        "%n%s: %d documents, %d queries%n", folder.getFileName(), documents, result.queries());
    out.println(TrialLines.HEAD);
    for (Tuner.Trial trial : result.trials()) {
      out.println(TrialLines.of(name(trial.choice()), trial));
    }
    out.println("best: " + name(result.best().choice()));
  }

  private static String name(FusionChoice choice) {
    if (choice.method() == FusionChoice.Method.RRF) {
      return "rrf";
    }
    return choice.alpha() == 1
        ? "bm25"
        : choice.alpha() == 0
            ? "vectors"
            : "alpha " + String.format(Locale.ROOT, "%.3f", choice.alpha());
  }
}
