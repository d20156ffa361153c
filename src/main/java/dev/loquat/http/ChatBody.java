package dev.loquat.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.model.Sampling;
import dev.loquat.model.Turn;
import dev.loquat.wire.Fields;
import dev.loquat.wire.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The body of a chat request, as OpenAI's clients send it. Fields that we do not read are let be.
 *
 * @param wish what the caller asks of Loquat beside OpenAI's fields
 */
record ChatBody(
    String model,
    List<Turn> turns,
    boolean stream,
    boolean includeUsage,
    Sampling sampling,
    Wish wish) {
  private static final int MOST_MESSAGES = 1000;
  private static final int LONGEST_NAME = 256;
  private static final List<String> ROLES = List.of("system", "developer", "user", "assistant");

  /** The body's {@code loquat} field. */
  record Wish(
      Optional<Boolean> retrieval,
      Optional<String> collection,
      OptionalInt k,
      Optional<String> prompt,
      OptionalDouble alpha) {
    private static final Wish NOTHING =
        new Wish(
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalDouble.empty());
  }

  /**
   * Reads a body.
   *
   * @throws ProblemException 400 with all that is wrong
   */
  static ChatBody read(JsonNode json) {
    Fields in = Fields.of(json);
    String model = in.text("model", 1, LONGEST_NAME);
    List<Turn> turns = turns(in);
    boolean stream = in.flag("stream", false);
    boolean usage =
        in.object("stream_options")
            .map(options -> options.flag("include_usage", false))
            .orElse(false);
    Sampling sampling = sampling(in);
    if (in.integer("n", 1, Integer.MAX_VALUE, 1) != 1) {
      in.fault("n", "must be 1: one answer a request");
    }
    Wish wish = in.object("loquat").map(ChatBody::wish).orElse(Wish.NOTHING);
    in.endLeniently();
    return new ChatBody(model, turns, stream, usage, sampling, wish);
  }

  private static List<Turn> turns(Fields in) {
    List<Fields> messages = in.objects("messages", MOST_MESSAGES);
    List<Turn> turns = new ArrayList<>();
    for (Fields message : messages) {
      String role = message.choice("role", ROLES, "");
      if (role.isEmpty()) {
        message.missing("role", "");
      }
      turns.add(new Turn(role.equals("developer") ? "system" : role, content(message)));
    }
    if (messages.isEmpty()) {
      in.missing("messages", "");
    } else if (!turns.getLast().role().equals("user")) {
      in.fault("messages", "must end with a message of the user");
    } else if (turns.getLast().content().isBlank()) {
      messages.getLast().fault("content", "must not be empty");
    }
    return turns;
  }

  /** A string, or an array of text parts. */
  private static String content(Fields message) {
    if (!message.raw("content").isArray()) {
      return message.optionalText("content", 0, Fields.MAX_TEXT).orElse("");
    }
    StringBuilder text = new StringBuilder();
    for (Fields part : message.objects("content", MOST_MESSAGES)) {
      part.choice("type", List.of("text"), "text");
      text.append(part.text("text", 0, Fields.MAX_TEXT));
    }
    return text.toString();
  }

  private static Sampling sampling(Fields in) {
    OptionalDouble temperature = in.number("temperature", 0, 2);
    OptionalDouble topP = in.number("top_p", 0, 1);
    int longest = in.integer("max_tokens", 1, Integer.MAX_VALUE, 0);
    int longestCompletion = in.integer("max_completion_tokens", 1, Integer.MAX_VALUE, longest);
    List<String> stop =
        in.raw("stop").isTextual()
            ? List.of(in.text("stop", 0, LONGEST_NAME))
            : in.texts("stop", 4, 0, LONGEST_NAME);
    OptionalInt maxTokens =
        longestCompletion == 0 ? OptionalInt.empty() : OptionalInt.of(longestCompletion);
    return new Sampling(temperature, topP, maxTokens, stop);
  }

  private static Wish wish(Fields in) {
    Optional<Boolean> retrieval =
        in.has("retrieval") ? Optional.of(in.flag("retrieval", true)) : Optional.empty();
    int k = in.integer("k", 1, 100, 0);
    return new Wish(
        retrieval,
        in.optionalText("collection", 1, LONGEST_NAME),
        k == 0 ? OptionalInt.empty() : OptionalInt.of(k),
        in.optionalText("prompt", 1, LONGEST_NAME),
        in.number("alpha", 0, 1));
  }
}
