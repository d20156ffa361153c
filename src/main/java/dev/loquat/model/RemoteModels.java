package dev.loquat.model;

import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Makes the models that live on servers. Nothing is connected before the first call. */
public final class RemoteModels {
  private RemoteModels() {}

  /** Which protocol a server speaks. */
  public enum Protocol {
    OPENAI,
    OLLAMA
  }

  /**
   * Where a model is.
   *
   * @param alias our name of it, for messages
   * @param modelName the server's name of it
   * @param timeout the longest silence that is waited through
   */
  public record Address(
      String alias,
      Protocol protocol,
      URI baseUrl,
      Optional<String> apiKey,
      String modelName,
      Duration timeout) {}

  /** A model at an address; its calls run on {@code executor}. */
  public static AnswerModel at(Address address, Executor executor) {
    return new LangChainModel(address.alias(), connect(address), executor);
  }

  private static StreamingChatModel connect(Address address) {
    return switch (address.protocol()) {
      case OPENAI ->
          OpenAiStreamingChatModel.builder()
              .httpClientBuilder(JdkHttpClient.builder())
              .baseUrl(address.baseUrl().toString())
              .apiKey(address.apiKey().orElse("none"))
              .modelName(address.modelName())
              .timeout(address.timeout())
              .build();
      case OLLAMA ->
          OllamaStreamingChatModel.builder()
              .httpClientBuilder(JdkHttpClient.builder())
              .baseUrl(address.baseUrl().toString())
              .modelName(address.modelName())
              .timeout(address.timeout())
              .build();
    };
  }
}
