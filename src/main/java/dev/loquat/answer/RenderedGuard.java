package dev.loquat.answer;

import dev.loquat.guard.Guard;
import dev.loquat.guard.Source;
import dev.loquat.guard.Verdict;
import dev.loquat.prompt.Message;
import dev.loquat.prompt.template.ProvenanceSpan;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.function.Supplier;

/**
 * Looks at rendered messages by their provenance: how much of them is the template's and how much
 * comes from variables is told to the current span; and what a chain made of the variables, after
 * question and passages were scanned, is scanned once more, stretch by stretch. The template's own
 * text is never held against anyone.
 */
final class RenderedGuard {
  private static final String PASSAGES = "/passages";

  private final Supplier<Guard> guard;

  RenderedGuard(Supplier<Guard> guard) {
    this.guard = guard;
  }

  /** Tells the current span what a prompt is made of. */
  void tell(String prompt, List<Message> messages) {
    long template = 0;
    long variables = 0;
    for (Message message : messages) {
      for (ProvenanceSpan span : message.spans()) {
        long length = (long) span.end() - span.start();
        if (isTemplate(span)) {
          template += length;
        } else {
          variables += length;
        }
      }
    }
    Span.current()
        .setAttribute("loquat.prompt.name", prompt)
        .setAttribute("loquat.prompt.template_chars", template)
        .setAttribute("loquat.prompt.variable_chars", variables);
  }

  /**
   * Scans what came from variables.
   *
   * @param turn the question's place in the conversation, which a refusal names
   * @throws GuardRefusal for the first stretch that is not allowed
   */
  void check(int turn, List<Message> messages) {
    for (Message message : messages) {
      for (ProvenanceSpan span : message.spans()) {
        if (!isTemplate(span)) {
          Verdict verdict =
              guard.get().scan(message.content().substring(span.start(), span.end()), source(span));
          if (!verdict.allowed()) {
            throw new GuardRefusal(turn, verdict);
          }
        }
      }
    }
  }

  private static boolean isTemplate(ProvenanceSpan span) {
    return span.from().equals(ProvenanceSpan.TEMPLATE);
  }

  private static Source source(ProvenanceSpan span) {
    return span.from().startsWith(PASSAGES) ? Source.DOCUMENT : Source.USER;
  }
}
