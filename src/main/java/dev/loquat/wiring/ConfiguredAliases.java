package dev.loquat.wiring;

import dev.loquat.gateway.Alias;
import dev.loquat.gateway.Aliases;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.gateway.LoquatConfig.ModelConfig;
import dev.loquat.gateway.LoquatConfig.Provider;
import dev.loquat.model.AnswerModel;
import dev.loquat.model.ExtractiveModel;
import dev.loquat.model.RemoteModels;
import dev.loquat.text.Analyzer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Makes the aliases: the configured ones, the extractive one, and {@code default} for the server
 * that {@code OPENAI_BASE_URL} or {@code OPENAI_API_KEY} name.
 */
final class ConfiguredAliases {
  private static final String EXTRACTIVE = "extractive";
  private static final String FROM_ENVIRONMENT = "default";
  private static final String COLLECTION = "default";
  private static final String PROMPT = "answer";
  static final URI OPENAI = URI.create("https://api.openai.com/v1");
  static final URI OLLAMA = URI.create("http://localhost:11434");

  private final LoquatConfig config;
  private final Executor threads;
  private final AnswerModel extractive;
  private final Map<String, String> environment;

  ConfiguredAliases(LoquatConfig config, Analyzer analyzer, Executor threads) {
    this.config = config;
    this.threads = threads;
    this.extractive = new ExtractiveModel(analyzer);
    this.environment = System.getenv();
  }

  Aliases aliases() {
    List<Alias> aliases = new ArrayList<>();
    aliases.add(new Alias(EXTRACTIVE, COLLECTION, PROMPT, true, extractive));
    fromEnvironment().ifPresent(aliases::add);
    config.models().forEach((name, model) -> aliases.add(alias(name, model)));
    return new Aliases(aliases);
  }

  private Optional<Alias> fromEnvironment() {
    Optional<String> url = Optional.ofNullable(environment.get("OPENAI_BASE_URL"));
    Optional<String> key = Optional.ofNullable(environment.get("OPENAI_API_KEY"));
    if (url.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    RemoteModels.Address address =
        new RemoteModels.Address(
            FROM_ENVIRONMENT,
            RemoteModels.Protocol.OPENAI,
            url.map(URI::create).orElse(OPENAI),
            key,
            environment.getOrDefault("OPENAI_MODEL", "gpt-4o-mini"),
            Duration.ofSeconds(60));
    AnswerModel model = RemoteModels.at(address, threads);
    return Optional.of(new Alias(FROM_ENVIRONMENT, COLLECTION, PROMPT, false, model));
  }

  private Alias alias(String name, ModelConfig model) {
    boolean quotes = model.provider() == Provider.EXTRACTIVE;
    return new Alias(
        name,
        model.collection(),
        model.prompt(),
        quotes,
        quotes ? extractive : RemoteModels.at(address(name, model), threads));
  }

  private static RemoteModels.Address address(String name, ModelConfig model) {
    boolean ollama = model.provider() == Provider.OLLAMA;
    return new RemoteModels.Address(
        name,
        ollama ? RemoteModels.Protocol.OLLAMA : RemoteModels.Protocol.OPENAI,
        model.baseUrl().orElse(ollama ? OLLAMA : OPENAI),
        model.apiKey(),
        model.modelName().orElse(name),
        model.timeout());
  }
}
