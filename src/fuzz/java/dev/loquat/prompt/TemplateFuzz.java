package dev.loquat.prompt;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.Map;

/** Any template either compiles and renders within the limits, or is refused with problems. */
public final class TemplateFuzz {
  private static final PromptCompiler COMPILER = new PromptCompiler();

  private TemplateFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    String value = data.consumeString(50);
    String template = data.consumeRemainingAsString();
    String yaml = "messages:\n  - user: " + dev.loquat.prompt.value.JsonText.write(template);
    try {
      COMPILER.compile(yaml).render(Map.of("a", value, "b", java.util.List.of(value, 1)));
    } catch (PromptSyntaxException e) {
      if (e.problems().isEmpty()) {
        throw new IllegalStateException("refused without a reason", e);
      }
    } catch (dev.loquat.prompt.template.RenderException
        | dev.loquat.prompt.template.RenderLimitException e) {
      // Typed errors are what is promised for values that helpers cannot work on.
      if (String.valueOf(e.getMessage()).isEmpty()) {
        throw e;
      }
    }
  }
}
