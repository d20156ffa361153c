package dev.loquat.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL cluster of one test's own, that it may kill. Keeps its data as in production. */
public final class PrivatePostgres {
  private final String folder;
  private String url;

  private PrivatePostgres(String folder, String url) {
    this.folder = folder;
    this.url = url;
  }

  /** Starts it, and makes it where it is not there yet. */
  public static PrivatePostgres start(String folder) {
    return new PrivatePostgres(folder, script("start", folder));
  }

  /** JDBC URL with user and password in it; another one after each restart. */
  public String url() {
    return url;
  }

  /** Kills the server and all of its processes at once. */
  public void kill() {
    try {
      Path cluster = Path.of(Files.readString(Path.of(folder, "cluster.path")).strip());
      long pid =
          Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip());
      ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> all = new ArrayList<>(List.of(server));
      server.descendants().forEach(all::add);
      all.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle process : all) {
        process.onExit().get(30, TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no cluster in " + folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while killing PostgreSQL", e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("PostgreSQL did not die", e);
    }
  }

  /** Starts it again after {@link #kill}; it recovers. */
  public void restart() {
    url = script("start", folder);
  }

  /** Stops it in order. */
  public void stop() {
    script("stop", folder);
  }

  private static String script(String command, String folder) {
    List<String> line =
        new ArrayList<>(List.of("bash", "deploy/postgres.sh", command, "--data", folder));
    if (command.equals("start")) {
      line.add("--jdbc");
    }
    try {
      Process process =
          new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String out =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(line + " ended with " + process.exitValue());
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + line, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + line, e);
    }
  }
}
