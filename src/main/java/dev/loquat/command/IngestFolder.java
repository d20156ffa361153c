package dev.loquat.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.command.FolderPlan.Sending;
import dev.loquat.extract.ExtractException;
import dev.loquat.extract.ExtractLimits;
import dev.loquat.extract.TextExtractor;
import dev.loquat.ingest.FileDocument;
import dev.loquat.store.Document;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ./run ingest DIR}: sends the text of a folder's files to a running service. What the
 * service has already is not sent again, so that a run that was broken off goes on where it ended.
 * With {@code --sync} the index then equals the folder: documents of files that are gone leave it,
 * and those of renamed files keep their passages.
 */
public final class IngestFolder {
  private static final int BATCH_FILES = 32;
  private static final int BATCH_CHARACTERS = 1 << 20;

  private final IngestOptions options;
  private final PrintStream out;
  private final boolean terminal;
  private final RunningService service;
  private final TextExtractor extractor = new TextExtractor(ExtractLimits.DEFAULT);
  private final IngestCounts counts = new IngestCounts();
  private final List<Map<String, Object>> batch = new ArrayList<>();
  private int batchCharacters;

  private IngestFolder(IngestOptions options, PrintStream out, boolean terminal) {
    this.options = options;
    this.out = out;
    this.terminal = terminal;
    this.service =
        new RunningService(options.url(), Optional.ofNullable(System.getenv("LOQUAT_KEY")));
  }

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    System.exit(run(System.out, terminal, arguments));
  }

  /** Runs it; gives back 1 if a file failed, 2 if it could not be run to its end. */
  public static int run(PrintStream out, boolean terminal, String... arguments) {
    try {
      return new IngestFolder(IngestOptions.read(arguments), out, terminal).ingest() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.println(IngestOptions.USE);
      return 2;
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      out.println("broken off: " + reason);
      out.println("What was taken stays; run the same command again to go on.");
      return 2;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 2;
    }
  }

  private boolean ingest() throws IOException, InterruptedException {
    FolderFile.Listing folder = FolderFile.list(options.folder());
    FolderPlan plan =
        FolderPlan.of(
            folder.files(), service.ledger(options.collection(), options.source()), options.sync());
    counts.unchanged(plan.unchanged());
    try (Progress progress = new Progress("ingesting", plan.send().size(), out, terminal)) {
      for (Sending sending : plan.send()) {
        read(sending);
        if (batch.size() >= BATCH_FILES || batchCharacters >= BATCH_CHARACTERS) {
          send();
        }
        progress.step(1);
      }
      send();
    }
    if (options.sync()) {
      removeWhatIsGone(folder.files());
    }
    counts.print(out, folder.skipped());
    return counts.allTaken();
  }

  private void read(Sending sending) throws IOException, InterruptedException {
    FolderFile file = sending.file();
    try {
      Document document = FileDocument.of(file.path(), extractor.extract(file.file()));
      if (batchCharacters + document.text().length() > BATCH_CHARACTERS) {
        send();
      }
      batch.add(json(document, sending));
      batchCharacters += document.text().length();
    } catch (ExtractException e) {
      counts.failed(file.path(), String.valueOf(e.getMessage()));
    } catch (java.nio.file.FileSystemException e) {
      counts.failed(file.path(), "cannot be read: " + e.getMessage());
    }
  }

  private static Map<String, Object> json(Document document, Sending sending) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", document.id());
    json.put("title", document.title());
    json.put("text", document.text());
    json.put("metadata", document.metadata());
    json.put("revision", sending.file().revision());
    sending.formerly().ifPresent(former -> json.put("formerly", former));
    return json;
  }

  private void send() throws IOException, InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    Map<String, Object> body =
        Map.of(
            "collection", options.collection(),
            "sync", Map.of("source", options.source()),
            "documents", List.copyOf(batch));
    batch.clear();
    batchCharacters = 0;
    counts.add(service.post("/ingest", body));
  }

  private void removeWhatIsGone(List<FolderFile> files) throws IOException, InterruptedException {
    List<String> present = files.stream().map(FolderFile::id).toList();
    String path = RunningService.sourcePath(options.collection(), options.source()) + "/sync";
    try {
      JsonNode removed = service.post(path, Map.of("present", present));
      counts.add(removed);
    } catch (RunningService.Refusal e) {
      if (e.status() != 404) { // no collection: there is nothing to remove
        throw e;
      }
    }
  }
}
