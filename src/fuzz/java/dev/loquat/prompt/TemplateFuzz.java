package dev.loquat.prompt;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.loquat.prompt.template.Backend;
import dev.loquat.prompt.template.RenderException;
import dev.loquat.prompt.template.RenderLimitException;
import dev.loquat.prompt.template.RenderLimits;
import dev.loquat.prompt.template.Rendering;
import dev.loquat.prompt.template.Renderings;
import dev.loquat.prompt.template.Template;
import dev.loquat.prompt.template.TemplateSyntaxException;
import dev.loquat.prompt.template.Templates;
import dev.loquat.prompt.value.Shape;
import java.util.List;
import java.util.Map;

/**
 * Any template either compiles and renders within the limits, by the net as by bytecode, or is
 * refused with problems.
 */
public final class TemplateFuzz {
  private TemplateFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    String value = data.consumeString(50);
    String template = data.consumeRemainingAsString();
    Map<String, Object> variables = Map.of("a", value, "b", List.of(value, 1, Map.of("a", value)));
    try {
      String net = render(template, variables, Backend.NET);
      boolean compared = (template.hashCode() & 31) == 0; // To make a class takes its time.
      if (compared && !net.equals(render(template, variables, Backend.BYTECODE))) {
        throw new IllegalStateException("net and bytecode render differently");
      }
    } catch (TemplateSyntaxException e) {
      if (e.problems().isEmpty()) {
        throw new IllegalStateException("refused without a reason", e);
      }
    }
  }

  /** The text, or the typed error that is promised for values that helpers cannot work on. */
  private static String render(String source, Map<String, Object> variables, Backend backend)
      throws TemplateSyntaxException {
    Template template = new Templates(Shape.ANY, String::length, backend).compile(source);
    try (Rendering rendering = Renderings.SHARED.borrow(variables, RenderLimits.DEFAULT, false)) {
      return rendering.render(template);
    } catch (RenderException | RenderLimitException e) {
      return e.getClass() + ": " + e.getMessage();
    }
  }
}
