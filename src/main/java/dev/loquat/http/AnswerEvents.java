package dev.loquat.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loquat.answer.AnswerEvent;
import dev.loquat.answer.LoggedEvent;
import dev.loquat.model.Usage;
import dev.loquat.wire.Json;
import java.util.List;

/** Names and numbers the events of one answer for {@code EventSource}. */
final class AnswerEvents {
  private long last;

  LoggedEvent logged(AnswerEvent event) {
    return switch (event) {
      case AnswerEvent.Found found ->
          new LoggedEvent(
              0,
              "passages",
              Json.text(new Passages(CitedPassage.of(found.passages()), found.degraded())));
      case AnswerEvent.Text text -> {
        last = text.index();
        yield new LoggedEvent(last, "slice", Json.text(new SliceText(text.text())));
      }
      case AnswerEvent.Scored scored -> new LoggedEvent(++last, "score", Json.text(scored.score()));
      case AnswerEvent.Finished finished ->
          new LoggedEvent(
              ++last, "done", Json.text(new Done(finished.finishReason(), finished.usage())));
    };
  }

  record Passages(
      List<CitedPassage> passages,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> degraded) {}

  record SliceText(String text) {}

  record Done(String finishReason, Usage usage) {}
}
