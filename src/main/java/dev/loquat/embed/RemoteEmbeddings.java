package dev.loquat.embed;

import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.ollama.OllamaEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Embedding models of servers that speak OpenAI's protocol or Ollama's. */
public final class RemoteEmbeddings {

  private RemoteEmbeddings() {}

  /** The protocols. */
  public enum Protocol {
    OPENAI,
    OLLAMA
  }

  /**
   * Where a model is.
   *
   * @param baseUrl OpenAI's ends in {@code /v1}
   * @param modelName the server's name of it
   * @param timeout of one request
   */
  public record Address(
      Protocol protocol,
      URI baseUrl,
      Optional<String> apiKey,
      String modelName,
      Duration timeout) {}

  /** The model at an address; nothing is sent before it is used. */
  public static EmbeddingModel at(Address address) {
    return switch (address.protocol()) {
      case OPENAI ->
          OpenAiEmbeddingModel.builder()
              .httpClientBuilder(JdkHttpClient.builder())
              .baseUrl(address.baseUrl().toString())
              .apiKey(address.apiKey().orElse("none"))
              .modelName(address.modelName())
              .timeout(address.timeout())
              .maxRetries(1)
              .build();
      case OLLAMA ->
          OllamaEmbeddingModel.builder()
              .httpClientBuilder(JdkHttpClient.builder())
              .baseUrl(address.baseUrl().toString())
              .modelName(address.modelName())
              .timeout(address.timeout())
              .maxRetries(1)
              .build();
    };
  }
}
