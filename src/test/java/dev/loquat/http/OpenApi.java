package dev.loquat.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loquat.prompt.schema.Schema;
import dev.loquat.prompt.schema.SchemaException;
import dev.loquat.prompt.schema.SchemaOptions;
import dev.loquat.prompt.value.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The committed OpenAPI document: its examples, and whether values are what its schemas say. */
final class OpenApi {
  private static final Path FILE = Path.of("src/main/resources/META-INF/openapi.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;

  private OpenApi(JsonNode document) {
    this.document = document;
  }

  static OpenApi committed() {
    try {
      String yaml = Files.readString(FILE);
      return new OpenApi(
          JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }

  JsonNode document() {
    return document;
  }

  /** An operation's example of a request. */
  record Example(String name, String method, String path, String mediaType, JsonNode body) {
    @Override
    public String toString() {
      return method + " " + path + " (" + name + ")";
    }
  }

  /** Every example of every request. */
  List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            operation
                                .getValue()
                                .at("/requestBody/content")
                                .properties()
                                .forEach(
                                    media ->
                                        media
                                            .getValue()
                                            .path("examples")
                                            .properties()
                                            .forEach(
                                                example ->
                                                    examples.add(
                                                        new Example(
                                                            example.getKey(),
                                                            operation.getKey(),
                                                            path.getKey(),
                                                            media.getKey(),
                                                            example.getValue().path("value")))))));
    return examples;
  }

  /** The schema of a request. */
  JsonNode requestSchema(Example example) {
    return operation(example.path(), example.method())
        .at("/requestBody/content")
        .path(example.mediaType())
        .path("schema");
  }

  /** The schema of an answer; missing if the document does not know of such an answer. */
  JsonNode answerSchema(String path, String method, int status, String mediaType) {
    JsonNode answer = operation(path, method).path("responses").path(Integer.toString(status));
    return resolved(answer).path("content").path(mediaType).path("schema");
  }

  /** The schema of a name. */
  JsonNode named(String name) {
    return document.at("/components/schemas").path(name);
  }

  /** What is wrong with a value; nothing if it is what the schema says and no more than that. */
  List<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode whole = JSON.createObjectNode();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.set("allOf", JSON.createArrayNode().add(closed(schema)));
    ObjectNode definitions = whole.putObject("$defs");
    document
        .at("/components/schemas")
        .properties()
        .forEach(named -> definitions.set(named.getKey(), closed(named.getValue())));
    String text = whole.toString().replace("#/components/schemas/", "#/$defs/");
    try {
      return Schema.compile(JsonText.read(text), SchemaOptions.DEFAULT)
          .validate(JsonText.read(value.toString()), Locale.ENGLISH)
          .stream()
          .map(fault -> fault.pointer() + " " + fault.message())
          .toList();
    } catch (SchemaException e) {
      throw new AssertionError("a schema of the document does not compile: " + schema, e);
    }
  }

  /** The schema, allowing no field that it does not name: what is answered must be documented. */
  private static JsonNode closed(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(OpenApi::close);
  }

  private JsonNode operation(String path, String method) {
    return document.path("paths").path(path).path(method);
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }
}
