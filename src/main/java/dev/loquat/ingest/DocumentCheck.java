package dev.loquat.ingest;

import dev.loquat.store.Document;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Why a document cannot be taken. */
final class DocumentCheck {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_METADATA = 64 << 10;

  private final IngestLimits limits;

  DocumentCheck(IngestLimits limits) {
    this.limits = limits;
  }

  /** The first thing that is wrong, naming the field. */
  Optional<String> problem(Document document) {
    if (document.id().isBlank()) {
      return Optional.of("id must not be blank");
    }
    return tooLong("id", document.id(), limits.idLength())
        .or(() -> tooLong("title", document.title(), 8 * limits.idLength()))
        .or(() -> tooLong("url", document.url().orElse(""), 8 * limits.idLength()))
        .or(() -> tooLong("text", document.text(), limits.textLength()))
        .or(() -> notText("id", document.id()))
        .or(() -> notText("title", document.title()))
        .or(() -> notText("url", document.url().orElse("")))
        .or(() -> notText("text", document.text()))
        .or(
            () ->
                document.text().isBlank()
                    ? Optional.of("text must not be blank")
                    : Optional.empty())
        .or(() -> metadata(document.metadata()));
  }

  private static Optional<String> tooLong(String field, String value, int limit) {
    return value.length() > limit
        ? Optional.of(
            field + " has " + value.length() + " characters, more than " + limit + " allowed")
        : Optional.empty();
  }

  private static Optional<String> notText(String field, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0) {
        return Optional.of(field + " has a NUL character at " + i);
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return Optional.of(field + " has an unpaired surrogate at " + i);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> metadata(Map<String, Object> metadata) {
    int[] size = {0};
    return value("metadata", metadata, 0, size)
        .or(
            () ->
                size[0] > MAX_METADATA
                    ? Optional.of("metadata are larger than " + MAX_METADATA + " characters")
                    : Optional.empty());
  }

  private static Optional<String> value(String path, Object value, int depth, int[] size) {
    if (depth > MAX_DEPTH) {
      return Optional.of(path + " is nested deeper than " + MAX_DEPTH);
    }
    size[0] += 1;
    return switch (value) {
      case String text -> {
        size[0] += text.length();
        yield notText(path, text);
      }
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          String key = String.valueOf(entry.getKey());
          size[0] += key.length();
          Optional<String> problem =
              notText("a key of " + path, key)
                  .or(() -> value(path + "." + key, entry.getValue(), depth + 1, size));
          if (problem.isPresent()) {
            yield problem;
          }
        }
        yield Optional.empty();
      }
      case Collection<?> list -> {
        for (Object element : list) {
          Optional<String> problem = value(path + "[]", element, depth + 1, size);
          if (problem.isPresent()) {
            yield problem;
          }
        }
        yield Optional.empty();
      }
      case Double number when !Double.isFinite(number) ->
          Optional.of(path + " is no JSON number: " + number);
      case null, default -> Optional.empty();
    };
  }
}
