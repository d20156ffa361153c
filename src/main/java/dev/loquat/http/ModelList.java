package dev.loquat.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.loquat.gateway.Alias;
import java.util.Collection;
import java.util.List;

/** The models as OpenAI's API lists them. */
record ModelList(String object, List<Entry> data) {
  /** Models have no date of birth here; clients want a number. */
  private static final long CREATED = 1_764_000_000;

  static ModelList of(Collection<Alias> aliases) {
    return new ModelList("list", aliases.stream().map(Entry::of).toList());
  }

  record Entry(String id, String object, long created, @JsonProperty("owned_by") String ownedBy) {
    static Entry of(Alias alias) {
      return new Entry(alias.name(), "model", CREATED, "loquat");
    }
  }
}
