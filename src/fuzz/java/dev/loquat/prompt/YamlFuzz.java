package dev.loquat.prompt;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Any text is a prompt or is refused with a place in it. */
public final class YamlFuzz {
  private static final PromptCompiler COMPILER = new PromptCompiler();

  private YamlFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    try {
      COMPILER.compile(data.consumeRemainingAsString()).sample();
    } catch (PromptSyntaxException e) {
      if (e.problems().stream().anyMatch(p -> p.line() < 1 || p.column() < 1)) {
        throw new IllegalStateException("a problem has no place", e);
      }
    }
  }
}
