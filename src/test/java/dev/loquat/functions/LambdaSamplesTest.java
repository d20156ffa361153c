package dev.loquat.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loquat.functions.LambdaRuntimeApi.Outcome;
import dev.loquat.testing.TestPostgres;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code lambda.json} of each function, handed by the Runtime API to the packaged application: one
 * process a function, with the memory and the environment that its declaration says and nothing
 * else.
 */
@Tag("server")
class LambdaSamplesTest {
  private static final Logger LOG = System.getLogger(LambdaSamplesTest.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static @Nullable LambdaPackage application;

  private @Nullable LambdaRuntimeApi api;
  private @Nullable Process process;
  private Path log;

  static List<String> functions() {
    return Samples.functions();
  }

  @BeforeEach
  void listen() throws IOException {
    if (application == null) {
      application = LambdaPackage.unpackInto(folder.resolve("task"));
    }
    api = new LambdaRuntimeApi(PATIENCE);
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
    if (api != null) {
      api.close();
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void answersSaysWhatIsWrongAndGoesOnWithinItsMemoryAndWithoutAPort(String function)
      throws Exception {
    String event = Samples.event(function, "lambda.json");
    CompletableFuture<Outcome> first = api.invoke(event);
    long started = System.nanoTime();
    start(function, environment(function));
    Contract.check(function, Samples.json(event), answer(first));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);

    ProcessFacts facts = new ProcessFacts(process);
    LOG.log(
        Level.INFO,
        "{0}: first answer {1} ms after the start of its process, {2} MiB resident",
        function,
        millis,
        facts.residentMebibytes());
    assertThat(facts.residentMebibytes()).isLessThan(memory(function));
    assertThat(facts.listeningPorts()).isEmpty();

    assertThat(failure("{\"nonsense\":1}")).contains("/nonsense");
    assertThat(failure("[]")).contains("must be a JSON object");
    Contract.check(function, Samples.json(event), answer(api.invoke(event)));
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void takesABatchOfMessagesAndReportsThoseThatFailed() throws Exception {
    String batch = Samples.event("ingest", "lambda-sqs.json");
    start("ingest", environment("ingest"));
    assertThat(answer(api.invoke(batch)).path("batchItemFailures")).isEmpty();

    ObjectNode broken = (ObjectNode) Samples.json(batch);
    ((ObjectNode) broken.path("Records").path(1)).put("body", "{\"documents\":7}");
    assertThat(answer(api.invoke(broken.toString())).path("batchItemFailures"))
        .extracting(failure -> failure.path("itemIdentifier").asText())
        .containsExactly(broken.path("Records").path(1).path("messageId").asText());
  }

  @Test
  void saysThatThereIsNoSuchFunction() throws Exception {
    start("tokenize", Map.of("QUARKUS_FUNQY_EXPORT", "no-such-function"));
    Outcome outcome = outcome(api.invoke("{}"));
    assertThat(outcome).isNotInstanceOf(Outcome.Answer.class);
    assertThat(Files.readString(log)).contains("no-such-function");
  }

  private void start(String function, Map<String, String> environment) throws IOException {
    log = folder.resolve(function + "-" + System.nanoTime() + ".log");
    process = application.start(api, memory(function), environment, log);
    process
        .onExit()
        .thenAccept(ended -> api.breakOff("the process ended with " + ended.exitValue()));
  }

  private Outcome outcome(CompletableFuture<Outcome> invocation) throws Exception {
    return invocation.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private String failure(String payload) throws Exception {
    Outcome outcome = outcome(api.invoke(payload));
    assertThat(outcome).isInstanceOf(Outcome.Failure.class);
    Outcome.Failure failure = (Outcome.Failure) outcome;
    assertThat(failure.body().path("stackTrace")).isEmpty();
    return failure.message();
  }

  private JsonNode answer(CompletableFuture<Outcome> invocation) throws Exception {
    Outcome outcome = outcome(invocation);
    return switch (outcome) {
      case Outcome.Answer answer -> answer.body();
      case Outcome.Failure failure -> fail(failure.body() + "\n" + Files.readString(log));
      case Outcome.Broken broken -> fail(broken.reason() + "\n" + Files.readString(log));
    };
  }

  private static int memory(String function) {
    return (Integer) Samples.declaration(function).get("memory");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> environment(String function) {
    Map<String, Object> declaration = Samples.declaration(function);
    var environment = new TreeMap<>((Map<String, String>) declaration.get("environment"));
    var secrets = (Map<String, String>) declaration.get("secrets");
    if ("required".equals(secrets.get("DATABASE_URL"))) {
      environment.put("DATABASE_URL", TestPostgres.jdbcUrl(TestPostgres.migratedDatabase()));
    }
    return environment;
  }
}
