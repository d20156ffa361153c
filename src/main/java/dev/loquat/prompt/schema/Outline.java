package dev.loquat.prompt.schema;

import dev.loquat.prompt.pattern.LinearPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a schema object says, apart from checking it: read for defaults, samples and shapes. */
final class Outline {
  final Set<String> types = new LinkedHashSet<>();
  final Map<String, Validator> properties = new LinkedHashMap<>();
  final Set<String> required = new LinkedHashSet<>();
  final List<Validator> prefixItems = new ArrayList<>();

  /** Subschemas that hold for the same value in any case: {@code allOf}, {@code $ref}. */
  final List<Validator> also = new ArrayList<>();

  /** Subschemas that may hold for the same value: anyOf, oneOf, then, else, dependentSchemas. */
  final List<Validator> perhaps = new ArrayList<>();

  /** The alternatives among {@link #perhaps} of which one has to hold. */
  final List<List<Validator>> choices = new ArrayList<>();

  /** Whether it says itself what becomes of undeclared properties. */
  boolean rulesUndeclared;

  final List<LinearPattern> namePatterns = new ArrayList<>();
  @Nullable Validator additional;
  @Nullable Validator items;
  @Nullable Validator contains;
  @Nullable List<Object> values;
  @Nullable Object defaultValue;
  @Nullable List<Object> examples;
}
