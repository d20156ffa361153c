package dev.loquat.prompt;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.loquat.prompt.schema.Schema;
import dev.loquat.prompt.schema.SchemaException;
import dev.loquat.prompt.schema.SchemaOptions;
import dev.loquat.prompt.value.JsonText;
import java.util.Locale;

/** Any schema compiles or is refused; the fast and the collecting validation always agree. */
public final class SchemaFuzz {
  private SchemaFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    Object source;
    Object value;
    try {
      source = JsonText.read(data.consumeString(500));
      value = JsonText.read(data.consumeRemainingAsString());
    } catch (IllegalArgumentException e) {
      return; // Not JSON: nothing to compile.
    }
    try {
      Schema schema = Schema.compile(source, SchemaOptions.DEFAULT.assertingFormats(true));
      if (schema.isValid(value) != schema.validate(value, Locale.ENGLISH).isEmpty()) {
        throw new IllegalStateException("fast and collecting validation disagree");
      }
      schema.sample();
    } catch (SchemaException e) {
      if (e.problems().isEmpty()) {
        throw new IllegalStateException("refused without a reason", e);
      }
    }
  }
}
