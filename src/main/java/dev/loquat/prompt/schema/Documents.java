package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonPointer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The schema resources of one compilation: found by walking documents along the keywords that hold
 * schemas, so that what only looks like an {@code $id} or anchor inside a constant is none.
 */
final class Documents {
  static final Set<String> SCHEMA_KEYWORDS =
      Set.of(
          "items",
          "contains",
          "additionalProperties",
          "propertyNames",
          "unevaluatedItems",
          "unevaluatedProperties",
          "if",
          "then",
          "else",
          "not",
          "contentSchema");
  static final Set<String> LIST_KEYWORDS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
  static final Set<String> MAP_KEYWORDS =
      Set.of("$defs", "definitions", "properties", "patternProperties", "dependentSchemas");
  private static final int MAX_DEPTH = 200;
  private static final int MOST_SCHEMAS = 100_000;

  /** A schema that a reference leads to. */
  record Target(Object schema, Resource resource, String fragment) {}

  private final Map<String, Resource> byUri = new HashMap<>();
  private final Map<Object, Resource> homes = new IdentityHashMap<>();
  private final Function<String, Optional<Object>> loader;
  private final Problems problems;
  private int walked;

  Documents(Function<String, Optional<Object>> loader, Problems problems) {
    this.loader = loader;
    this.problems = problems;
  }

  /** Reads a document that is found at {@code uri}; gives the resource of its root. */
  Resource add(String uri, Object document) {
    Resource shell = new Resource(uri, document, vocabularies(document));
    byUri.put(uri, shell);
    walk(document, shell, "", 0);
    return homes.getOrDefault(document, shell);
  }

  Collection<Resource> resources() {
    return Set.copyOf(byUri.values());
  }

  Resource home(Object schema, Resource otherwise) {
    return homes.getOrDefault(schema, otherwise);
  }

  private Set<String> vocabularies(Object document) {
    if (!(document instanceof Map<?, ?> map)
        || !(map.get("$schema") instanceof String meta)
        || meta.equals(MetaSchemas.DRAFT)) {
      return MetaSchemas.STANDARD;
    }
    Optional<Object> found = load(withoutFragment(meta));
    if (found.isEmpty()) {
      problems.add(
          "/$schema",
          "unknown meta-schema '" + meta + "': this is draft 2020-12 (" + MetaSchemas.DRAFT + ")");
      return MetaSchemas.STANDARD;
    }
    if (!(found.get() instanceof Map<?, ?> metaSchema)
        || !(metaSchema.get("$vocabulary") instanceof Map<?, ?> vocabulary)) {
      return MetaSchemas.STANDARD;
    }
    var names = new HashSet<String>();
    for (Map.Entry<?, ?> entry : vocabulary.entrySet()) {
      String name = String.valueOf(entry.getKey());
      if (Boolean.TRUE.equals(entry.getValue()) && !MetaSchemas.KNOWN.contains(name)) {
        problems.add("/$schema", "the meta-schema requires the unknown vocabulary '" + name + "'");
      }
      names.add(name);
    }
    return names;
  }

  private void walk(@Nullable Object schema, Resource outer, String pointer, int depth) {
    if (!(schema instanceof Map<?, ?> map)) {
      return;
    }
    if (depth > MAX_DEPTH || ++walked > MOST_SCHEMAS) {
      if (depth > MAX_DEPTH || walked == MOST_SCHEMAS + 1) {
        problems.add(
            pointer,
            "schemas are nested deeper than " + MAX_DEPTH + " or are more than " + MOST_SCHEMAS);
      }
      return;
    }
    Resource resource = resourceOf(map, outer, pointer);
    homes.put(map, resource);
    anchors(map, resource, pointer);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String keyword = String.valueOf(entry.getKey());
      String below = JsonPointer.child(pointer, keyword);
      if (SCHEMA_KEYWORDS.contains(keyword)) {
        walk(entry.getValue(), resource, below, depth + 1);
      } else if (LIST_KEYWORDS.contains(keyword) && entry.getValue() instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          walk(list.get(i), resource, JsonPointer.child(below, i), depth + 1);
        }
      } else if (MAP_KEYWORDS.contains(keyword) && entry.getValue() instanceof Map<?, ?> inner) {
        inner.forEach(
            (name, value) ->
                walk(value, resource, JsonPointer.child(below, String.valueOf(name)), depth + 1));
      }
    }
  }

  private Resource resourceOf(Map<?, ?> schema, Resource outer, String pointer) {
    if (!(schema.get("$id") instanceof String id)) {
      return outer;
    }
    Optional<String> uri = resolve(outer.uri, id);
    if (uri.isEmpty() || id.contains("#") && !id.endsWith("#")) {
      problems.add(pointer + "/$id", "'" + id + "' is not a URI reference without fragment");
      return outer;
    }
    String absolute = withoutFragment(uri.get());
    boolean ownMeta = schema.get("$schema") instanceof String;
    Resource resource =
        new Resource(absolute, schema, ownMeta ? vocabularies(schema) : outer.vocabularies);
    byUri.put(absolute, resource);
    if (outer.root == schema) {
      byUri.put(outer.uri, resource);
    }
    return resource;
  }

  private void anchors(Map<?, ?> schema, Resource resource, String pointer) {
    if (schema.get("$anchor") instanceof String anchor) {
      define(resource.anchors, anchor, schema, pointer + "/$anchor");
    }
    if (schema.get("$dynamicAnchor") instanceof String anchor) {
      define(resource.dynamicAnchors, anchor, schema, pointer + "/$dynamicAnchor");
      resource.anchors.putIfAbsent(anchor, schema);
    }
  }

  private void define(Map<String, Object> anchors, String name, Object schema, String pointer) {
    Object before = anchors.put(name, schema);
    if (before != null && before != schema) {
      problems.add(pointer, "the anchor '" + name + "' stands twice in one resource");
    }
  }

  /** Follows a reference; empty, with a problem noted, where it leads nowhere. */
  Optional<Target> find(Resource from, String reference, String pointer) {
    Optional<String> uri = resolve(from.uri, reference);
    if (uri.isEmpty()) {
      problems.add(pointer, "'" + reference + "' is not a URI reference");
      return Optional.empty();
    }
    int hash = uri.get().indexOf('#');
    String base = hash < 0 ? uri.get() : uri.get().substring(0, hash);
    String fragment = hash < 0 ? "" : decode(uri.get().substring(hash + 1));
    Resource resource = base.equals(from.uri) ? from : byUri.get(base);
    if (resource == null) {
      Optional<Object> document = load(base);
      if (document.isEmpty()) {
        problems.add(
            pointer,
            "'" + reference + "' leads to no known schema" + " (other documents are not fetched)");
        return Optional.empty();
      }
      resource = add(base, document.get());
    }
    return locate(resource, fragment, reference, pointer);
  }

  private Optional<Target> locate(
      Resource resource, String fragment, String reference, String pointer) {
    if (fragment.isEmpty()) {
      return Optional.of(new Target(resource.root, resource, ""));
    }
    if (!fragment.startsWith("/")) {
      Object anchored = resource.anchors.get(fragment);
      if (anchored == null) {
        problems.add(pointer, "'" + reference + "': there is no anchor '" + fragment + "'");
        return Optional.empty();
      }
      return Optional.of(new Target(anchored, home(anchored, resource), fragment));
    }
    Resource home = resource;
    Object at = resource.root;
    for (String step : JsonPointer.steps(fragment)) {
      Optional<Object> next = JsonPointer.find(at, "/" + JsonPointer.escape(step));
      if (next.isEmpty()) {
        problems.add(pointer, "'" + reference + "' leads nowhere: there is no '" + step + "'");
        return Optional.empty();
      }
      at = next.get();
      home = home(at, home);
    }
    if (!(at instanceof Map) && !(at instanceof Boolean)) {
      problems.add(pointer, "'" + reference + "' does not lead to a schema");
      return Optional.empty();
    }
    if (at instanceof Map && !homes.containsKey(at)) {
      walk(at, home, fragment, 0);
      home = home(at, home);
    }
    return Optional.of(new Target(at, home, fragment));
  }

  private Optional<Object> load(String uri) {
    Optional<Object> own = MetaSchemas.find(uri);
    return own.isPresent() ? own : loader.apply(uri);
  }

  private static String withoutFragment(String uri) {
    int hash = uri.indexOf('#');
    return hash < 0 ? uri : uri.substring(0, hash);
  }

  private static Optional<String> resolve(String base, String reference) {
    if (reference.startsWith("#")) {
      return Optional.of(base + reference);
    }
    try {
      URI uri = new URI(reference);
      if (uri.isAbsolute() || base.isEmpty()) {
        return Optional.of(reference);
      }
      return Optional.of(new URI(base).resolve(uri).toString());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String decode(String fragment) {
    if (fragment.indexOf('%') < 0) {
      return fragment;
    }
    try {
      String decoded = new URI("x:/#" + fragment).getFragment();
      return decoded == null ? fragment : decoded;
    } catch (URISyntaxException e) {
      return fragment;
    }
  }
}
