package dev.loquat.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.testing.GuideCorpus;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import dev.loquat.testing.Service.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever callers send, they learn what was wrong with it, and the service goes on. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class BadInputTest {
  @TestHTTPResource("/")
  URI base;

  @AfterEach
  void theServiceGoesOn() {
    assertThat(service().post("/tokenize", "{\"text\":\"still here\"}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/tokenize | {'text':''} | 400 | /text",
        "/tokenize | {'text':7} | 400 | /text",
        "/tokenize | {} | 400 | /text",
        "/tokenize | {'text':'a','extra':1} | 400 | /extra",
        "/tokenize | {'text':'a','mode':'coarse'} | 400 | /mode",
        "/tokenize | {'text':'a','language':'klingon'} | 400 | /language",
        "/tokenize | {'text':'a','parse':'yes'} | 400 | /parse",
        "/tokenize | {'text':'a\\ud800b'} | 400 | /text",
        "/tokenize | {'text':'a\\u0000b'} | 400 | /text",
        "/tokenize | {'text':'a','texts':['b']} | 400 | /text",
        "/tokenize | {'texts':['a','']} | 400 | /texts/1",
        "/render   | {} | 400 | /prompt",
        "/render   | {'prompt':'no-such-prompt','variables':{}} | 404 | ",
        "/render   | {'prompt':'expert','variables':[]} | 400 | /variables",
        "/render   | {'prompt':'expert','variables':{'query':'x'}} | 400 | /query",
        "/retrieve | {'query':'x','k':0} | 400 | /k",
        "/retrieve | {'query':'x','k':1000000000} | 400 | /k",
        "/retrieve | {'query':'x','k':'5'} | 400 | /k",
        "/retrieve | {} | 400 | /query",
        "/retrieve | {'query':'x','collection':'no-such-collection'} | 404 | ",
        "/retrieve | {'query':'x','fusion':{'method':'magic'}} | 400 | /fusion/method",
        "/retrieve | {'query':'x','fusion':{'alpha':1.5}} | 400 | /fusion/alpha",
        "/retrieve | {'query':'x','fusion':{'alpha':'NaN'}} | 400 | /fusion/alpha",
        "/retrieve | {'query':'x','fusion':{'alpha':1e999}} | 400 | /fusion/alpha",
        "/retrieve | {'query':'x','fusion':{'alpha':NaN}} | 400 | ",
        "/retrieve | {'query':'x','fusion':{'alpha':-Infinity}} | 400 | ",
        "/retrieve | {'query':'x','fusion':{'method':'rrf','k':1.5}} | 400 | /fusion/k",
        "/retrieve | {'query':'x','filter':[]} | 400 | /filter",
        "/retrieve | {'query':'x','filter':{'a/b':null}} | 400 | /filter/a~1b",
        "/retrieve | {'query':'x','filter':{'a':[1,null]}} | 400 | /filter/a",
        "/retrieve | {'query':'x','filter':{'a':{'gte':{}}}} | 400 | /filter/a/gte",
        "/retrieve | {'query':'x','filter':{'a':{'like':'b'}}} | 400 | /filter/a/like",
        "/ingest   | {'documents':[{'text':'x'}]} | 400 | /documents/0/id",
        "/ingest   | {'documents':[]} | 400 | /documents",
        "/ingest   | {'collection':'','documents':[{'id':'a','text':'x'}]} | 400 | /collection",
        "/tune     | {} | 400 | /queries",
        "/tune     | {'queries':[{'relevant':['a']}]} | 400 | /queries/0/query",
        "/tune     | {'queries':[{'query':'x'}]} | 400 | /queries/0/relevant",
        "/tune     | {'queries':[{'query':'x','relevant':{'a':'b'}}]} | 400 | /queries/0/relevant",
        "/tune     | {'queries':[{'query':'x','relevant':['a']}],'alpha':{'from':0.6,'to':0.3}} | 400 | /alpha/from",
        "/tune     | {'queries':[{'query':'x','relevant':['a']}],'alpha':{'step':0}} | 400 | /alpha/step",
        "/tune     | {'collection':'no-such-collection','queries':[{'query':'x','relevant':['a']}]} | 404 | ",
        "/score    | {'context':['x']} | 400 | /answer",
        "/score    | {'answer':'x'} | 400 | /context",
        "/score    | {'answer':'x','context':'y'} | 400 | /context",
        "/guard    | {'text':'x','source':'nobody'} | 400 | /source",
        "/answers  | {'model':'extractive'} | 400 | /messages",
        "/answers  | {'model':'no-such-model','messages':[{'role':'user','content':'x'}]} | 404 | ",
      })
  void tellsWhichFieldIsWrong(String path, String body, int status, String pointer) {
    Reply reply = service().post(path, body.replace('\'', '"'));
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    JsonNode problem = reply.json();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("type").asText()).isNotEmpty();
    assertThat(problem.path("title").asText()).isNotEmpty();
    assertThat(problem.path("detail").asText()).isNotEmpty();
    assertThat(problem.path("traceId").asText()).hasSize(32).isNotEqualTo("0".repeat(32));
    if (pointer != null) {
      assertThat(StreamSupport.stream(problem.path("errors").spliterator(), false))
          .extracting(error -> error.path("pointer").asText())
          .contains(pointer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/tokenize", "/render", "/retrieve", "/ingest", "/score", "/guard", "/answers"})
  void refusesWhatIsNoJson(String path) {
    for (String body :
        new String[] {"", "{", "[1,2", "{\"text\":\"a\"} x", "{\"text\":1,\"text\":2}", "\u00e4"}) {
      Reply reply = service().post(path, body);
      assertThat(reply.status()).as(body).isEqualTo(400);
      assertThat(reply.json().path("detail").asText()).contains("JSON");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/tokenize", "/render", "/retrieve", "/ingest", "/score", "/guard", "/answers"})
  void refusesOtherContentTypes(String path) {
    Reply reply =
        service()
            .send(
                service()
                    .request(path)
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofString("{}")));
    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.json().path("detail").asText()).contains("text/plain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tokenize", "/retrieve", "/v1/chat/completions", "/answers"})
  void refusesOtherMethods(String path) {
    Reply reply = service().get(path);
    assertThat(reply.status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\\n"})
  void aQueryThatAsksNothingFindsNothing(String query) {
    GuideCorpus.in(service());
    Reply reply = service().post("/retrieve", "{\"query\":\"" + query + "\"}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().path("passages")).isEmpty();
  }

  @Test
  void refusesTextOverOneMebiCharacters() {
    Reply reply = service().post("/tokenize", "{\"text\":\"" + "a".repeat(1024 * 1024 + 1) + "\"}");
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.json().path("errors").path(0).path("pointer").asText()).isEqualTo("/text");
  }

  @Test
  void takesTextOfOneMebiCharacters() {
    Reply reply = service().post("/guard", "{\"text\":\"" + "\u4e2d".repeat(1024 * 1024) + "\"}");
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    Reply reply =
        service().post("/tokenize", "{\"text\":\"" + "\u4e2d".repeat(6 * 1024 * 1024) + "\"}");
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void knowsNoOtherPath() {
    Reply reply = service().post("/no-such-function", "{}");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json().path("detail").asText()).contains("/no-such-function");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'messages':[{'role':'user','content':'x'}]} | 400 | model",
        "{'model':'extractive','messages':[]} | 400 | messages",
        "{'model':'extractive','messages':[{'role':'robot','content':'x'}]} | 400 | messages.0.role",
        "{'model':'extractive','messages':[{'role':'user','content':''}]} | 400 | messages.0.content",
        "{'model':'extractive','messages':[{'role':'user','content':'x'}],'temperature':9} | 400 | temperature",
        "{'model':'extractive','messages':[{'role':'user','content':'x'}],'loquat':{'k':0}} | 400 | loquat.k",
        "{'model':'no-such-model','messages':[{'role':'user','content':'x'}]} | 404 | ",
        "{'model':'extractive','messages':[{'role':'user','content':'x'}],'loquat':{'collection':'none'}} | 404 | ",
      })
  void answersChatErrorsInOpenAisShape(String body, int status, String param) {
    Reply reply = service().post("/v1/chat/completions", body.replace('\'', '"'));
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    JsonNode error = reply.json().path("error");
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.has("code")).isTrue();
    assertThat(error.path("param").asText(null)).isEqualTo(param);
  }

  @Test
  void refusesCloudEventsWithoutType() {
    Reply reply =
        service()
            .send(
                service()
                    .request("/")
                    .header("Content-Type", "application/json")
                    .header("ce-id", "1")
                    .header("ce-source", "test")
                    .header("ce-specversion", "1.0")
                    .POST(BodyPublishers.ofString("{\"text\":\"a\"}")));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("detail").asText()).contains("type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'specversion':'1.0','id':'1','source':'t','data':{'text':'a'}} | 400 | type",
        "{'specversion':'1.0','id':'1','source':'t','type':'dev.loquat.nothing','data':{}} | 404 | dev.loquat.nothing",
        "{'specversion':'1.0','id':'1','source':'t','type':'dev.loquat.tokenize','data':{'text':7}} | 400 | /text",
        "{'specversion':'1.0','id':'1','source':'t','type':'dev.loquat.tokenize'} | 400 | data",
        "{'id':'1','source':'t','type':'dev.loquat.tokenize','data':{'text':'a'}} | 400 | specversion",
        "{'specversion' | 400 | JSON",
      })
  void refusesStructuredCloudEventsThatAreWrong(String body, int status, String named) {
    Reply reply =
        service()
            .send(
                service()
                    .request("/")
                    .header("Content-Type", "application/cloudevents+json")
                    .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json().path("detail").asText()).contains(named);
  }

  private Service service() {
    return new Service(base);
  }
}
