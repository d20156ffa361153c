package dev.loquat.wiring;

import dev.loquat.embed.EmbeddingModels;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.retrieve.Retriever;
import dev.loquat.store.PassageStore;
import dev.loquat.store.packaged.PackagedStore;
import dev.loquat.text.Analyzer;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;

/** The store that the configuration asks for, and what stands on it. */
final class Stores {
  /** The index of the user guide, made by the build. */
  private static final String GUIDE = "/loquat/guide.index";

  @Produces
  @Singleton
  PassageStore store(LoquatConfig config) {
    return switch (config.store()) {
      case PACKAGED -> packaged(config);
      case POSTGRES -> throw new IllegalStateException("loquat.store=postgres is not built yet");
    };
  }

  void close(@Disposes PassageStore store) {
    store.close();
  }

  @Produces
  @Singleton
  EmbeddingModels embeddings() {
    return new EmbeddingModels();
  }

  void close(@Disposes EmbeddingModels models) {
    models.close();
  }

  @Produces
  @Singleton
  Retriever retriever(
      PassageStore store, Analyzer analyzer, EmbeddingModels models, LoquatConfig config) {
    return new Retriever(store, analyzer, models, config.limits().searchTime());
  }

  private static PassageStore packaged(LoquatConfig config) {
    if (config.packagedIndex().isPresent()) {
      return PackagedStore.open(config.packagedIndex().get());
    }
    try {
      return PackagedStore.resource(GUIDE);
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException("the build packaged no index at " + GUIDE, e);
    }
  }
}
