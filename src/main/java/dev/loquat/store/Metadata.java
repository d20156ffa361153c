package dev.loquat.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Metadata as JSON text, for stores that keep them so. */
public final class Metadata {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Metadata() {}

  /** JSON of the metadata. */
  public static String write(Map<String, Object> metadata) {
    try {
      return JSON.writeValueAsString(metadata);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("metadata cannot be written as JSON: " + metadata, e);
    }
  }

  /** The metadata that {@link #write} wrote. */
  public static Map<String, Object> read(String json) {
    try {
      return JSON.readValue(json, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored metadata are no JSON object: " + json, e);
    }
  }
}
