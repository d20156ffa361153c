package dev.loquat.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.ingest.IngestReport;
import dev.loquat.ingest.Ingestor;
import dev.loquat.ingest.ObjectIngestor;
import dev.loquat.ingest.SourceDocument;
import dev.loquat.store.Document;
import dev.loquat.telemetry.Steps;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Json;
import dev.loquat.wire.Work;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ingest}: takes documents into a collection; what is wrong with one document is that
 * document's alone.
 */
@Singleton
public class Ingest implements LoquatFunction {
  private static final int PARTLY_DONE = 207;

  private final Ingestor ingestor;
  private final Steps steps;
  private final Work work;
  private final int mostDocuments;
  private final IngestEvents events;

  Ingest(
      Ingestor ingestor,
      Instance<ObjectIngestor> objects,
      Steps steps,
      Work work,
      LoquatConfig config) {
    Optional<ObjectIngestor> configured = config.ingest().objects().map(address -> objects.get());
    this.events = new IngestEvents(configured, body -> report(read(body)));
    this.ingestor = ingestor;
    this.steps = steps;
    this.work = work.within(config.limits().ingestTime());
    this.mostDocuments = config.limits().documents();
  }

  /** As Funqy calls it. */
  @Funq("ingest")
  public Uni<JsonNode> onEvent(JsonNode request) {
    return call(request).map(answer -> Json.tree(answer.body()));
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public Uni<Answer> call(JsonNode body) {
    return work.on(() -> steps.run("ingest", () -> answer(body)));
  }

  private Answer answer(JsonNode body) {
    Object answer = IngestEvents.isEvent(body) ? events.take(body) : report(read(body));
    boolean partly = answer instanceof IngestReport report && !report.failed().isEmpty();
    return new Answer(partly ? PARTLY_DONE : 200, answer);
  }

  private IngestReport report(Request request) {
    return ingestor.ingest(request.collection(), request.source(), request.documents());
  }

  private Request read(JsonNode body) {
    Fields in = Fields.of(body);
    String collection =
        in.optionalName("collection", Names.LONGEST).orElse(Names.DEFAULT_COLLECTION);
    Optional<String> source = in.object("sync").map(Ingest::source);
    List<SourceDocument> documents =
        in.objects("documents", mostDocuments).stream()
            .map(fields -> sourceDocument(fields, source.isPresent()))
            .toList();
    if (documents.isEmpty()) {
      in.missing("documents", "");
    }
    in.end();
    return new Request(collection, source, documents);
  }

  /**
   * Only its shape is read here; the ingestor judges its content, so that a bad one spoils no
   * other.
   */
  private static Document document(Fields in) {
    String id = in.text("id", 1, Fields.MAX_TEXT);
    String text = in.anyText("text");
    String title = in.has("title") ? in.anyText("title") : "";
    Optional<String> url = in.has("url") ? Optional.of(in.anyText("url")) : Optional.empty();
    JsonNode metadata = in.raw("metadata");
    if (!metadata.isMissingNode() && !metadata.isObject()) {
      in.fault("metadata", "must be an object");
    }
    return new Document(id, title, text, url, metadata.isObject() ? Json.map(metadata) : Map.of());
  }

  private static SourceDocument sourceDocument(Fields in, boolean ofSource) {
    Document document = document(in);
    Optional<String> revision = in.optionalText("revision", 1, Names.LONGEST_REVISION);
    Optional<String> formerly = in.optionalText("formerly", 1, Names.LONGEST_ID);
    if (formerly.isPresent() && !ofSource) {
      in.fault("formerly", "needs sync.source: only a source knows what was renamed");
    }
    return new SourceDocument(document, revision, formerly);
  }

  private static String source(Fields sync) {
    return sync.optionalName("source", Names.LONGEST).orElseGet(() -> sync.missing("source", ""));
  }

  private record Request(
      String collection, Optional<String> source, List<SourceDocument> documents) {}
}
