package dev.loquat.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.ingest.IngestReport;
import dev.loquat.ingest.ObjectIngestor;
import dev.loquat.objects.ObjectName;
import dev.loquat.store.StoreException;
import dev.loquat.wire.Json;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Events in the shapes of S3 and SQS: objects that have changed, and messages that hold such events
 * or requests of {@code ingest}. Of a batch of messages those that failed are named, as Lambda's
 * {@code ReportBatchItemFailures} wants it, so that only they come again.
 */
final class IngestEvents {
  private static final int MOST_RECORDS = 10_000; // SQS: at most so many messages a batch

  private final Optional<ObjectIngestor> objects;
  private final Function<JsonNode, IngestReport> requests;

  /**
   * A reader of events.
   *
   * @param requests takes what is no event
   */
  IngestEvents(Optional<ObjectIngestor> objects, Function<JsonNode, IngestReport> requests) {
    this.objects = objects;
    this.requests = requests;
  }

  /** What became of a batch of messages. */
  record BatchReport(List<ItemFailure> batchItemFailures, IngestReport report) {}

  /** A message that has to come again. */
  record ItemFailure(String itemIdentifier) {}

  static boolean isEvent(JsonNode body) {
    return body.path("Records").isArray();
  }

  /** An {@link IngestReport} for objects, a {@link BatchReport} for messages. */
  Object take(JsonNode event) {
    JsonNode records = event.path("Records");
    if (records.size() > MOST_RECORDS) {
      throw new ProblemException(
          Problem.Kind.TOO_LARGE,
          "/Records must have at most " + MOST_RECORDS + " items, not " + records.size());
    }
    boolean messages = records.path(0).path("eventSource").asText().equals("aws:sqs");
    return messages ? messages(records) : objects(records);
  }

  private BatchReport messages(JsonNode records) {
    List<ItemFailure> failures = new ArrayList<>();
    IngestReport sum = IngestReport.NOTHING;
    for (int i = 0; i < records.size(); i++) {
      String id = records.path(i).path("messageId").asText();
      if (id.isEmpty() || !records.path(i).path("body").isTextual()) {
        throw ProblemException.invalid("/Records/" + i, "must have messageId and body, as SQS has");
      }
      try {
        sum = sum.plus(message(records.path(i).path("body").asText()));
      } catch (ProblemException | StoreException | IllegalArgumentException e) {
        failures.add(new ItemFailure(id));
      }
    }
    return new BatchReport(failures, sum);
  }

  private IngestReport message(String text) {
    JsonNode body = Json.read(text.getBytes(StandardCharsets.UTF_8));
    if (body.path("Event").asText().equals("s3:TestEvent")) {
      return IngestReport.NOTHING; // S3 sends it when notifications are switched on
    }
    return isEvent(body) ? objects(body.path("Records")) : requests.apply(body);
  }

  private IngestReport objects(JsonNode records) {
    List<ObjectName> names = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      names.add(name(records.path(i), "/Records/" + i));
    }
    IngestReport sum = IngestReport.NOTHING;
    for (ObjectName name : names) {
      sum = sum.plus(object(name));
    }
    return sum;
  }

  private static ObjectName name(JsonNode record, String pointer) {
    JsonNode s3 = record.path("s3");
    String bucket = s3.path("bucket").path("name").asText();
    String key = s3.path("object").path("key").asText();
    if (!record.path("eventSource").asText().equals("aws:s3") || bucket.isEmpty()) {
      throw ProblemException.invalid(pointer, "must be an event of S3, or a message of SQS");
    }
    try {
      return new ObjectName(bucket, URLDecoder.decode(key, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(pointer + "/s3", String.valueOf(e.getMessage()));
    }
  }

  private IngestReport object(ObjectName name) {
    ObjectIngestor ingestor =
        objects.orElseThrow(
            () ->
                new ProblemException(
                    Problem.Kind.UNAVAILABLE,
                    "no place to fetch objects from: set loquat.ingest.objects"));
    try {
      return ingestor.changed(name);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.Kind.UNAVAILABLE,
          "cannot fetch %s from %s: %s".formatted(name.key(), name.bucket(), e.getMessage()));
    }
  }
}
