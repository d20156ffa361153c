package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled JSON Schema (draft 2020-12): immutable, shared by all threads. */
public final class Schema {
  private final Validator root;
  private final List<Outline> certain;
  private final List<Outline> possible;

  private Schema(Validator root) {
    this.root = root;
    this.certain = Outlines.certain(root);
    this.possible = Outlines.possible(root);
  }

  /**
   * Compiles a schema given as plain values. Throws {@link SchemaException} with every problem:
   * unknown types, keywords of the wrong kind, references that lead nowhere or in circles.
   */
  public static Schema compile(Object source, SchemaOptions options) throws SchemaException {
    return new Schema(new SchemaCompiler(options).compile(source));
  }

  /** Whether the value is valid; the fast way, which finds no reasons. */
  public boolean isValid(@Nullable Object value) {
    return Run.isValid(root, value);
  }

  /** Every violation, in the language asked for (zh or else en); none if the value is valid. */
  public List<Violation> validate(@Nullable Object value, Locale locale) {
    if (isValid(value)) {
      return List.of();
    }
    var run = new Run(false, locale);
    run.decides(root, value);
    return List.copyOf(new LinkedHashSet<>(run.violations()));
  }

  /** The value with the defaults of absent properties filled in, at any depth. */
  public Filled fill(Map<String, Object> value) {
    return Defaults.fill(root, value);
  }

  /**
   * A value and what was added to it.
   *
   * @param defaulted pointers of the properties that got their default
   */
  public record Filled(Map<String, Object> value, List<String> defaulted) {}

  /** A value made from {@code examples}, {@code default}, {@code enum} and types. */
  public Object sample() {
    return new Samples().of(root);
  }

  /** Whether the schema declares the top-level property, in whichever branch. */
  public boolean declares(String property) {
    for (Outline outline : possible) {
      if (outline.properties.containsKey(property)
          || outline.required.contains(property)
          || outline.namePatterns.stream().anyMatch(pattern -> pattern.findOrNot(property))) {
        return true;
      }
    }
    return false;
  }

  /** The names of all declared top-level properties. */
  public Set<String> declared() {
    var names = new LinkedHashSet<String>();
    for (Outline outline : possible) {
      names.addAll(outline.properties.keySet());
      names.addAll(outline.required);
    }
    return names;
  }

  /** Whether the schema itself says what becomes of undeclared properties of the top level. */
  public boolean rulesUndeclared() {
    return certain.stream().anyMatch(outline -> outline.rulesUndeclared);
  }

  /** Whether the schema declares no top-level property at all. */
  public boolean declaresNothing() {
    return declared().isEmpty()
        && possible.stream().allMatch(outline -> outline.namePatterns.isEmpty());
  }

  /** What the schema tells of the data, for compilers of templates. */
  public Shape shape() {
    return SchemaShape.of(List.of(root));
  }

  /** Checks every {@code default} against its own schema; tells of those that are not valid. */
  public List<SchemaProblem> wrongDefaults() {
    var problems = new ArrayList<SchemaProblem>();
    new DefaultCheck(problems).visit(root, "");
    return problems;
  }
}
