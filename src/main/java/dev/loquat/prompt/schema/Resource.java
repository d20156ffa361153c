package dev.loquat.prompt.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A schema resource: a schema with a URI of its own, and what is anchored in it. */
final class Resource {
  final String uri;
  final Object root;
  final Map<String, Object> anchors = new HashMap<>();
  final Map<String, Object> dynamicAnchors = new HashMap<>();

  /** The compiled schemas of the dynamic anchors that some {@code $dynamicRef} may lead to. */
  final Map<String, Validator> dynamicTargets = new HashMap<>();

  /** The vocabularies in force here. */
  final Set<String> vocabularies;

  Resource(String uri, Object root, Set<String> vocabularies) {
    this.uri = uri;
    this.root = root;
    this.vocabularies = vocabularies;
  }
}
