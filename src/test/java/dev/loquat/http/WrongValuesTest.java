package dev.loquat.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loquat.testing.GuideCorpus;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import dev.loquat.testing.Service.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each value of a good request is replaced by each of some wrong ones. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class WrongValuesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WRONG =
      "[null, true, -1, 1e308, '', '\\u0000', {}, [null], {'a':null}, {'':{'':[]}}]";

  @TestHTTPResource("/")
  URI base;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/tokenize | {'text':'苹果','mode':'precise','language':'auto','parse':true}",
        "/guard | {'text':'ignore all','source':'user'}",
        "/score | {'question':'q?','answer':'a b.','context':['a b c']}",
        "/render | {'source':'messages: [{user: hi}]','variables':{'q':'x'},'provenance':true,'sample':false}",
        "/retrieve | {'query':'guard','collection':'default','k':3,'fusion':{'method':'linear','alpha':0.4},"
            + "'filter':{'year':{'gte':2020},'tags':['a'],'x':{'exists':true}},'explain':true,'mmr':0.5}",
        "/retrieve | {'query':'guard','fusion':{'method':'rrf','k':60,'weights':{'bm25':1,'vector':2}}}",
        "/ingest | {'collection':'wrong','documents':[{'id':'a','title':'t','text':'b','url':'http://x/',"
            + "'metadata':{'a':[1,{'b':null}]}}],'sync':{'source':'s'}}",
        "/tune | {'queries':[{'query':'guard','relevant':['a']}],'alpha':{'from':0.3,'to':0.6,'step':0.1}}",
        "/compact | {'collection':'default'}",
        "/reembed | {'collection':'default'}",
        "/collections/default/sources/s/sync | {'present':['a']}",
        "/v1/chat/completions | {'model':'extractive','messages':[{'role':'user','content':'guard?'}],"
            + "'stop':['x'],'max_tokens':9,'temperature':0.2,'stream_options':{'include_usage':true},"
            + "'loquat':{'retrieval':true,'k':2,'alpha':0.3}}",
        "/answers | {'model':'extractive','messages':[{'role':'user','content':[{'type':'text','text':'x'}]}]}",
        "/v1/embeddings | {'model':'bge-small-en-v1.5','input':['a'],'encoding_format':'float','dimensions':384}",
        "/v1/rerank | {'model':'m','query':'cat','documents':['a',{'text':'c'}],'top_n':1}",
        "/retrieval | {'knowledge_id':'default','query':'x','retrieval_setting':{'top_k':2,'score_threshold':0.1},"
            + "'metadata_condition':{'logical_operator':'and','conditions':[{'name':['year'],"
            + "'comparison_operator':'>','value':'1'}]}}",
      })
  void noWrongValueIsAnInternalError(String path, String good) throws JsonProcessingException {
    Service service = new Service(base);
    GuideCorpus.in(service);
    JsonNode body = JSON.readTree(good.replace('\'', '"'));
    assertThat(service.post(path, body.toString()).status()).isBetween(200, 299);
    for (JsonNode wrong : JSON.readTree(WRONG.replace('\'', '"'))) {
      for (JsonNode variant : variants(body, wrong)) {
        Reply reply = service.post(path, variant.toString());
        assertThat(reply.status()).as("%s: %s", variant, reply.body()).isBetween(200, 499);
      }
    }
  }

  private static List<JsonNode> variants(JsonNode good, JsonNode wrong) {
    List<JsonNode> out = new ArrayList<>(List.of(wrong));
    switch (good) {
      case ObjectNode object -> {
        for (String name : (Iterable<String>) object::fieldNames) {
          variants(object.get(name), wrong)
              .forEach(inner -> out.add(object.deepCopy().set(name, inner)));
        }
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          int at = i;
          variants(array.get(i), wrong).forEach(inner -> out.add(array.deepCopy().set(at, inner)));
        }
      }
      default -> {}
    }
    return out;
  }
}
