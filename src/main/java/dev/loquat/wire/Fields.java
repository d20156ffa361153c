package dev.loquat.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads the fields of one JSON object, strictly. Every getter names a field that the object may
 * have; what is wrong with it is noted and a harmless value given back, so that {@link #end()} can
 * tell the caller about all faults at once, among them every field that no getter asked for.
 *
 * <p>Values read before {@link #end()} returned must not be used for anything.
 */
public final class Fields {
  /** Most characters (UTF-16 units) of any text in a request: 1 MiB. */
  public static final int MAX_TEXT = 1024 * 1024;

  private final JsonNode object;
  private final String pointer;
  private final Faults faults;
  private final Scalars scalars;
  private final Set<String> known = new HashSet<>();
  private final List<Fields> children = new ArrayList<>();

  private Fields(JsonNode object, String pointer, Faults faults) {
    this.object = object;
    this.pointer = pointer;
    this.faults = faults;
    this.scalars = new Scalars(faults);
  }

  /**
   * Starts reading.
   *
   * @throws ProblemException 400 if {@code body} is no JSON object
   */
  public static Fields of(JsonNode body) {
    if (!body.isObject()) {
      throw ProblemException.invalid("", "must be a JSON object, not " + Scalars.kindOf(body));
    }
    return new Fields(body, "", new Faults());
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return !value(name).isMissingNode();
  }

  /** A text that must be there, of {@code min} to {@code max} characters. */
  public String text(String name, int min, int max) {
    return optionalText(name, min, max).orElseGet(() -> missing(name, ""));
  }

  /** A text that may be left out. */
  public Optional<String> optionalText(String name, int min, int max) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(scalars.text(value, at(name), min, max).orElse(""));
  }

  /** A name that may be left out: one printable line, not blank. */
  public Optional<String> optionalName(String name, int max) {
    Optional<String> text = optionalText(name, 1, max);
    text.filter(t -> t.isBlank() || t.chars().anyMatch(c -> c < ' ' || c == 0x7F))
        .ifPresent(t -> fault(name, "must be one printable line and not blank"));
    return text;
  }

  /** A text that must be there and whose content the reader judges, see {@link #faultOf}. */
  public String anyText(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return missing(name, "");
    }
    return scalars.string(value, at(name)).orElse("");
  }

  /** What is wrong with a text in itself: a NUL character or an unpaired surrogate. */
  public static Optional<String> faultOf(String text) {
    return FreeText.faultOf(text);
  }

  /** A short name from a fixed list, compared without regard to case. */
  public String choice(String name, List<String> allowed, String otherwise) {
    JsonNode value = value(name);
    return value.isMissingNode()
        ? otherwise
        : scalars.choice(value, at(name), allowed).orElse(otherwise);
  }

  /** A whole number within a range. */
  public int integer(String name, int min, int max, int otherwise) {
    JsonNode value = value(name);
    return value.isMissingNode()
        ? otherwise
        : scalars.integer(value, at(name), min, max).orElse(otherwise);
  }

  /** A number within a range, or empty if it is left out. */
  public OptionalDouble number(String name, double min, double max) {
    JsonNode value = value(name);
    return value.isMissingNode()
        ? OptionalDouble.empty()
        : scalars.number(value, at(name), min, max);
  }

  /** A flag. */
  public boolean flag(String name, boolean otherwise) {
    JsonNode value = value(name);
    return value.isMissingNode() ? otherwise : scalars.flag(value, at(name)).orElse(otherwise);
  }

  /** A list of texts; empty if it is left out. */
  public List<String> texts(String name, int maxItems, int min, int max) {
    List<String> texts = new ArrayList<>();
    List<JsonNode> items = items(name, maxItems);
    for (int i = 0; i < items.size(); i++) {
      texts.add(scalars.text(items.get(i), at(name) + "/" + i, min, max).orElse(""));
    }
    return texts;
  }

  /** A list of texts, each as it is or in the field {@code key} of an object; may be empty. */
  public List<String> textsOrObjects(String name, String key, int maxItems, int max) {
    List<String> texts = new ArrayList<>();
    List<JsonNode> items = items(name, maxItems);
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      String place = at(name) + "/" + i;
      texts.add(
          (item.isObject()
                  ? scalars.text(item.path(key), place + "/" + key, 0, max)
                  : scalars.text(item, place, 0, max))
              .orElse(""));
    }
    return texts;
  }

  /** An object of fields that are read in turn; empty if it is left out. */
  public Optional<Fields> object(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      fault(name, "must be an object, not " + Scalars.kindOf(value));
      return Optional.empty();
    }
    return Optional.of(child(value, at(name)));
  }

  /** A list of objects whose fields are read in turn; empty if it is left out. */
  public List<Fields> objects(String name, int maxItems) {
    List<Fields> objects = new ArrayList<>();
    List<JsonNode> items = items(name, maxItems);
    for (int i = 0; i < items.size(); i++) {
      String place = at(name) + "/" + i;
      if (items.get(i).isObject()) {
        objects.add(child(items.get(i), place));
      } else {
        faults.add(place, "must be an object, not " + Scalars.kindOf(items.get(i)));
      }
    }
    return objects;
  }

  /** An object whose content is the caller's own, such as metadata; empty if it is left out. */
  public Optional<JsonNode> free(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      fault(name, "must be an object, not " + Scalars.kindOf(value));
      return Optional.empty();
    }
    FreeText.check(value, at(name), faults);
    return Optional.of(value);
  }

  /** Any value, left as it is; missing if it is left out or null. */
  public JsonNode raw(String name) {
    return value(name);
  }

  /** Notes a fault of a field. */
  public void fault(String name, String message) {
    faults.add(at(name), message);
  }

  /** Notes a fault of what lies below a field. */
  public void fault(String name, List<String> below, String message) {
    StringBuilder place = new StringBuilder(at(name));
    below.forEach(step -> place.append('/').append(escaped(step)));
    faults.add(place.toString(), message);
  }

  /** Notes that a field which must be there is not. */
  public <T> T missing(String name, T harmless) {
    if (!faults.has(at(name))) {
      fault(name, "is missing");
    }
    return harmless;
  }

  /** The JSON pointer of a field of this object. */
  public String at(String name) {
    return pointer + "/" + escaped(name);
  }

  /** A name as a step of a JSON pointer. */
  static String escaped(String step) {
    return step.replace("~", "~0").replace("/", "~1");
  }

  /**
   * Ends reading.
   *
   * @throws ProblemException 400 (413 where a text or list is too long) with every fault and every
   *     unknown field
   */
  public void end() {
    unknownFields();
    faults.raise();
  }

  /** Ends reading where callers may send fields that we do not read. */
  public void endLeniently() {
    faults.raise();
  }

  private void unknownFields() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                faults.add(
                    at(name),
                    "is not a known field; known here: "
                        + String.join(", ", known.stream().sorted().toList()));
              }
            });
    children.forEach(Fields::unknownFields);
  }

  private Fields child(JsonNode value, String place) {
    Fields child = new Fields(value, place, faults);
    children.add(child);
    return child;
  }

  private List<JsonNode> items(String name, int maxItems) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray()) {
      fault(name, "must be an array, not " + Scalars.kindOf(value));
      return List.of();
    }
    if (value.size() > maxItems) {
      faults.tooLarge(at(name), "must have at most " + maxItems + " items, not " + value.size());
      return List.of();
    }
    List<JsonNode> items = new ArrayList<>(value.size());
    value.forEach(items::add);
    return items;
  }

  private JsonNode value(String name) {
    known.add(name);
    JsonNode value = object.path(name);
    return value.isNull() ? MissingNode.getInstance() : value;
  }
}
