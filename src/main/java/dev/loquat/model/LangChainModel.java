package dev.loquat.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A model behind LangChain4j. Its call runs on the given executor; a cancelled stream cancels the
 * call at the next token, and tokens that came before anybody took them are bounded by what the
 * model was allowed to write.
 */
final class LangChainModel implements AnswerModel {
  private final String alias;
  private final StreamingChatModel model;
  private final Executor executor;

  LangChainModel(String alias, StreamingChatModel model, Executor executor) {
    this.alias = alias;
    this.model = model;
    this.executor = executor;
  }

  @Override
  public Multi<Piece> answer(ModelCall call) {
    ChatRequest request = request(call);
    return Multi.createFrom()
        .emitter(
            emitter -> executor.execute(() -> start(request, emitter)),
            BackPressureStrategy.BUFFER);
  }

  private void start(ChatRequest request, MultiEmitter<? super Piece> emitter) {
    try {
      model.chat(request, new Listener(emitter));
    } catch (RuntimeException e) {
      emitter.fail(failure(e));
    }
  }

  private ModelFailure failure(Throwable cause) {
    ModelFailure.Reason reason =
        switch (cause) {
          case TimeoutException e -> ModelFailure.Reason.DEADLINE;
          case AuthenticationException e -> ModelFailure.Reason.REFUSED;
          case InvalidRequestException e -> ModelFailure.Reason.REFUSED;
          case ModelNotFoundException e -> ModelFailure.Reason.REFUSED;
          default -> ModelFailure.Reason.AWAY;
        };
    return new ModelFailure(alias, reason, cause);
  }

  private static ChatRequest request(ModelCall call) {
    ChatRequest.Builder request =
        ChatRequest.builder().messages(call.turns().stream().map(LangChainModel::message).toList());
    Sampling sampling = call.sampling();
    sampling.temperature().ifPresent(request::temperature);
    sampling.topP().ifPresent(request::topP);
    sampling.maxTokens().ifPresent(request::maxOutputTokens);
    if (!sampling.stop().isEmpty()) {
      request.stopSequences(sampling.stop());
    }
    return request.build();
  }

  private static ChatMessage message(Turn turn) {
    return switch (turn.role()) {
      case "system", "developer" -> SystemMessage.from(turn.content());
      case "assistant" -> AiMessage.from(turn.content());
      default -> UserMessage.from(turn.content());
    };
  }

  private final class Listener implements StreamingChatResponseHandler {
    private final MultiEmitter<? super Piece> emitter;

    Listener(MultiEmitter<? super Piece> emitter) {
      this.emitter = emitter;
    }

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
      if (emitter.isCancelled()) {
        context.streamingHandle().cancel();
        return;
      }
      emitter.onTermination(context.streamingHandle()::cancel);
      emitter.emit(new Piece.Text(partial.text()));
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      emitter.emit(new Piece.End(reason(response.finishReason()), usage(response.tokenUsage())));
      emitter.complete();
    }

    /** A call that was cancelled ends with an error of its connection, which nobody waits for. */
    @Override
    public void onError(Throwable error) {
      if (!emitter.isCancelled()) {
        emitter.fail(failure(error));
      }
    }
  }

  private static String reason(@Nullable FinishReason reason) {
    return reason == null || reason == FinishReason.OTHER
        ? "stop"
        : reason.name().toLowerCase(Locale.ROOT);
  }

  private static Usage usage(@Nullable TokenUsage usage) {
    return usage == null
        ? new Usage(0, 0)
        : new Usage(count(usage.inputTokenCount()), count(usage.outputTokenCount()));
  }

  private static int count(@Nullable Integer tokens) {
    return tokens == null ? 0 : tokens;
  }
}
