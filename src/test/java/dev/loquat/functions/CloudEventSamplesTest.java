package dev.loquat.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.testing.GuideCorpus;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import dev.loquat.testing.Service.Reply;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both CloudEvents of each function, written and read by the CloudEvents SDK. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class CloudEventSamplesTest {
  @TestHTTPResource("/")
  URI base;

  static List<String> functions() {
    return Samples.functions();
  }

  @BeforeEach
  void theGuideIsThere() {
    GuideCorpus.in(new Service(base));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void answersBinaryModeInBinaryMode(String function) {
    CloudEvent event = binarySample(function);
    Reply reply = send(event, false);
    assertThat(reply.header("ce-type")).isEqualTo("dev.loquat." + function + ".done");
    assertAnswers(function, event, reply);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void answersStructuredModeInStructuredMode(String function) {
    CloudEvent event = structuredSample(function);
    Reply reply = send(event, true);
    assertThat(reply.header("content-type")).startsWith(JsonFormat.CONTENT_TYPE);
    assertAnswers(function, event, reply);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void tellsWhatIsWrongWithTheData(String function) {
    CloudEvent event =
        CloudEventBuilder.from(binarySample(function))
            .withData("{\"nonsense\":1}".getBytes(StandardCharsets.UTF_8))
            .build();
    for (boolean structured : new boolean[] {false, true}) {
      Reply reply = exchange(event, structured);
      assertThat(reply.status()).as(reply.body()).isEqualTo(400);
      assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
      assertThat(reply.json().path("errors").findValuesAsText("pointer")).contains("/nonsense");
    }
  }

  private static CloudEvent binarySample(String function) {
    byte[] data = bytes(Samples.event(function, "cloudevent-binary.json"));
    return HttpMessageFactory.createReader(Samples.binaryHeaders(function), data).toEvent();
  }

  private static CloudEvent structuredSample(String function) {
    return new JsonFormat()
        .deserialize(bytes(Samples.event(function, "cloudevent-structured.json")));
  }

  private static void assertAnswers(String function, CloudEvent event, Reply reply) {
    CloudEvent answer =
        HttpMessageFactory.createReaderFromMultimap(reply.headers(), bytes(reply.body())).toEvent();
    assertThat(answer.getType()).isEqualTo("dev.loquat." + function + ".done");
    assertThat(answer.getId()).isNotEmpty().isNotEqualTo(event.getId());
    assertThat(answer.getDataContentType()).startsWith("application/json");
    Contract.check(function, Samples.json(data(event)), Samples.json(data(answer)));
  }

  private Reply send(CloudEvent event, boolean structured) {
    Reply reply = exchange(event, structured);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply;
  }

  private Reply exchange(CloudEvent event, boolean structured) {
    Service service = new Service(base);
    HttpRequest.Builder request = service.request("/");
    var writer =
        HttpMessageFactory.createWriter(
            request::header, body -> request.POST(BodyPublishers.ofByteArray(body)));
    if (structured) {
      writer.writeStructured(event, new JsonFormat());
    } else {
      writer.writeBinary(event);
    }
    return service.send(request);
  }

  private static String data(CloudEvent event) {
    byte[] data = Objects.requireNonNull(event.getData(), "no data in " + event).toBytes();
    return new String(data, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
