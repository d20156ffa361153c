package dev.loquat.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The built service as a process of its own, as {@code ./run} starts it. */
public final class LoquatProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

  private final Process process;
  private final File log;
  private final int port;

  private LoquatProcess(Process process, File log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts it; skips the running test where nothing was built ({@code ./test} builds).
   *
   * @param environment added to that of the tests, without their DATABASE_URL and keys
   */
  public static LoquatProcess start(Map<String, String> environment) {
    Assumptions.assumeTrue(Files.exists(JAR), () -> "skipped: " + JAR + " is not built");
    try {
      int port = freePort();
      File log = File.createTempFile("loquat", ".log");
      List<String> command =
          List.of(
              ProcessHandle.current().info().command().orElse("java"),
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-Dquarkus.http.port=" + port,
              "-jar",
              JAR.toString());
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
      Stream.of("DATABASE_URL", "LOQUAT_KEYS", "OPENAI_BASE_URL", "OPENAI_API_KEY")
          .forEach(builder.environment()::remove);
      builder.environment().putAll(environment);
      return new LoquatProcess(builder.start(), log, port);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the service", e);
    }
  }

  /** A port that nobody listens on. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  /** Waits until its health at {@code path} has the status. */
  public Service until(String path, int status) throws InterruptedException {
    Service service = new Service(URI.create("http://localhost:" + port + "/"));
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (Instant.now().isBefore(end)) {
      if (!process.isAlive()) {
        throw new AssertionError("the service ended:\n" + log());
      }
      if (statusOf(service, path) == status) {
        return service;
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("no " + status + " at " + path + " within 60 s:\n" + log());
  }

  /** Waits until it is ready. */
  public Service ready() throws InterruptedException {
    return until("/q/health/ready", 200);
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** What it wrote. */
  public String log() {
    try {
      return Files.readString(log.toPath());
    } catch (IOException e) {
      throw new UncheckedIOException("no log", e);
    }
  }

  /** Waits until it ends by itself; its exit code. */
  public int ends() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after 60 s:\n" + log());
    }
    return process.exitValue();
  }

  private static int statusOf(Service service, String path) {
    try {
      return service.get(path).status();
    } catch (UncheckedIOException notYet) {
      return -1;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("did not end within 20 s of SIGTERM:\n" + log());
      }
      Files.deleteIfExists(log.toPath());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + log, e);
    }
  }
}
