package dev.loquat.wiring;

import dev.loquat.dictionary.Dictionaries;
import dev.loquat.embed.EmbeddingModels;
import dev.loquat.embed.RemoteEmbeddings;
import dev.loquat.extract.ExtractLimits;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.ingest.Indexer;
import dev.loquat.ingest.IngestLimits;
import dev.loquat.ingest.Ingestor;
import dev.loquat.ingest.ObjectIngestor;
import dev.loquat.ingest.Reembedding;
import dev.loquat.objects.FolderObjects;
import dev.loquat.objects.HttpObjects;
import dev.loquat.objects.ObjectSource;
import dev.loquat.retrieve.Reranker;
import dev.loquat.retrieve.Retriever;
import dev.loquat.store.DeadLetters;
import dev.loquat.store.NoPromptStore;
import dev.loquat.store.PassageStore;
import dev.loquat.store.PromptStore;
import dev.loquat.store.ReadOnlyStore;
import dev.loquat.store.TenantDeadLetters;
import dev.loquat.store.TenantStores;
import dev.loquat.store.WritableStore;
import dev.loquat.store.packaged.PackagedStore;
import dev.loquat.store.postgres.Access;
import dev.loquat.store.postgres.PostgresDeadLetters;
import dev.loquat.store.postgres.PostgresPrompts;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.flywaydb.core.Flyway;

/** The store that the configuration asks for, and what stands on it. */
final class Stores {
  /** The index of the user guide, made by the build. */
  private static final String GUIDE = "/loquat/guide.index";

  private static final String READ_ONLY =
      "the packaged index cannot be written to: keep documents in PostgreSQL (./run --postgres, or DATABASE_URL)";

  private static final Duration REEMBEDDING_LOOKS = Duration.ofMinutes(1);

  private static final String NO_PROMPTS =
      "there is no database to store prompts in: use PostgreSQL (./run --postgres, or DATABASE_URL), or a folder (loquat.prompts)";

  @Produces
  @Singleton
  PromptStore prompts(LoquatConfig config, Instance<MigratedDataSource> database) {
    return switch (config.store()) {
      case PACKAGED -> new NoPromptStore(NO_PROMPTS);
      case POSTGRES -> new PostgresPrompts(database.get(), config.tenant());
    };
  }

  @Produces
  @Singleton
  WritableStore store(LoquatConfig config, Instance<MigratedDataSource> database) {
    return switch (config.store()) {
      case PACKAGED -> new ReadOnlyStore(packaged(config), READ_ONLY);
      case POSTGRES -> postgres(new Tenants(config), database.get(), config);
    };
  }

  private static WritableStore postgres(
      Tenants tenants, MigratedDataSource database, LoquatConfig config) {
    int stores = tenants.all().size();
    PostgresStore.Tuning tuning = PostgresStore.Tuning.DEFAULT.dividedBy(stores);
    IntFunction<WritableStore> store =
        tenant -> new PostgresStore(access(tenants, database, tenant), tuning);
    return tenants.areSeveral()
        ? new TenantStores(tenants.each(store))
        : store.apply(config.tenant());
  }

  private static Access access(Tenants tenants, MigratedDataSource database, int tenant) {
    return new Access(database, database.owner(), tenant, tenants.areSeveral());
  }

  /** Asked for only where there is a database. */
  @Produces
  @Singleton
  @Typed(MigratedDataSource.class)
  MigratedDataSource database(
      InjectableInstance<AgroalDataSource> database, InjectableInstance<Flyway> flyway) {
    return new MigratedDataSource(database.get(), flyway.get());
  }

  @Produces
  @Singleton
  Dictionaries dictionaries(LoquatConfig config, Instance<MigratedDataSource> database) {
    return Dictionaries.open(
        config.text().dictionaries().orElse(List.of()),
        config.text().dictionaryWords(),
        config.store() == LoquatConfig.StoreKind.POSTGRES
            ? Optional.of(database.get())
            : Optional.empty());
  }

  void close(@Disposes Dictionaries dictionaries) {
    dictionaries.close();
  }

  /** A dictionary that cannot be read stops the start; without any, nothing is loaded for it. */
  void readDictionaries(
      @Observes StartupEvent start, LoquatConfig config, Instance<Dictionaries> dictionaries) {
    if (config.text().dictionaries().isPresent()) {
      dictionaries.get();
    }
  }

  void close(@Disposes WritableStore store) {
    store.close();
  }

  @Produces
  @Singleton
  EmbeddingModels embeddings(LoquatConfig config) {
    EmbeddingModels models = new EmbeddingModels();
    config
        .embeddings()
        .forEach(
            (name, model) ->
                models.add(
                    name,
                    model.queryPrefix().orElse(""),
                    () -> RemoteEmbeddings.at(address(name, model))));
    return models;
  }

  private static RemoteEmbeddings.Address address(String name, LoquatConfig.EmbeddingConfig model) {
    boolean ollama = model.provider() == LoquatConfig.EmbeddingProvider.OLLAMA;
    return new RemoteEmbeddings.Address(
        ollama ? RemoteEmbeddings.Protocol.OLLAMA : RemoteEmbeddings.Protocol.OPENAI,
        model.baseUrl().orElse(ollama ? ConfiguredAliases.OLLAMA : ConfiguredAliases.OPENAI),
        model.apiKey(),
        model.modelName().orElse(name),
        model.timeout());
  }

  void close(@Disposes EmbeddingModels models) {
    models.close();
  }

  @Produces
  @Singleton
  Retriever retriever(
      PassageStore store, Analyzers analyzers, EmbeddingModels models, LoquatConfig config) {
    return new Retriever(store, analyzers, models, config.limits().searchTime());
  }

  @Produces
  @Singleton
  DeadLetters deadLetters(LoquatConfig config, Instance<MigratedDataSource> database) {
    return switch (config.store()) {
      case PACKAGED -> DeadLetters.none();
      case POSTGRES -> deadLetters(new Tenants(config), database.get(), config);
    };
  }

  private static DeadLetters deadLetters(
      Tenants tenants, MigratedDataSource database, LoquatConfig config) {
    IntFunction<DeadLetters> letters =
        tenant ->
            new PostgresDeadLetters(
                access(tenants, database, tenant),
                config.ingest().deadLetters(),
                config.ingest().deadLetterAge());
    return tenants.areSeveral()
        ? new TenantDeadLetters(tenants.each(letters))
        : letters.apply(config.tenant());
  }

  @Produces
  @Singleton
  Reranker reranker(Analyzer analyzer, EmbeddingModels models) {
    return new Reranker(analyzer, models);
  }

  @Produces
  @Singleton
  Ingestor ingestor(
      WritableStore store,
      DeadLetters deadLetters,
      Analyzers analyzers,
      EmbeddingModels models,
      LoquatConfig config) {
    IngestLimits limits =
        new IngestLimits(
            config.limits().documents(),
            IngestLimits.DEFAULT.textLength(),
            IngestLimits.DEFAULT.idLength());
    return new Ingestor(store, deadLetters, indexer(models, config), analyzers, limits);
  }

  private static Indexer indexer(EmbeddingModels models, LoquatConfig config) {
    return new Indexer(
        Analyzer.standard(), models, config.ingest().chunkTokens(), config.ingest().chunkOverlap());
  }

  @Produces
  @Singleton
  Reembedding reembedding(WritableStore store, EmbeddingModels models, LoquatConfig config) {
    return new Reembedding(store, indexer(models, config));
  }

  void close(@Disposes Reembedding reembedding) {
    reembedding.close();
  }

  /** A frozen function watches nothing: there, a schedule calls {@code reembed}. */
  void watchReembedding(
      @Observes StartupEvent start, LoquatConfig config, Instance<Reembedding> reembedding) {
    if (config.store() == LoquatConfig.StoreKind.POSTGRES && config.listen()) {
      Tenants tenants = new Tenants(config);
      reembedding.get().watch(REEMBEDDING_LOOKS, tenants.areSeveral() ? tenants.all() : List.of());
    }
  }

  /** Asked for only where objects are configured. */
  @Produces
  @Singleton
  ObjectIngestor objectIngestor(Ingestor ingestor, LoquatConfig config) {
    URI address = config.ingest().objects().orElseThrow();
    ObjectSource objects =
        "file".equals(address.getScheme())
            ? new FolderObjects(Path.of(address))
            : new HttpObjects(address);
    return new ObjectIngestor(
        objects, ingestor, ExtractLimits.DEFAULT, config.ingest().objectsCollection());
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
