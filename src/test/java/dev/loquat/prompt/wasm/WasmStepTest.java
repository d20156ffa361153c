package dev.loquat.prompt.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.prompt.Prompt;
import dev.loquat.prompt.PromptCompiler;
import dev.loquat.prompt.chain.ChainException;
import dev.loquat.prompt.chain.ChainSteps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WasmStepTest {
  private static final WasmLimits LIMITS =
      new WasmLimits(16, 3_000_000, Duration.ofSeconds(20), 1 << 16);

  @Test
  void runsAModuleOfAFolderAsAStep(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("shout.wasm"), module("shout"));
    ChainSteps steps = WasmFolder.addTo(ChainSteps.builtIn(), folder, LIMITS, WasmHost.CLOSED);
    Prompt prompt =
        new PromptCompiler(steps, String::length, PromptCompiler.STEP_TIME)
            .compile("messages: [{user: '{{text}}'}]\nchain: [normalize, shout, validate]");

    assertThat(prompt.render(Map.of("text", "héllo \"you\"")).messages().getFirst().content())
        .isEqualTo("HéLLO \"YOU\"");
  }

  @Test
  void runsTheDocumentedExamples() throws Exception {
    ChainSteps steps =
        WasmFolder.addTo(ChainSteps.builtIn(), Path.of("docs/steps"), LIMITS, WasmHost.CLOSED);
    Map<String, Object> variables =
        Map.of(
            "a1", List.of("room 42", "\u0001 tab\t7"), "count", 12, "nested", Map.of("x9", "9 x"));

    Map<String, Object> masked =
        steps.find("mask").orElseThrow().apply(variables, null).toCompletableFuture().join();

    assertThat(masked)
        .containsEntry("a1", List.of("room ##", "\u0001 tab\t#"))
        .containsEntry("nested", Map.of("x9", "# x"));
    assertThat(masked.get("count")).hasToString("12");
    assertThat(steps.names()).contains("mask", "shout");
  }

  @Test
  void growsItsMemoryWithinTheLimit() throws Exception {
    String text = "a".repeat(60_000);

    assertThat(run("shout", Map.of("text", text))).containsEntry("text", "A".repeat(60_000));
  }

  @ParameterizedTest
  @CsvSource({
    "loop, more than 3000000 instructions",
    "grow, the module trapped",
    "trap, the module trapped",
    "lie, run gave address 0 with length 4294967280",
    "far, alloc gave address 4294967291",
    "junk, the result is not JSON",
    "list, the result is not a JSON object",
    "recurse, step 'recurse'",
  })
  void survivesAModuleThatMisbehaves(String name, String message) throws Exception {
    WasmStep step = WasmStep.load(name, module(name), LIMITS, WasmHost.CLOSED);

    assertThatThrownBy(() -> step.apply(Map.of("text", "abcdef"), null))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "imports, the module imports 'env.log': there is nothing to import",
    "missing, exports no function 'alloc'",
    "greedy, 'wants 40000 pages of memory, 16 are allowed'",
    "start, more than 3000000 instructions",
    "signature, must be a function",
  })
  void refusesAModuleThatCannotBeAStep(String name, String message) {
    assertThatThrownBy(() -> WasmStep.load(name, module(name), LIMITS, WasmHost.CLOSED))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining(message);
  }

  @Test
  void endsAModuleAtItsDeadline() throws Exception {
    var hasty = new WasmLimits(16, Long.MAX_VALUE, Duration.ofMillis(5), 1 << 16);
    WasmStep step = WasmStep.load("loop", module("loop"), hasty, WasmHost.CLOSED);

    assertThatThrownBy(() -> step.apply(Map.of(), null))
        .isInstanceOfSatisfying(
            ChainException.class,
            e -> assertThat(e.reason()).isEqualTo(ChainException.Reason.DEADLINE));
  }

  @Test
  void refusesWhatIsNoModule() {
    for (byte[] bytes : new byte[][] {{}, {0, 'a', 's', 'm'}, {0, 'a', 's', 'm', 1, 0, 0, 0, 99}}) {
      assertThatThrownBy(() -> WasmStep.load("x", bytes, LIMITS, WasmHost.CLOSED))
          .isInstanceOf(ChainException.class);
    }
  }

  @Test
  void keepsNothingFromOneRunToTheNext() throws Exception {
    WasmStep step = WasmStep.load("shout", module("shout"), LIMITS, WasmHost.CLOSED);

    for (int i = 0; i < 50; i++) {
      assertThat(step.apply(Map.of("t", "a" + i), null).toCompletableFuture().join())
          .containsExactly(Map.entry("t", "A" + i));
    }
  }

  private static Map<String, Object> run(String name, Map<String, Object> variables)
      throws IOException {
    return WasmStep.load(name, module(name), LIMITS, WasmHost.CLOSED)
        .apply(variables, null)
        .toCompletableFuture()
        .join();
  }

  private static byte[] module(String name) throws IOException {
    try (InputStream in = WasmStepTest.class.getResourceAsStream("/steps/" + name + ".wasm")) {
      return in.readAllBytes();
    }
  }
}
