package dev.loquat.functions;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * The packaged application ({@code function.zip}), unpacked as AWS does it: classes at the root,
 * libraries in {@code lib}. It is started by AWS's own runtime interface client, which is what the
 * managed Java runtime runs.
 */
final class LambdaPackage {
  /** Where {@code mvn -Plambda package} puts it. */
  private static final Path BUILT = Path.of("target", "lambda", "function.zip");

  /** Names another package to test. */
  private static final String VARIABLE = "LOQUAT_LAMBDA_APP";

  private static final String HANDLER = "dev.loquat.lambda.LambdaHandler::handleRequest";

  private final Path task;

  private LambdaPackage(Path task) {
    this.task = task;
  }

  /**
   * Unpacks the package into {@code folder}; skips the running test, saying so, where there is none
   * or only an old one.
   */
  static LambdaPackage unpackInto(Path folder) {
    String named = System.getenv(VARIABLE);
    Path zip = named == null ? BUILT : Path.of(named);
    Assumptions.assumeTrue(
        Files.isRegularFile(zip), () -> "skipped: no " + zip + " (mvn -Plambda package makes it)");
    Assumptions.assumeTrue(
        named != null || !isOlderThanSources(zip),
        () ->
            "skipped: " + zip + " is older than its sources (mvn -Plambda package makes it anew)");
    return unpack(zip, folder);
  }

  private static LambdaPackage unpack(Path zip, Path folder) {
    try (InputStream bytes = Files.newInputStream(zip);
        var entries = new ZipInputStream(bytes)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IllegalStateException(zip + " has an entry outside: " + entry.getName());
        }
        if (!entry.isDirectory()) {
          Files.createDirectories(target.getParent());
          // Quarkus packs classes that it transforms twice; whoever unpacks keeps the later one.
          Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + zip, e);
    }
    return new LambdaPackage(folder);
  }

  private static Stream<Path> sources() throws IOException {
    return Stream.concat(Files.walk(Path.of("src", "main")), Files.walk(Path.of("src", "lambda")));
  }

  private static boolean isOlderThanSources(Path zip) {
    try (Stream<Path> sources = sources()) {
      FileTime built = Files.getLastModifiedTime(zip);
      for (Path source : (Iterable<Path>) sources.filter(Files::isRegularFile)::iterator) {
        if (Files.getLastModifiedTime(source).compareTo(built) > 0) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot compare " + zip + " with its sources", e);
    }
  }

  /**
   * Starts it as the managed runtime would.
   *
   * @param memory what the function may take, in MiB
   * @param environment all of its environment but what the runtime itself sets
   * @param log where its output goes
   */
  Process start(LambdaRuntimeApi api, int memory, Map<String, String> environment, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:MaxRAM=" + memory + "m", "-XX:MaxRAMPercentage=75"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", classPath(), AWSLambda.class.getName(), HANDLER));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(task.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
    return builder.start();
  }

  private String classPath() throws IOException {
    List<String> places = new ArrayList<>();
    places.add(task.toString());
    try (Stream<Path> jars = Files.list(task.resolve("lib"))) {
      jars.map(Path::toString).sorted().forEach(places::add);
    }
    places.add(jarOf(AWSLambda.class));
    places.add(jarOf(PojoSerializer.class));
    return String.join(File.pathSeparator, places);
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no jar of " + type, e);
    }
  }
}
