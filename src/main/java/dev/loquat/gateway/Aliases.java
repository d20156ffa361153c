package dev.loquat.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The models that callers may name. */
public final class Aliases {
  private final Map<String, Alias> byName = new TreeMap<>();

  /** Aliases by their names. */
  public Aliases(List<Alias> aliases) {
    aliases.forEach(alias -> byName.put(alias.name(), alias));
  }

  /**
   * The alias of a name.
   *
   * @throws UnknownModel if there is none
   */
  public Alias named(String name) {
    Alias alias = byName.get(name);
    if (alias == null) {
      throw new UnknownModel(name, byName.keySet());
    }
    return alias;
  }

  /** All of them, by name. */
  public Collection<Alias> all() {
    return byName.values();
  }
}
