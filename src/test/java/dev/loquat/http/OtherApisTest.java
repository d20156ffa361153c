package dev.loquat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import dev.loquat.testing.Service.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that know OpenAI's embeddings, Cohere's or Jina's rerank, or Dify, need no change. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class OtherApisTest {
  private static final String EN = "bge-small-en-v1.5";

  @TestHTTPResource("/")
  URI base;

  @Test
  void embedsOneTextAsOpenAiDocumentsIt() {
    JsonNode answer =
        ok(
            "/v1/embeddings",
            """
            {"input":"The food was delicious and the waiter...","model":"bge-small-en-v1.5","encoding_format":"float"}
            """);
    assertThat(answer.path("object").asText()).isEqualTo("list");
    assertThat(answer.path("model").asText()).isEqualTo(EN);
    assertThat(answer.at("/data/0/object").asText()).isEqualTo("embedding");
    assertThat(answer.at("/data/0/index").asInt()).isZero();
    assertThat(answer.at("/data/0/embedding").size()).isEqualTo(384);
    assertThat(length(vector(answer, 0))).isCloseTo(1, within(1e-4));
    assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(12);
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(12);
  }

  @Test
  void embedsManyTextsInOrderAndInBase64() {
    String texts = "[\"a cat sat\",\"股票下跌\",\"a cat sat\"]";
    JsonNode plain =
        ok("/v1/embeddings", "{\"model\":\"bge-small-zh-v1.5\",\"input\":" + texts + "}");
    JsonNode packed =
        ok(
            "/v1/embeddings",
            "{\"model\":\"bge-small-zh-v1.5\",\"encoding_format\":\"base64\",\"user\":\"u-1\",\"dimensions\":512,\"input\":"
                + texts
                + "}");
    assertThat(plain.path("data")).hasSize(3);
    assertThat(vector(plain, 0)).isEqualTo(vector(plain, 2)).isNotEqualTo(vector(plain, 1));
    for (int i = 0; i < 3; i++) {
      FloatBuffer floats =
          ByteBuffer.wrap(
                  Base64.getDecoder().decode(packed.at("/data/" + i + "/embedding").asText()))
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
      float[] vector = new float[floats.remaining()];
      floats.get(vector);
      assertThat(vector).containsExactly(vector(plain, i), within(1e-6f));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/v1/embeddings | {'model':'bge-small-en-v1.5'} | 400 | input",
        "/v1/embeddings | {'input':'x'} | 400 | model",
        "/v1/embeddings | {'model':'bge-small-en-v1.5','input':''} | 400 | input",
        "/v1/embeddings | {'model':'bge-small-en-v1.5','input':[]} | 400 | input",
        "/v1/embeddings | {'model':'bge-small-en-v1.5','input':['a','']} | 400 | input.1",
        "/v1/embeddings | {'model':'bge-small-en-v1.5','input':[1,2,3]} | 400 | input",
        "/v1/embeddings | {'model':'bge-small-en-v1.5','input':[[1,2],[3]]} | 400 | input",
        "/v1/embeddings | {'model':'bge-small-en-v1.5','input':{}} | 400 | input",
        "/v1/embeddings | {'model':'bge-small-en-v1.5','input':'x','dimensions':256} | 400 | dimensions",
        "/v1/embeddings | {'model':'bge-small-en-v1.5','input':'x','dimensions':-1} | 400 | dimensions",
        "/v1/embeddings | {'model':'bge-small-en-v1.5','input':'x','encoding_format':'int8'} | 400 | encoding_format",
        "/v1/embeddings | {'model':'text-embedding-99','input':'x'} | 404 | ",
        "/v1/rerank | {'documents':['a']} | 400 | query",
        "/v1/rerank | {'query':'x'} | 400 | documents",
        "/v1/rerank | {'query':'x','documents':[]} | 400 | documents",
        "/v1/rerank | {'query':'x','documents':'a'} | 400 | documents",
        "/v1/rerank | {'query':'x','documents':[{'body':'a'}]} | 400 | documents.0.text",
        "/v1/rerank | {'query':'x','documents':['a',7]} | 400 | documents.1",
        "/v1/rerank | {'query':'x','documents':['a'],'top_n':0} | 400 | top_n",
      })
  void tellsWhichFieldIsWrongAsOpenAiDoes(String path, String body, int status, String param) {
    Reply reply = service().post(path, body.replace('\'', '"'));
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    JsonNode error = reply.json().path("error");
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    if (param != null) {
      assertThat(error.path("param").asText()).isEqualTo(param);
    }
  }

  @Test
  void aTextThatTheModelWouldNotReadToItsEndIsRefused() {
    Reply reply =
        service().post("/v1/embeddings", Map.of("model", EN, "input", "word ".repeat(40_000)));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("40002 tokens").contains("32640");
  }

  @Test
  void reranksAsCohereDocumentsIt() {
    JsonNode answer =
        ok(
            "/v1/rerank",
            """
            {"model":"rerank-v3.5","query":"What is the capital of the United States?","top_n":3,"documents":[
              "Carson City is the capital city of the American state of Nevada.",
              "The Commonwealth of the Northern Mariana Islands is a group of islands in the Pacific Ocean. Its capital is Saipan.",
              "Washington, D.C. (also known as simply Washington or D.C., and officially as the District of Columbia) is the capital of the United States. It is a federal district.",
              "Capitalization or capitalisation in English grammar is the use of a capital letter at the start of a word. English usage varies from capitalization in other languages.",
              "Capital punishment has existed in the United States since before the United States was a country. As of 2017, capital punishment is legal in 30 of the 50 states."]}
            """);
    assertThat(answer.path("results")).hasSize(3);
    assertThat(answer.at("/results/0/index").asInt()).isEqualTo(2);
    assertThat(answer.at("/results/0").has("document")).isFalse();
    assertThat(answer.path("model").asText()).isEqualTo("loquat-rerank");
    assertThat(answer.path("id").asText()).isNotEmpty();
    double last = 1;
    for (JsonNode result : answer.path("results")) {
      assertThat(result.path("relevance_score").asDouble()).isBetween(0.0, last);
      last = result.path("relevance_score").asDouble();
    }
  }

  @Test
  void reranksAsJinaDocumentsIt() {
    JsonNode answer =
        ok(
            "/v1/rerank",
            """
            {"model":"jina-reranker-v2-base-multilingual","query":"针对敏感肌专门设计的天然有机护肤产品","top_n":2,"return_documents":true,
             "documents":[{"text":"今年的彩妆趋势注重鲜艳的颜色和创新的技巧。"},{"text":"针对敏感肌专门设计的天然有机护肤产品:体验由芦荟和洋甘菊提取物带来的自然呵护。"},"New makeup trends focus on bold colors"]}
            """);
    assertThat(answer.path("results")).hasSize(2);
    assertThat(answer.at("/results/0/index").asInt()).isEqualTo(1);
    assertThat(answer.at("/results/0/document/text").asText()).startsWith("针对敏感肌");
    assertThat(answer.at("/usage/total_tokens").asInt()).isPositive();
  }

  @Test
  void answersDifyAsItDocumentsIt() {
    knowledge("dify");
    JsonNode answer =
        ok(
            "/retrieval",
            """
            {"knowledge_id":"dify","query":"When is the office open?","retrieval_setting":{"top_k":2,"score_threshold":0.0}}
            """);
    assertThat(answer.path("records")).hasSize(2);
    JsonNode best = answer.at("/records/0");
    assertThat(best.path("content").asText()).contains("open from nine");
    assertThat(best.path("title").asText()).isEqualTo("Hours");
    assertThat(best.path("score").asDouble()).isBetween(0.0, 1.0);
    assertThat(best.at("/metadata/path").asText()).isEqualTo("s3://dify/hours.txt");
    assertThat(best.at("/metadata/url").asText())
        .isEqualTo("/collections/dify/documents/hours#0-41");
    JsonNode strict =
        ok(
            "/retrieval",
            """
            {"knowledge_id":"dify","query":"When is the office open?","retrieval_setting":{"top_k":5,"score_threshold":0.9},"metadata_condition":null}
            """);
    assertThat(titles(strict)).containsExactly("Hours");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'name':['category','tag'],'comparison_operator':'contains','value':'fac'} | Hours,Map",
        "{'name':'category','comparison_operator':'not contains','value':'fac'} | Menu",
        "{'name':'path','comparison_operator':'start with','value':'s3://'} | Hours",
        "{'name':'path','comparison_operator':'end with','value':'.pdf'} | Map",
        "{'name':'category','comparison_operator':'is','value':'food'} | Menu",
        "{'name':'category','comparison_operator':'is not','value':'food'} | Hours,Map",
        "{'name':'category','comparison_operator':'in','value':['food','x']} | Menu",
        "{'name':'category','comparison_operator':'not in','value':['food','x']} | Hours,Map",
        "{'name':'path','comparison_operator':'empty'} | Menu",
        "{'name':'path','comparison_operator':'not empty'} | Hours,Map",
        "{'name':'year','comparison_operator':'=','value':'2023'} | Menu",
        "{'name':'year','comparison_operator':'≠','value':2023} | Hours,Map",
        "{'name':'year','comparison_operator':'>','value':'2023'} | Hours",
        "{'name':'year','comparison_operator':'<','value':2023} | Map",
        "{'name':'year','comparison_operator':'≥','value':2023} | Hours,Menu",
        "{'name':'year','comparison_operator':'≤','value':'2023'} | Map,Menu",
        "{'name':'day','comparison_operator':'before','value':'2024-03-01'} | Map,Menu",
        "{'name':'day','comparison_operator':'after','value':'2024-03-01'} | Hours",
      })
  void eachOfDifysComparisonsIsAFilter(String condition, String titles) {
    knowledge("conditions");
    assertThat(titles(search("conditions", "and", condition)))
        .containsExactlyInAnyOrder(titles.split(","));
  }

  @Test
  void difysConditionsAreJoinedByTheirOperator() {
    knowledge("joined");
    String both =
        "{'name':'year','comparison_operator':'>','value':2022},{'name':'category','comparison_operator':'is','value':'food'}";
    assertThat(titles(search("joined", "and", both))).containsExactly("Menu");
    assertThat(titles(search("joined", "or", both))).containsExactlyInAnyOrder("Hours", "Menu");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'query':'x','retrieval_setting':{'top_k':1}} | 400 | 400 | /knowledge_id",
        "{'knowledge_id':'x','retrieval_setting':{'top_k':1}} | 400 | 400 | /query",
        "{'knowledge_id':'x','query':'x'} | 400 | 400 | /retrieval_setting",
        "{'knowledge_id':'x','query':'x','retrieval_setting':{}} | 400 | 400 | /retrieval_setting/top_k",
        "{'knowledge_id':'x','query':'x','retrieval_setting':{'top_k':1,'score_threshold':2}} | 400 | 400 | /retrieval_setting/score_threshold",
        "{'knowledge_id':'x','query':'x','retrieval_setting':{'top_k':1},'metadata_condition':{'conditions':[{'name':'a','comparison_operator':'like','value':'b'}]}} | 400 | 400 | /metadata_condition/conditions/0/comparison_operator",
        "{'knowledge_id':'x','query':'x','retrieval_setting':{'top_k':1},'metadata_condition':{'conditions':[{'name':'a','comparison_operator':'is'}]}} | 400 | 400 | /metadata_condition/conditions/0/value",
        "{'knowledge_id':'x','query':'x','retrieval_setting':{'top_k':1},'more':1} | 400 | 400 | /more",
        "{'knowledge_id':'no-such-knowledge','query':'x','retrieval_setting':{'top_k':1}} | 404 | 2001 | ",
      })
  void difyLearnsWhatWasWrong(String body, int status, int code, String pointer) {
    Reply reply = service().post("/retrieval", body.replace('\'', '"'));
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    JsonNode problem = reply.json();
    assertThat(problem.path("error_code").asInt()).isEqualTo(code);
    assertThat(problem.path("error_msg").asText()).isNotEmpty();
    if (pointer != null) {
      assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }
  }

  private void knowledge(String collection) {
    Reply reply =
        service()
            .post(
                "/ingest",
                """
                {"collection":"%s","documents":[
                 {"id":"hours","title":"Hours","text":"The office is open from nine to half five","metadata":{"path":"s3://dify/hours.txt","category":"facility","year":2024,"day":"2024-05-01"}},
                 {"id":"map","title":"Map","text":"Where the building is and how to reach it","metadata":{"path":"file://map.pdf","category":["facility","travel"],"year":2020,"day":"2020-01-31"}},
                 {"id":"menu","title":"Menu","text":"What the canteen cooks on weekdays","metadata":{"category":"food","year":2023,"day":"2024-02-29"}}]}
                """
                    .formatted(collection));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  private JsonNode search(String collection, String operator, String conditions) {
    return ok(
        "/retrieval",
        """
        {"knowledge_id":"%s","query":"office building canteen","retrieval_setting":{"top_k":10,"score_threshold":0},
         "metadata_condition":{"logical_operator":"%s","conditions":[%s]}}
        """
            .formatted(collection, operator, conditions.replace('\'', '"')));
  }

  private static List<String> titles(JsonNode answer) {
    return StreamSupport.stream(answer.path("records").spliterator(), false)
        .map(found -> found.path("title").asText())
        .toList();
  }

  private static float[] vector(JsonNode answer, int index) {
    JsonNode numbers = answer.at("/data/" + index + "/embedding");
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) numbers.get(i).asDouble();
    }
    return vector;
  }

  private static double length(float[] vector) {
    double square = 0;
    for (float v : vector) {
      square += v * v;
    }
    return Math.sqrt(square);
  }

  private JsonNode ok(String path, String body) {
    Reply reply = service().post(path, body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private Service service() {
    return new Service(base);
  }
}
