package dev.loquat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.command.IngestFolder;
import dev.loquat.testing.LoquatProcess;
import dev.loquat.testing.ScriptedOpenAi;
import dev.loquat.testing.Service;
import dev.loquat.testing.Service.Reply;
import dev.loquat.testing.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The built service, as users start it. */
@Tag("server")
class PackagedServiceIT {
  private static final String CHINESE = "Loquat 如何融合关键词检索和向量检索?";
  private static final String ENGLISH = "How does Loquat fuse keyword search and vector search?";

  @Test
  void answersFromThePackagedIndexAsFromPostgres() throws Exception {
    String database = TestPostgres.jdbcUrl(TestPostgres.emptyDatabase());
    try (LoquatProcess packaged = LoquatProcess.start(Map.of());
        LoquatProcess postgres = LoquatProcess.start(Map.of("DATABASE_URL", database))) {
      Service onPostgres = postgres.ready();
      String told = ingestGuide(postgres.port());
      assertThat(told).contains(" 0 updated, 0 renamed, 0 removed, 0 unchanged, 0 failed");
      assertThat(ingestGuide(postgres.port())).contains("0 added, 0 updated,");
      Service onFile = packaged.ready();
      for (String question : List.of(CHINESE, ENGLISH)) {
        JsonNode fromFile = chat(onFile, "extractive", question).json();
        JsonNode fromPostgres = chat(onPostgres, "extractive", question).json();
        // Vectors are int8 in the file and half floats in PostgreSQL: near ties may change places.
        assertThat(passages(fromFile))
            .isNotEmpty()
            .containsExactlyInAnyOrderElementsOf(passages(fromPostgres));
        assertThat(passages(fromFile).getFirst()).isEqualTo(passages(fromPostgres).getFirst());
        assertThat(quotes(fromFile)).isNotEmpty().isEqualTo(quotes(fromPostgres));
      }
      Reply refused = onFile.post("/ingest", "{\"documents\":[{\"id\":\"a\",\"text\":\"b\"}]}");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(refused.json().path("detail").asText()).contains("DATABASE_URL");
    }
  }

  @Test
  void asksForAKeyWhereKeysAreSet() throws Exception {
    try (LoquatProcess process = LoquatProcess.start(Map.of("LOQUAT_KEYS", "one,two"))) {
      Service service = process.ready();
      assertThat(service.post("/tokenize", "{\"text\":\"a\"}").status()).isEqualTo(401);
      Reply chat = chat(service, "extractive", ENGLISH);
      assertThat(chat.status()).isEqualTo(401);
      assertThat(chat.json().path("error").path("type").asText()).isEqualTo("authentication_error");
      var withKey = service.request("/v1/models").header("Authorization", "Bearer two").GET();
      assertThat(service.send(withKey).status()).isEqualTo(200);
      assertThat(service.get("/").status()).isEqualTo(200);
      assertThat(service.get("/q/metrics").status()).isEqualTo(200);
    }
  }

  @Test
  void streamsTheTokensOfTheModelThatTheEnvironmentNames() throws Exception {
    try (ScriptedOpenAi openAi = new ScriptedOpenAi().says("By a ", "weighted ", "sum ", "[1].");
        LoquatProcess process =
            LoquatProcess.start(
                Map.of(
                    "OPENAI_BASE_URL",
                    openAi.url().toString(),
                    "OPENAI_API_KEY",
                    "k",
                    "OPENAI_MODEL",
                    "m"))) {
      Service service = process.ready();
      JsonNode answer = chat(service, "default", ENGLISH).json();
      assertThat(content(answer)).isEqualTo("By a weighted sum [1].");
      assertThat(answer.path("usage").path("total_tokens").asInt()).isEqualTo(10);
      assertThat(answer.path("choices").path(0).path("message").path("annotations")).hasSize(1);
      JsonNode sent = openAi.request();
      assertThat(sent.path("model").asText()).isEqualTo("m");
      assertThat(sent.path("messages").toString()).contains("min-max").contains(ENGLISH);
      openAi.failsWith(500);
      Reply failed = chat(service, "default", ENGLISH);
      assertThat(failed.status()).isEqualTo(503);
      assertThat(failed.header("Retry-After")).isNotEmpty();
    }
  }

  @Test
  void endsTheModelsCallOfAReaderWhoLeaves() throws Exception {
    try (ScriptedOpenAi openAi = new ScriptedOpenAi().says("on and on. ".repeat(100)).withoutEnd();
        LoquatProcess process =
            LoquatProcess.start(Map.of("OPENAI_BASE_URL", openAi.url().toString()))) {
      Service service = process.ready();
      service.leaveAfterFirstByte(
          "/v1/chat/completions",
          "{\"model\":\"default\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
              + ENGLISH
              + "\"}]}");
      assertThat(openAi.sawTheCallerLeave()).isTrue();
    }
  }

  @Test
  void saysWhichSettingItDoesNotKnow() throws Exception {
    try (LoquatProcess process =
        LoquatProcess.start(Map.of("JAVA_TOOL_OPTIONS", "-Dloquat.stroe=packaged"))) {
      assertThat(process.ends()).isNotZero();
      assertThat(process.log()).contains("loquat.stroe");
    }
  }

  private static String ingestGuide(int port) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        IngestFolder.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            false,
            "docs/guide",
            "--source",
            "guide",
            "--url",
            "http://localhost:" + port);
    String told = out.toString(StandardCharsets.UTF_8);
    assertThat(code).as(told).isZero();
    return told;
  }

  private static Reply chat(Service service, String model, String question) {
    return service.post(
        "/v1/chat/completions",
        Map.of("model", model, "messages", List.of(Map.of("role", "user", "content", question))));
  }

  private static String content(JsonNode answer) {
    return answer.path("choices").path(0).path("message").path("content").asText();
  }

  /** The sentences of an answer without their citations, which number the passages. */
  private static Set<String> quotes(JsonNode answer) {
    return content(answer)
        .lines()
        .filter(line -> line.startsWith("- "))
        .map(line -> line.replaceAll(" \\[\\d+]$", ""))
        .collect(Collectors.toSet());
  }

  private static List<String> passages(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.path("loquat").path("passages").forEach(p -> ids.add(p.path("id").asText()));
    return ids;
  }
}
