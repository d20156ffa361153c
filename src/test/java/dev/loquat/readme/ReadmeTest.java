package dev.loquat.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.testing.GuideCorpus;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The README's commands do what it says: every block marked {@code sh tested} is run as it stands.
 */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class ReadmeTest {
  private static final String DEFAULT_ADDRESS = "http://localhost:8080/";
  private static final Pattern BLOCK =
      Pattern.compile(
          "^```sh tested(?:-with-postgres)?\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");

  @TestHTTPResource("/")
  URI base;

  @TempDir Path home;

  /** A block of commands. */
  record Block(String file, String commands) {
    @Override
    public String toString() {
      return file + ": " + commands.lines().findFirst().orElse("");
    }
  }

  static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (String file : List.of("README.md", "README.zh.md")) {
      Matcher block = BLOCK.matcher(Files.readString(Path.of(file)));
      while (block.find()) {
        blocks.add(new Block(file, block.group(1)));
      }
    }
    return blocks;
  }

  @Test
  void bothLanguagesShowTheSameCommands() throws IOException {
    List<String> english = heads("README.md");
    assertThat(english).hasSizeGreaterThanOrEqualTo(9);
    assertThat(heads("README.zh.md")).isEqualTo(english);
  }

  private static List<String> heads(String file) throws IOException {
    return blocks().stream()
        .filter(block -> block.file().equals(file))
        .map(block -> block.commands().lines().findFirst().orElse("").split(" -d ", 2)[0])
        .toList();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void theCommandsWork(Block block) throws Exception {
    GuideCorpus.in(new Service(base));
    String output = run(block.commands().replace(DEFAULT_ADDRESS, base.toString()));

    assertThat(output).isNotBlank();
    if (block.commands().contains("\"stream\": true")) {
      assertThat(output).contains("data: [DONE]", "url_citation", "\"passages\"", "\"score\"");
    }
  }

  /** Runs commands; fails where one of them, or the service, does. */
  private String run(String commands) throws IOException, InterruptedException {
    Files.writeString(home.resolve(".curlrc"), "fail-with-body\nsilent\nshow-error\n");
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands).redirectErrorStream(true);
    bash.environment().put("CURL_HOME", home.toString());
    Process process = bash.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(commands + "\n" + output).isZero();
    return output;
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh.md"})
  void linksLeadSomewhere(String file) throws IOException {
    Stream<String> links =
        LINK.matcher(Files.readString(Path.of(file))).results().map(r -> r.group(1));
    assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Path.of(link)).exists());
  }
}
