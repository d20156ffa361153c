package dev.loquat.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.store.CollectionInfo;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.WritableStore;
import dev.loquat.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The collections that a request for upkeep is about: the one that it names, or all. */
final class NamedCollections {
  private final Optional<String> one;

  private NamedCollections(Optional<String> one) {
    this.one = one;
  }

  static NamedCollections read(JsonNode body) {
    Fields in = Fields.of(body);
    Optional<String> collection = in.optionalText("collection", 1, Names.LONGEST);
    in.end();
    return new NamedCollections(collection);
  }

  /**
   * What is done with each, in order; one of all that was removed meanwhile is passed over.
   *
   * @throws UnknownCollectionException if the one that is named does not exist
   */
  <T> List<T> each(WritableStore store, Function<String, T> upkeep) {
    if (one.isPresent()) {
      return List.of(upkeep.apply(one.get()));
    }
    List<T> done = new ArrayList<>();
    for (CollectionInfo collection : store.collections()) {
      try {
        done.add(upkeep.apply(collection.name()));
      } catch (UnknownCollectionException e) {
        continue; // removed meanwhile
      }
    }
    return done;
  }
}
