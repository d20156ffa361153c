package dev.loquat.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.wire.Problem;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Whatever is loaded by name at run time is in a native executable. */
class NativeResourcesTest {
  /**
   * Read when the application is built, by extensions that register what they read, or by nobody.
   */
  private static final List<String> NOT_OURS_TO_NAME =
      List.of("META-INF/", "README", "application.properties");

  /** Libraries whose resources nobody else registers. */
  private static final String LIBRARIES = ".*/(jtokkit|langchain4j-embeddings-bge)[^/]*\\.jar";

  @Test
  void everyResourceOfOursIsIncluded() {
    Path classes = ourClasses();
    assertAllIncluded(filesBelow(classes));
  }

  @Test
  void everyModelOfALibraryIsIncluded() {
    List<String> models =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(place -> place.matches(LIBRARIES))
            .flatMap(NativeResourcesTest::entriesOf)
            .toList();
    assertThat(models).anyMatch(name -> name.endsWith(".onnx"));
    assertAllIncluded(models);
  }

  private static void assertAllIncluded(List<String> resources) {
    List<PathMatcher> included =
        Stream.of(property("quarkus.native.resources.includes").split(","))
            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob.strip()))
            .toList();
    assertThat(resources)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(included)
                    .as("quarkus.native.resources.includes for %s", name)
                    .anyMatch(glob -> glob.matches(Path.of(name))));
  }

  private static Path ourClasses() {
    try {
      return Path.of(Problem.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no folder of classes", e);
    }
  }

  private static List<String> filesBelow(Path classes) {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> classes.relativize(file).toString())
          .filter(NativeResourcesTest::isResource)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot walk " + classes, e);
    }
  }

  private static Stream<String> entriesOf(String jar) {
    try (JarFile file = new JarFile(jar)) {
      return file.stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .filter(NativeResourcesTest::isResource)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + jar, e);
    }
  }

  private static boolean isResource(String name) {
    return !name.endsWith(".class") && NOT_OURS_TO_NAME.stream().noneMatch(name::startsWith);
  }

  private static String property(String name) {
    Properties properties = new Properties();
    try (InputStream bytes =
        NativeResourcesTest.class.getResourceAsStream("/application.properties")) {
      properties.load(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read application.properties", e);
    }
    return properties.getProperty(name, "");
  }
}
