package dev.loquat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.testing.LoquatProcess;
import dev.loquat.testing.Service;
import dev.loquat.testing.Service.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database that is away at the start, comes, goes and comes again. */
@Tag("server")
class DatabaseAwayIT {
  private static final Path DATA = Path.of("target", "test-away-postgres");
  private final int port = LoquatProcess.freePort();

  @AfterEach
  void stop() throws Exception {
    postgres("stop");
  }

  @Test
  void answersWhatNeedsNoDatabaseAndTheRestWhenItIsThere() throws Exception {
    String url = postgres("start", "--port", Integer.toString(port), "--ephemeral", "--jdbc");
    postgres("stop");
    try (LoquatProcess process = LoquatProcess.start(Map.of("DATABASE_URL", url))) {
      Service service = process.until("/q/health/live", 200);
      refusesToRetrieve(service);
      assertThat(service.get("/q/health/ready").status()).isEqualTo(503);
      assertThat(service.post("/tokenize", "{\"text\":\"a\"}").status()).isEqualTo(200);

      postgres("start", "--port", Integer.toString(port), "--ephemeral");
      process.ready();
      assertThat(
              service
                  .post("/ingest", "{\"documents\":[{\"id\":\"a\",\"text\":\"an apple\"}]}")
                  .status())
          .isEqualTo(200);
      assertThat(service.post("/retrieve", "{\"query\":\"apple\"}").status()).isEqualTo(200);

      postgres("stop");
      refusesToRetrieve(service);
      assertThat(service.get("/q/health/live").status()).isEqualTo(200);

      postgres("start", "--port", Integer.toString(port), "--ephemeral");
      process.ready();
      assertThat(service.post("/retrieve", "{\"query\":\"apple\"}").json().path("passages"))
          .hasSize(1);
    }
  }

  private static void refusesToRetrieve(Service service) {
    Reply reply = service.post("/retrieve", "{\"query\":\"apple\"}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isNotEmpty();
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  private static String postgres(String command, String... options) throws Exception {
    List<String> line =
        new ArrayList<>(List.of("deploy/postgres.sh", command, "--data", DATA.toString()));
    line.addAll(List.of(options));
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes()).strip();
    assertThat(process.waitFor()).as(String.join(" ", line)).isZero();
    return out;
  }
}
