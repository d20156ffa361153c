package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The meta-schemas of draft 2020-12, packaged with the program, and the vocabularies they name. */
final class MetaSchemas {
  static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
  static final String VALIDATION = "https://json-schema.org/draft/2020-12/vocab/validation";
  static final String APPLICATOR = "https://json-schema.org/draft/2020-12/vocab/applicator";
  static final String UNEVALUATED = "https://json-schema.org/draft/2020-12/vocab/unevaluated";
  static final String FORMAT_ASSERTION =
      "https://json-schema.org/draft/2020-12/vocab/format-assertion";
  static final Set<String> KNOWN =
      Set.of(
          VALIDATION,
          APPLICATOR,
          UNEVALUATED,
          FORMAT_ASSERTION,
          "https://json-schema.org/draft/2020-12/vocab/core",
          "https://json-schema.org/draft/2020-12/vocab/format-annotation",
          "https://json-schema.org/draft/2020-12/vocab/content",
          "https://json-schema.org/draft/2020-12/vocab/meta-data");

  /** What is in force where a schema names no other meta-schema. */
  static final Set<String> STANDARD = Set.of(VALIDATION, APPLICATOR, UNEVALUATED);

  private static final String BASE = "https://json-schema.org/draft/2020-12/";
  private static final Set<String> NAMES =
      Set.of(
          "schema",
          "meta/core",
          "meta/applicator",
          "meta/unevaluated",
          "meta/validation",
          "meta/meta-data",
          "meta/content",
          "meta/format-annotation",
          "meta/format-assertion");
  private static final Map<String, Object> READ = new ConcurrentHashMap<>();

  private MetaSchemas() {}

  static Optional<Object> find(String uri) {
    if (!uri.startsWith(BASE) || !NAMES.contains(uri.substring(BASE.length()))) {
      return Optional.empty();
    }
    return Optional.of(READ.computeIfAbsent(uri.substring(BASE.length()), MetaSchemas::read));
  }

  private static Object read(String name) {
    String path = "/dev/loquat/prompt/schema/draft2020-12/" + name + ".json";
    try (InputStream in = MetaSchemas.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the packaged meta-schema " + path + " is missing");
      }
      return JsonText.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the packaged meta-schema " + path, e);
    }
  }
}
