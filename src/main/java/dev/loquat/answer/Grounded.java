package dev.loquat.answer;

import dev.loquat.model.ModelCall;
import dev.loquat.model.Source;
import dev.loquat.model.Turn;
import dev.loquat.prompt.Message;
import dev.loquat.prompt.Rendered;
import dev.loquat.store.Passage;
import dev.loquat.store.TermScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders a question and its passages into the call of a model. */
final class Grounded {
  private final PromptRenderer prompts;
  private final RenderedGuard guard;

  Grounded(PromptRenderer prompts, RenderedGuard guard) {
    this.prompts = prompts;
    this.guard = guard;
  }

  /**
   * The earlier turns stay between the prompt's system messages and its last one, which holds the
   * question.
   */
  ModelCall call(
      AnswerRequest request,
      AnswerRequest.Grounding grounding,
      List<CitablePassage> passages,
      String language) {
    Map<String, Object> variables =
        Map.of(
            "question", request.question(),
            "language", language,
            "passages", passages.stream().map(Grounded::variable).toList());
    Rendered answered = prompts.renderNow(grounding.prompt(), variables, true);
    List<Message> rendered = answered.messages();
    guard.tell(grounding.prompt(), rendered);
    if (!answered.chain().isEmpty()) {
      guard.check(request.turns().size() - 1, rendered);
    }
    List<Turn> turns = new ArrayList<>();
    for (Message message : rendered.subList(0, rendered.size() - 1)) {
      turns.add(new Turn(message.role(), message.content()));
    }
    turns.addAll(request.turns().subList(0, request.turns().size() - 1));
    turns.add(new Turn(rendered.getLast().role(), rendered.getLast().content()));
    List<Source> sources = passages.stream().map(Grounded::source).toList();
    return new ModelCall(turns, request.question(), sources, language, request.sampling());
  }

  private static Map<String, Object> variable(CitablePassage passage) {
    return Map.of(
        "n", passage.number(),
        "title", passage.found().passage().title(),
        "text", passage.found().passage().text());
  }

  private static Source source(CitablePassage passage) {
    Map<String, Double> weights = new HashMap<>();
    for (TermScore term : passage.found().terms()) {
      weights.put(term.term(), term.idf());
    }
    Passage text = passage.found().passage();
    return new Source(passage.number(), text.title(), text.text(), weights);
  }
}
