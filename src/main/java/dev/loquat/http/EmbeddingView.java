package dev.loquat.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loquat.embed.EmbeddingModels;
import dev.loquat.store.CollectionInfo;
import dev.loquat.store.Embedding;
import java.util.List;
import java.util.Optional;

/**
 * The embedding model of a collection.
 *
 * @param model its name, or {@code auto}: the packaged one of each passage's language
 * @param next the one that it shall have, while its vectors are being made
 */
record EmbeddingView(
    String model, @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Next> next) {
  static final String AUTO = "auto";

  /**
   * A model on its way.
   *
   * @param done how many of the passages have vectors of it
   */
  record Next(String model, long done, long passages) {}

  static Optional<EmbeddingView> of(CollectionInfo collection) {
    return collection
        .embedding()
        .map(
            embedding ->
                new EmbeddingView(
                    name(embedding.models()),
                    embedding.change().map(change -> next(change, collection.passages()))));
  }

  private static Next next(Embedding.Change change, long passages) {
    return new Next(name(change.models()), change.done(), passages);
  }

  private static String name(List<String> models) {
    return models.equals(EmbeddingModels.BY_LANGUAGE) ? AUTO : String.join(",", models);
  }

  /** The models that a name stands for. */
  static List<String> models(String name) {
    return name.equals(AUTO) ? EmbeddingModels.BY_LANGUAGE : List.of(name);
  }
}
