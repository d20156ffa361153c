package dev.loquat.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code functions/} holds. */
final class Samples {
  private static final Path FOLDER = Path.of("functions");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Samples() {}

  /** The names of all functions that are declared. */
  static List<String> functions() {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + FOLDER, e);
    }
  }

  /** What a function's {@code function.yaml} says. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> declaration(String function) {
    String yaml = text(FOLDER.resolve(function).resolve("function.yaml"));
    return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }

  /** A sample event, as it is sent. */
  static String event(String function, String file) {
    return text(FOLDER.resolve(function).resolve("events").resolve(file));
  }

  /** The HTTP headers of a function's CloudEvent in binary mode. */
  static Map<String, String> binaryHeaders(String function) {
    Map<String, String> headers = new TreeMap<>();
    event(function, "cloudevent-binary.headers")
        .lines()
        .forEach(
            line -> {
              String[] parts = line.split(": ", 2);
              headers.put(parts[0], parts[1]);
            });
    return headers;
  }

  /** JSON text as a tree. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + text, e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
