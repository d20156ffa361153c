package dev.loquat.prompt.schema;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Which properties and items of one value have been evaluated: the annotations that {@code
 * unevaluatedProperties} and {@code unevaluatedItems} ask for. Kept only below those keywords.
 */
final class Marks {
  private final Set<String> properties = new HashSet<>();
  private final BitSet items = new BitSet();
  private boolean allProperties;
  private boolean allItems;

  void property(String name) {
    properties.add(name);
  }

  void everyProperty() {
    allProperties = true;
  }

  void item(int index) {
    items.set(index);
  }

  void everyItem() {
    allItems = true;
  }

  boolean hasProperty(String name) {
    return allProperties || properties.contains(name);
  }

  boolean hasItem(int index) {
    return allItems || items.get(index);
  }

  void addAll(Marks others) {
    properties.addAll(others.properties);
    items.or(others.items);
    allProperties |= others.allProperties;
    allItems |= others.allItems;
  }
}
