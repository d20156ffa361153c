package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonValues;
import dev.loquat.prompt.value.Shape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The shape of the data that one of several schemas describes together. */
final class SchemaShape implements Shape {
  private final List<Validator> schemas;

  private SchemaShape(List<Validator> schemas) {
    this.schemas = schemas;
  }

  static Shape of(List<Validator> schemas) {
    return new SchemaShape(Outlines.flatten(schemas, true));
  }

  @Override
  public Set<Kind> kinds() {
    Set<Kind> kinds = EnumSet.allOf(Kind.class);
    Set<Kind> named = EnumSet.noneOf(Kind.class);
    for (Validator schema : schemas) {
      Set<Kind> own = kinds(schema.outline);
      named.addAll(own);
      if (!own.isEmpty() && isCertain(schema)) {
        kinds.retainAll(own);
      }
    }
    return kinds;
  }

  /** Only what holds in any case narrows the kinds; the first schema always does. */
  private boolean isCertain(Validator schema) {
    return Outlines.flatten(List.of(schemas.getFirst()), false).contains(schema);
  }

  private static Set<Kind> kinds(Outline outline) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String type : outline.types) {
      kinds.add(
          type.equals("integer")
              ? Kind.NUMBER
              : Kind.valueOf(type.toUpperCase(java.util.Locale.ROOT)));
    }
    if (kinds.isEmpty() && outline.values != null) {
      for (Object value : outline.values) {
        String type = JsonValues.typeName(value);
        kinds.add(
            type.equals("integer")
                ? Kind.NUMBER
                : Kind.valueOf(type.toUpperCase(java.util.Locale.ROOT)));
      }
    }
    return kinds;
  }

  @Override
  public Optional<Shape> property(String name) {
    var found = new ArrayList<Validator>();
    boolean closed = false;
    boolean declaresAny = false;
    boolean open = false;
    for (Validator schema : schemas) {
      Outline outline = schema.outline;
      Validator property = outline.properties.get(name);
      if (property != null) {
        found.add(property);
      }
      declaresAny |= !outline.properties.isEmpty();
      closed |= outline.additional != null && outline.additional.isNever();
      open |= outline.additional != null && !outline.additional.isNever();
      open |= outline.namePatterns.stream().anyMatch(pattern -> pattern.findOrNot(name));
      open |= outline.required.contains(name);
      open |= outline.rulesUndeclared && outline.additional == null;
    }
    if (!found.isEmpty()) {
      return Optional.of(of(found));
    }
    return open || (!declaresAny && !closed) ? Optional.of(Shape.ANY) : Optional.empty();
  }

  @Override
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    for (Validator schema : schemas) {
      names.addAll(schema.outline.properties.keySet());
      names.addAll(schema.outline.required);
    }
    return names;
  }

  @Override
  public Shape items() {
    var found = new ArrayList<Validator>();
    for (Validator schema : schemas) {
      found.addAll(schema.outline.prefixItems);
      if (schema.outline.items != null) {
        found.add(schema.outline.items);
      } else if (!schema.outline.prefixItems.isEmpty()) {
        return Shape.ANY;
      }
    }
    boolean one = found.size() == 1;
    return one
        ? of(found)
        : found.isEmpty()
            ? Shape.ANY
            : new Either(found.stream().map(s -> of(List.of(s))).toList());
  }

  @Override
  public List<Object> values() {
    List<Object> values = schemas.getFirst().outline.values;
    return values == null ? List.of() : values;
  }

  /** Items of which each may have another shape. */
  private record Either(List<Shape> shapes) implements Shape {
    @Override
    public Set<Kind> kinds() {
      Set<Kind> kinds = EnumSet.noneOf(Kind.class);
      shapes.forEach(shape -> kinds.addAll(shape.kinds()));
      return kinds;
    }

    @Override
    public Optional<Shape> property(String name) {
      List<Shape> found = shapes.stream().flatMap(shape -> shape.property(name).stream()).toList();
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(found.size() == 1 ? found.getFirst() : new Either(found));
    }

    @Override
    public Set<String> names() {
      var names = new LinkedHashSet<String>();
      shapes.forEach(shape -> names.addAll(shape.names()));
      return names;
    }

    @Override
    public Shape items() {
      return new Either(shapes.stream().map(Shape::items).toList());
    }
  }
}
