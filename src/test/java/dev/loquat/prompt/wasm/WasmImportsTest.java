package dev.loquat.prompt.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.prompt.chain.ChainException;
import dev.loquat.prompt.chain.ChainSteps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A module may import what is granted to it by name, and nothing else. */
class WasmImportsTest {
  private static final WasmLimits LIMITS =
      new WasmLimits(16, 3_000_000, Duration.ofSeconds(20), 1 << 16);

  private final List<String> lines = new ArrayList<>();

  @Test
  void whatIsGrantedWorks() throws Exception {
    WasmHost host = host(Map.of("logs", Set.of(HostCall.LOG)), 0);

    assertThat(run("logs", host)).containsEntry("t", "x");
    assertThat(lines)
        .as("without control characters: a step cannot forge a line of the log")
        .containsExactly("logs|héllo", "logs|héllo  [31mred");
  }

  @Test
  void theClockIsTheHosts() throws Exception {
    Map<String, Set<HostCall>> grants = Map.of("clock", Set.of(HostCall.NOW_MILLIS));

    assertThat(run("clock", host(grants, 1_799_999)).get("now")).hasToString("0");
    assertThat(run("clock", host(grants, 1_800_000)).get("now")).hasToString("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "logs¦the module imports 'loquat.log': that is not granted to this step",
        "clock¦the module imports 'loquat.now_millis': that is not granted to this step",
        "imports¦the module imports 'env.log': there is nothing to import but from 'loquat'",
      })
  void whatIsNotGrantedIsRefused(String name, String message) {
    WasmHost host = host(Map.of("other", EnumSet.allOf(HostCall.class)), 0);

    assertThatThrownBy(() -> run(name, host))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining(message);
    assertThat(lines).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "imports-unknown¦the module imports 'loquat.exec': there is only log, now_millis",
        "imports-memory¦the module imports 'loquat.log': it must be a function from",
        "logs-wrongly¦the module imports 'loquat.log': it must be a function from",
        "logs-forever¦more than 100 lines logged",
        "logs-much¦a logged line is longer than 1000 bytes",
        "logs-outside¦a logged line lies outside of the memory",
      })
  void whatIsMisusedIsRefused(String name, String message) {
    WasmHost host = host(Map.of(name, EnumSet.allOf(HostCall.class)), 0);

    assertThatThrownBy(() -> run(name, host))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining(message);
    assertThat(lines).hasSizeLessThanOrEqualTo(100);
  }

  @Test
  void aGrantToAStepThatThereIsNotStopsTheStart(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("logs.wasm"), module("logs"));
    WasmHost typo = host(Map.of("logs", Set.of(HostCall.LOG), "lgos", Set.of(HostCall.LOG)), 0);

    assertThatThrownBy(() -> WasmFolder.addTo(ChainSteps.builtIn(), folder, LIMITS, typo))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining("step 'lgos'")
        .hasMessageContaining("imports are granted to it");
  }

  private WasmHost host(Map<String, Set<HostCall>> grants, long millis) {
    return new WasmHost(
        grants,
        (step, line) -> lines.add(step + "|" + line),
        InstantSource.fixed(Instant.ofEpochMilli(millis)));
  }

  private static Map<String, Object> run(String name, WasmHost host) throws IOException {
    return WasmStep.load(name, module(name), LIMITS, host)
        .apply(Map.of("t", "x"), null)
        .toCompletableFuture()
        .join();
  }

  private static byte[] module(String name) throws IOException {
    try (InputStream in = WasmImportsTest.class.getResourceAsStream("/steps/" + name + ".wasm")) {
      return in.readAllBytes();
    }
  }
}
