package dev.loquat.prompt.schema;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a schema is read.
 *
 * @param assertFormats whether {@code format} is checked; else it is an annotation only, as the
 *     draft has it, unless the schema's own meta-schema asks for it
 * @param documents gives the schema documents of other URIs that may be referred to; the draft's
 *     own meta-schemas are always there. Nothing else is looked for
 */
public record SchemaOptions(boolean assertFormats, Function<String, Optional<Object>> documents) {
  /** Formats are annotations; no other documents. */
  public static final SchemaOptions DEFAULT = new SchemaOptions(false, uri -> Optional.empty());

  /** The same with formats checked or not. */
  public SchemaOptions assertingFormats(boolean asserting) {
    return new SchemaOptions(asserting, documents);
  }
}
