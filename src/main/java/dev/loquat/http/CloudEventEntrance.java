package dev.loquat.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.function.LoquatFunction;
import dev.loquat.wire.Json;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code POST /}: sees to it that what goes on to Funqy is a CloudEvent (1.0, HTTP binding, binary
 * or structured mode) that one of our functions knows, with JSON in it; Funqy itself would answer
 * anything else without saying what was wrong.
 */
final class CloudEventEntrance {
  private static final String PREFIX = "dev.loquat.";
  private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

  private final Set<String> types = new TreeSet<>();

  CloudEventEntrance(List<LoquatFunction> functions) {
    functions.forEach(function -> types.add(PREFIX + function.name()));
  }

  void add(Router router) {
    router.post("/").order(Routes.ORDER).handler(this::check);
  }

  private void check(RoutingContext context) {
    String media = Bodies.mediaType(context).orElse("");
    if (media.equals("application/cloudevents+json")) {
      checkStructured(Json.read(Bodies.bytes(context)));
    } else if (isBinary(context.request().headers())) {
      checkBinary(context, media);
    } else if (media.equals("application/cloudevents-batch+json")) {
      throw new ProblemException(
          Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
          "batches of CloudEvents are not taken: send one at a time");
    } else {
      throw new ProblemException(
          Problem.Kind.INVALID,
          "POST / takes CloudEvents: ce-* headers, or Content-Type application/cloudevents+json");
    }
    context.next();
  }

  private static boolean isBinary(MultiMap headers) {
    return headers.names().stream().anyMatch(name -> name.regionMatches(true, 0, "ce-", 0, 3));
  }

  private void checkBinary(RoutingContext context, String media) {
    MultiMap headers = context.request().headers();
    List<String> missing = new ArrayList<>();
    for (String attribute : REQUIRED) {
      String value = headers.get("ce-" + attribute);
      if (value == null || value.isBlank()) {
        missing.add("ce-" + attribute);
      }
    }
    refuseMissing(missing);
    checkVersion(Objects.requireNonNull(headers.get("ce-specversion")));
    checkType(Objects.requireNonNull(headers.get("ce-type")));
    if (!media.equals("application/json")) {
      throw new ProblemException(
          Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type must be application/json, not " + (media.isEmpty() ? "missing" : media));
    }
    Json.read(Bodies.bytes(context));
  }

  private void checkStructured(JsonNode event) {
    if (!event.isObject()) {
      throw new ProblemException(Problem.Kind.INVALID, "a CloudEvent must be a JSON object");
    }
    List<String> missing = new ArrayList<>();
    for (String attribute : REQUIRED) {
      if (event.path(attribute).asText("").isBlank()) {
        missing.add(attribute);
      }
    }
    refuseMissing(missing);
    checkVersion(event.path("specversion").asText());
    checkType(event.path("type").asText());
    if (!event.path("data").isObject()) {
      throw new ProblemException(
          Problem.Kind.INVALID, "the CloudEvent's data must be a JSON object");
    }
  }

  private static void refuseMissing(List<String> missing) {
    if (!missing.isEmpty()) {
      throw new ProblemException(
          Problem.Kind.INVALID, "the CloudEvent has no " + String.join(", no ", missing));
    }
  }

  private static void checkVersion(String version) {
    if (!version.startsWith("1.")) {
      throw new ProblemException(
          Problem.Kind.INVALID, "CloudEvents of specversion 1.0 are taken, not " + version);
    }
  }

  private void checkType(String type) {
    if (!types.contains(type)) {
      throw new ProblemException(
          Problem.Kind.NOT_FOUND,
          "no function takes CloudEvents of type '"
              + type
              + "'; known types: "
              + String.join(", ", types));
    }
  }
}
