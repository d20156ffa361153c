package dev.loquat.ingest;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loquat.store.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * A document as JSON in ASCII, for another try: whatever its texts hold, halves of characters among
 * it, comes back as it was.
 */
final class DocumentJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private DocumentJson() {}

  static byte[] write(SourceDocument kept) {
    Document document = kept.document();
    ObjectNode json = JSON.createObjectNode();
    json.put("id", document.id()).put("title", document.title()).put("text", document.text());
    document.url().ifPresent(url -> json.put("url", url));
    json.set("metadata", JSON.valueToTree(document.metadata()));
    kept.revision().ifPresent(revision -> json.put("revision", revision));
    try {
      return JSON.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write document " + document.id(), e);
    }
  }

  static SourceDocument read(byte[] bytes) {
    try {
      JsonNode json = JSON.readTree(bytes);
      Document document =
          new Document(
              json.path("id").asText(),
              json.path("title").asText(),
              json.path("text").asText(),
              text(json, "url"),
              JSON.convertValue(json.path("metadata"), OBJECT));
      return new SourceDocument(document, text(json, "revision"), Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException("a kept document is no JSON", e);
    }
  }

  private static Optional<String> text(JsonNode json, String field) {
    return json.has(field) ? Optional.of(json.path(field).asText()) : Optional.empty();
  }
}
