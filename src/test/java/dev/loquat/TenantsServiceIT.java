package dev.loquat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.testing.LoquatProcess;
import dev.loquat.testing.Service;
import dev.loquat.testing.Service.Reply;
import dev.loquat.testing.TestPostgres;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** One service for three tenants, as a database role that owns nothing; the owner only migrates. */
@Tag("server")
class TenantsServiceIT {
  private static final String ROLE = "loquat_app_" + UUID.randomUUID().toString().substring(0, 8);
  private static final List<String> KEYS = List.of("key-own", "key-acme", "key-umbrella");
  private static PGSimpleDataSource database;
  private static LoquatProcess process;
  private static Service service;

  @BeforeAll
  static void start() throws Exception {
    database = TestPostgres.emptyDatabase();
    try (Connection owner = database.getConnection();
        var statement = owner.createStatement()) {
      statement.execute("CREATE ROLE " + ROLE + " LOGIN PASSWORD 'secret'");
    }
    String url = TestPostgres.jdbcUrl(database);
    process =
        LoquatProcess.start(
            Map.of(
                "DATABASE_URL",
                url.substring(0, url.indexOf('?'))
                    .replace("jdbc:postgresql://", "postgresql://" + ROLE + ":secret@"),
                "QUARKUS_FLYWAY_USERNAME",
                database.getUser(),
                "QUARKUS_FLYWAY_PASSWORD",
                String.valueOf(database.getPassword()),
                "LOQUAT_KEYS",
                "key-own",
                "LOQUAT_TENANTS_ACME_ID",
                "2",
                "LOQUAT_TENANTS_ACME_KEYS",
                "key-acme,key-acme-2",
                "LOQUAT_TENANTS_UMBRELLA_ID",
                "3",
                "LOQUAT_TENANTS_UMBRELLA_KEYS",
                "key-umbrella"));
    service = process.ready();
    for (String key : KEYS) {
      Reply reply =
          post(
              key,
              "/ingest",
              "{\"collection\":\"default\",\"documents\":[{\"id\":\"d\",\"title\":\"Secret\","
                  + "\"text\":\"The secret word is said by %s.\"}]}".formatted(key));
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() throws SQLException {
    if (process != null) {
      process.close();
      try (Connection owner = database.getConnection();
          var statement = owner.createStatement()) {
        statement.execute("DROP OWNED BY " + ROLE);
        statement.execute("DROP ROLE " + ROLE);
      }
    }
  }

  private static HttpRequest.Builder request(String key, String path) {
    return service.request(path).header("Authorization", "Bearer " + key);
  }

  private static Reply post(String key, String path, String json) {
    return service.send(
        request(key, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private static Reply get(String key, String path) {
    return service.send(request(key, path).GET());
  }

  @Test
  void withoutAKeyNobodyIsServed() {
    assertThat(service.post("/retrieve", "{\"query\":\"secret\"}").status()).isEqualTo(401);
    assertThat(post("key", "/retrieve", "{\"query\":\"secret\"}").status()).isEqualTo(401);
    assertThat(service.get("/q/health/ready").status()).isEqualTo(200);
  }

  @Test
  void difyLearnsWhetherTheHeaderOrTheKeyIsWrong() {
    String body =
        "{\"knowledge_id\":\"default\",\"query\":\"x\",\"retrieval_setting\":{\"top_k\":1}}";
    HttpRequest.Builder bare =
        service
            .request("/retrieval")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    Reply without = service.send(bare);
    assertThat(without.status()).isEqualTo(401);
    assertThat(without.json().path("error_code").asInt()).isEqualTo(1001);
    assertThat(without.json().path("error_msg").asText()).contains("Authorization: Bearer");
    Reply basic = service.send(bare.setHeader("Authorization", "Basic abc"));
    assertThat(basic.json().path("error_code").asInt()).isEqualTo(1001);
    Reply wrong = post("wrong", "/retrieval", body);
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.json().path("error_code").asInt()).isEqualTo(1002);
    assertThat(wrong.json().path("error_msg").asText()).isNotEmpty();
    assertThat(wrong.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void everyEntranceServesTheTenantOfTheKeyWhileOthersAskToo() throws Exception {
    List<Callable<String>> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (String key : KEYS) {
        requests.add(() -> odd(key, post(key, "/retrieve", "{\"query\":\"secret word\"}")));
        requests.add(() -> odd(key, get(key, "/collections/default/documents/d")));
        requests.add(
            () ->
                odd(
                    key,
                    post(
                        key,
                        "/retrieval",
                        "{\"knowledge_id\":\"default\",\"query\":\"secret\",\"retrieval_setting\":"
                            + "{\"top_k\":3,\"score_threshold\":0}}")));
      }
    }
    for (String key : KEYS) {
      requests.add(
          () ->
              odd(
                  key,
                  post(
                      key,
                      "/v1/chat/completions",
                      "{\"model\":\"extractive\",\"messages\":[{\"role\":\"user\",\"content\":"
                          + "\"Who says the secret word?\"}]}")));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<String> answer : threads.invokeAll(requests)) {
        assertThat(answer.get()).isEmpty();
      }
    }
  }

  /** What is odd about an answer that must speak of this key and of no other. */
  private static String odd(String key, Reply reply) {
    boolean own = reply.body().contains("said by " + key + ".");
    boolean others =
        KEYS.stream().anyMatch(k -> !k.equals(key) && reply.body().contains("said by " + k));
    return reply.status() == 200 && own && !others ? "" : key + ": " + reply;
  }

  @Test
  void aSecondKeyOfATenantSeesTheSame() {
    assertThat(get("key-acme-2", "/collections/default/documents/d").body())
        .contains("said by key-acme.");
  }

  @Test
  void backgroundWorkIsDoneForTheTenantThatAskedForIt() {
    Reply set =
        service.send(
            request("key-umbrella", "/collections/default")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"embedding\":\"bge-small-zh-v1.5\"}")));
    assertThat(set.status()).as(set.body()).isEqualTo(200);
    Reply done;
    do {
      done = post("key-umbrella", "/reembed", "{\"collection\":\"default\"}");
      assertThat(done.status()).as(done.body()).isEqualTo(200);
    } while (!done.json().path("collections").path(0).path("finished").asBoolean());
    assertThat(embedding("key-umbrella")).isEqualTo("bge-small-zh-v1.5");
    assertThat(embedding("key-acme")).isEqualTo("auto");
    assertThat(embedding("key-own")).isEqualTo("auto");
  }

  private static String embedding(String key) {
    JsonNode collection = get(key, "/collections/default").json();
    return collection.path("embedding").path("model").asText();
  }

  @Test
  void documentsThatFailedAreKeptForTheirTenant() {
    String bad = "{\"documents\":[{\"id\":\"bad\",\"text\":\"a\\u0000b\"}]}";
    assertThat(post("key-acme", "/ingest", bad).status()).isEqualTo(207);
    assertThat(get("key-acme", "/collections/default/dead-letters").body()).contains("bad");
    assertThat(get("key-umbrella", "/collections/default/dead-letters").body())
        .doesNotContain("bad");
  }

  @Test
  void promptsAreTheServicesOwn() {
    assertThat(get("key-own", "/prompts").status()).isEqualTo(200);
    assertThat(get("key-acme", "/prompts").status()).isEqualTo(403);
    assertThat(get("key-acme", "/prompts/answer").status()).isEqualTo(403);
    assertThat(post("key-acme", "/render", "{\"prompt\":\"expert\",\"sample\":true}").status())
        .isEqualTo(200);
  }

  @Test
  void theRoleOfTheServiceReadsNothingThatItNamesNoTenantFor() throws SQLException {
    PGSimpleDataSource app = new PGSimpleDataSource();
    app.setUrl(TestPostgres.jdbcUrl(database));
    app.setUser(ROLE);
    app.setPassword("secret");
    try (Connection connection = app.getConnection();
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM document")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }
}
