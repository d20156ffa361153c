package dev.loquat.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import dev.loquat.testing.Service.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events of S3 and SQS, in their own shapes, at {@code POST /ingest}. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class IngestEventsTest {
  private static final Path BUCKET = LoquatOnPostgres.OBJECTS.resolve("handbook-files");

  @TestHTTPResource("/")
  URI base;

  private Reply send(Object event) {
    return new Service(base).post("/ingest", event.toString());
  }

  private static void write(String key, String text) throws IOException {
    Path file = BUCKET.resolve(key);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int status(String document) {
    return new Service(base).get("/collections/default/documents/" + document).status();
  }

  @Test
  void anObjectThatWasWrittenIsFetchedAndOneThatIsGoneLeaves() throws IOException {
    String event = Samples.event("ingest", "s3.json");
    write("zh/差旅 制度.md", "# 差旅制度\n\n火车票由差旅部门统一预订。");
    assertThat(send(event).json().path("added").asInt()).isEqualTo(1);
    assertThat(send(event).json().path("unchanged").asInt()).isEqualTo(1);
    assertThat(status("zh/%E5%B7%AE%E6%97%85%20%E5%88%B6%E5%BA%A6")).isEqualTo(200);
    Files.delete(BUCKET.resolve("zh/差旅 制度.md"));
    String removed = event.replace("ObjectCreated:Put", "ObjectRemoved:Delete");
    assertThat(send(removed).json().path("removed").asInt()).isEqualTo(1);
    assertThat(send(removed).json().path("removed").asInt()).isZero();
    assertThat(status("zh/%E5%B7%AE%E6%97%85%20%E5%88%B6%E5%BA%A6")).isEqualTo(404);
  }

  @Test
  void anEventThatComesLateDoesNotRemoveWhatIsThereAgain() throws IOException {
    String event = Samples.event("ingest", "s3.json").replace("zh/%E5%B7%AE", "late/%E5%B7%AE");
    write("late/差旅 制度.md", "Here again.");
    String removed = event.replace("ObjectCreated:Put", "ObjectRemoved:Delete");
    assertThat(send(removed).json().path("added").asInt()).isEqualTo(1);
  }

  @Test
  void anObjectWithoutTextIsReportedAndKeptAsADeadLetter() throws IOException {
    write("broken.pdf", "%PDF-1.4 cut off");
    String event =
        Samples.event("ingest", "s3.json")
            .replace("zh/%E5%B7%AE%E6%97%85+%E5%88%B6%E5%BA%A6.md", "broken.pdf");
    Reply reply = send(event);
    assertThat(reply.status()).isEqualTo(207);
    assertThat(reply.json().path("failed").path(0).path("detail").asText())
        .startsWith("is a broken PDF");
    JsonNode letters =
        new Service(base).get("/collections/default/dead-letters").json().path("deadLetters");
    assertThat(letters)
        .anySatisfy(
            letter -> {
              assertThat(letter.path("id").asText()).isEqualTo("broken.pdf");
              assertThat(letter.path("source").asText()).isEqualTo("handbook-files");
              assertThat(letter.path("retriable").asBoolean()).isFalse();
            });
  }

  @Test
  void aBatchOfMessagesNamesThoseThatHaveToComeAgain() throws IOException {
    write("en/travel.md", "Trains are booked through the travel desk.");
    ObjectNode batch = (ObjectNode) Samples.json(Samples.event("ingest", "sqs-s3.json"));
    Reply whole = send(batch);
    assertThat(whole.status()).as(whole.body()).isEqualTo(200);
    assertThat(whole.json().path("batchItemFailures")).isEmpty();
    assertThat(whole.json().path("report").path("added").asInt()).isEqualTo(2);

    for (String body : new String[] {"no JSON", "{\"documents\":7}", "{\"Records\":[{}]}"}) {
      ((ObjectNode) batch.path("Records").path(1)).put("body", body);
      JsonNode answer = send(batch).json();
      assertThat(answer.path("batchItemFailures"))
          .extracting(failure -> failure.path("itemIdentifier").asText())
          .containsExactly(batch.path("Records").path(1).path("messageId").asText());
      assertThat(answer.path("report").path("unchanged").asInt()).isEqualTo(1);
    }
    ((ObjectNode) batch.path("Records").path(1))
        .put("body", "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}");
    assertThat(send(batch).json().path("batchItemFailures")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'Records':[{}]} | 400 | /Records/0",
        "{'Records':[{'eventSource':'aws:kinesis'}]} | 400 | /Records/0",
        "{'Records':[{'eventSource':'aws:sqs','body':'{}'}]} | 400 | messageId",
        "{'Records':[{'eventSource':'aws:s3','s3':{'bucket':{'name':'b/../c'},'object':{'key':'k'}}}]} | 400 | b/../c",
        "{'Records':[{'eventSource':'aws:s3','s3':{'bucket':{'name':'abc'},'object':{'key':'../k'}}}]} | 400 | ../k",
        "{'Records':[{'eventSource':'aws:s3','s3':{'bucket':{'name':'abc'},'object':{'key':'%ZZ'}}}]} | 400 | /Records/0/s3",
        "{'Records':[{'eventSource':'aws:s3','s3':{'bucket':{'name':'abc'},'object':{'key':''}}}]} | 400 | /Records/0/s3",
      })
  void eventsThatAreWrongSayWhere(String event, int status, String named) {
    Reply reply = send(event.replace('\'', '"'));
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.json().path("detail").asText()).contains(named);
  }
}
