package dev.loquat.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.loquat.answer.AnswerEvent;
import dev.loquat.answer.CitablePassage;
import dev.loquat.answer.Citation;
import dev.loquat.model.Usage;
import dev.loquat.score.TrustScore;
import dev.loquat.stream.SseEvent;
import dev.loquat.stream.SseFrames;
import dev.loquat.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns the events of one answer into OpenAI's chunks, or into one completion. Used by one stream,
 * one event at a time.
 */
final class ChatChunks {
  private static final byte[] DONE = SseFrames.event(SseEvent.message("[DONE]"));

  private final String id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
  private final long created = Instant.now().getEpochSecond();
  private final String model;
  private final boolean includeUsage;
  private final StringBuilder content = new StringBuilder();
  private final List<Annotation> annotations = new ArrayList<>();
  private List<CitablePassage> passages = List.of();
  private List<String> degraded = List.of();
  private Optional<TrustScore> score = Optional.empty();
  private boolean started;
  private boolean grounded;

  ChatChunks(String model, boolean includeUsage) {
    this.model = model;
    this.includeUsage = includeUsage;
  }

  /** The frames that an event becomes; none for those that the last chunk tells. */
  List<byte[]> frames(AnswerEvent event) {
    return switch (event) {
      case AnswerEvent.Found found -> {
        note(found);
        yield start();
      }
      case AnswerEvent.Text text -> {
        List<byte[]> frames = new ArrayList<>(start());
        frames.add(chunk(new Delta(null, text.text(), annotations(text.citations())), null));
        yield frames;
      }
      case AnswerEvent.Scored scored -> {
        score = Optional.of(scored.score());
        yield List.of();
      }
      case AnswerEvent.Finished finished -> {
        List<byte[]> frames = new ArrayList<>(start());
        frames.addAll(last(finished));
        yield frames;
      }
    };
  }

  /** Takes an event of an answer that is not streamed. */
  void gather(AnswerEvent event) {
    switch (event) {
      case AnswerEvent.Found found -> note(found);
      case AnswerEvent.Text text -> {
        content.append(text.text());
        annotations.addAll(annotations(text.citations()));
      }
      case AnswerEvent.Scored scored -> score = Optional.of(scored.score());
      case AnswerEvent.Finished finished -> {}
    }
  }

  /** The whole answer, after all of its events were gathered. */
  Completion completion(AnswerEvent.Finished finished) {
    Message message = new Message("assistant", content.toString(), annotations);
    return new Completion(
        id,
        "chat.completion",
        created,
        model,
        List.of(new Choice(0, message, finished.finishReason())),
        OpenAiUsage.of(finished.usage()),
        extra());
  }

  private void note(AnswerEvent.Found found) {
    grounded = true;
    passages = found.passages();
    degraded = found.degraded();
  }

  private List<byte[]> start() {
    if (started) {
      return List.of();
    }
    started = true;
    return List.of(chunk(new Delta("assistant", "", List.of()), null));
  }

  /** Stock clients read {@code choices[0]} of every chunk, unless they asked for usage. */
  private List<byte[]> last(AnswerEvent.Finished finished) {
    Delta nothing = new Delta(null, null, List.of());
    List<ChunkChoice> end = List.of(new ChunkChoice(0, nothing, finished.finishReason()));
    if (!includeUsage) {
      return List.of(frame(end, null, extra()), DONE);
    }
    OpenAiUsage usage = OpenAiUsage.of(finished.usage());
    return List.of(frame(end, null, null), frame(List.of(), usage, extra()), DONE);
  }

  private byte[] chunk(Delta delta, @Nullable String finishReason) {
    return frame(List.of(new ChunkChoice(0, delta, finishReason)), null, null);
  }

  private byte[] frame(
      List<ChunkChoice> choices, @Nullable OpenAiUsage usage, @Nullable Extra extra) {
    Chunk chunk = new Chunk(id, "chat.completion.chunk", created, model, choices, usage, extra);
    return SseFrames.event(SseEvent.message(Json.text(chunk)));
  }

  private @Nullable Extra extra() {
    return grounded ? new Extra(CitedPassage.of(passages), score, degraded) : null;
  }

  private static List<Annotation> annotations(List<Citation> citations) {
    return citations.stream()
        .map(
            c ->
                new Annotation(
                    "url_citation", new UrlCitation(c.url(), c.title(), c.start(), c.end())))
        .toList();
  }

  record Chunk(
      String id,
      String object,
      long created,
      String model,
      List<ChunkChoice> choices,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OpenAiUsage usage,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Extra loquat) {}

  record ChunkChoice(
      int index,
      Delta delta,
      @JsonInclude @JsonProperty("finish_reason") @Nullable String finishReason) {}

  record Delta(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String role,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String content,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Annotation> annotations) {}

  record Completion(
      String id,
      String object,
      long created,
      String model,
      List<Choice> choices,
      OpenAiUsage usage,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Extra loquat) {}

  record Choice(int index, Message message, @JsonProperty("finish_reason") String finishReason) {}

  record Message(
      String role,
      String content,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Annotation> annotations) {}

  record Annotation(String type, @JsonProperty("url_citation") UrlCitation urlCitation) {}

  record UrlCitation(
      String url,
      String title,
      @JsonProperty("start_index") int startIndex,
      @JsonProperty("end_index") int endIndex) {}

  record OpenAiUsage(
      @JsonProperty("prompt_tokens") int promptTokens,
      @JsonProperty("completion_tokens") int completionTokens,
      @JsonProperty("total_tokens") int totalTokens) {
    static OpenAiUsage of(Usage usage) {
      return new OpenAiUsage(usage.promptTokens(), usage.completionTokens(), usage.totalTokens());
    }
  }

  record Extra(
      List<CitedPassage> passages,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<TrustScore> score,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> degraded) {}
}
