package dev.loquat.prompt.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loquat.prompt.value.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the official JSON Schema test suite, draft 2020-12, read from the shared data folder. */
class OfficialSuiteTest {
  private static final String REMOTE = "http://localhost:1234/";
  private static final Path SUITE =
      Path.of(Optional.ofNullable(System.getenv("LOQUAT_DATA")).orElse("../shared/data"))
          .resolve("json-schema-test-suite");

  /**
   * Optional tests that are left out: other drafts, the keyword of older drafts, and names that
   * java.net.IDN, which follows the older IDNA 2003, maps to others.
   */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "cross-draft.json",
          "dependencies-compatibility.json",
          "Exceptions that are PVALID, left-to-right chars",
          "ZERO WIDTH JOINER preceded by Virama",
          "ZERO WIDTH NON-JOINER preceded by Virama",
          "ZERO WIDTH NON-JOINER not preceded by Virama but matches regexp",
          "a domain label that is not in Unicode NFC is valid",
          "Bidi domain name with a digit-first label is invalid");

  @TestFactory
  Stream<DynamicNode> passesEveryRequiredTest() {
    return files("tests/draft2020-12", SchemaOptions.DEFAULT, Set.of());
  }

  @TestFactory
  Stream<DynamicNode> passesTheOptionalTestsThatApply() {
    return files("tests/draft2020-12/optional", SchemaOptions.DEFAULT, LEFT_OUT);
  }

  @TestFactory
  Stream<DynamicNode> passesTheOptionalTestsOfFormats() {
    return files(
        "tests/draft2020-12/optional/format",
        SchemaOptions.DEFAULT.assertingFormats(true),
        LEFT_OUT);
  }

  private static Stream<DynamicNode> files(
      String folder, SchemaOptions options, Set<String> leftOut) {
    assumeTrue(Files.isDirectory(SUITE), () -> "no test suite at " + SUITE.toAbsolutePath());
    try (Stream<Path> entries = Files.list(SUITE.resolve(folder))) {
      List<Path> files =
          entries.filter(path -> path.toString().endsWith(".json")).sorted().toList();
      return files.stream()
          .filter(file -> !leftOut.contains(file.getFileName().toString()))
          .map(file -> file(file, options, leftOut));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DynamicNode file(Path file, SchemaOptions options, Set<String> leftOut) {
    var remotes = new SchemaOptions(options.assertFormats(), OfficialSuiteTest::remote);
    return DynamicContainer.dynamicContainer(
        file.getFileName().toString(),
        ((List<?>) read(file)).stream().map(group -> group((Map<?, ?>) group, remotes, leftOut)));
  }

  private static DynamicNode group(Map<?, ?> group, SchemaOptions options, Set<String> leftOut) {
    return DynamicContainer.dynamicContainer(
        (String) group.get("description"),
        ((List<?>) group.get("tests"))
            .stream()
                .filter(test -> !leftOut.contains(((Map<?, ?>) test).get("description")))
                .map(
                    test ->
                        DynamicTest.dynamicTest(
                            (String) ((Map<?, ?>) test).get("description"),
                            () -> check(group.get("schema"), (Map<?, ?>) test, options))));
  }

  private static void check(Object source, Map<?, ?> test, SchemaOptions options)
      throws SchemaException {
    Schema schema = Schema.compile(source, options);
    Object data = test.get("data");
    boolean expected = (Boolean) test.get("valid");

    assertThat(schema.isValid(data)).isEqualTo(expected);
    assertThat(schema.validate(data, Locale.ENGLISH).isEmpty()).isEqualTo(expected);
  }

  private static Optional<Object> remote(String uri) {
    Path file = SUITE.resolve("remotes").resolve(uri.replace(REMOTE, ""));
    return uri.startsWith(REMOTE) && Files.exists(file)
        ? Optional.of(read(file))
        : Optional.empty();
  }

  private static Object read(Path file) {
    try {
      return JsonText.read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
