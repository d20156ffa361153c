package dev.loquat.guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Template syntax in a text, judged by the whitelist: stage 1 is the grammar ({@link Islands},
 * {@link Expression}), stage 2 the policy.
 */
final class TemplateScan {
  private static final Set<String> KEYWORDS =
      Set.of(
          "if",
          "else",
          "elif",
          "elsif",
          "elseif",
          "endif",
          "for",
          "endfor",
          "in",
          "end",
          "set",
          "each",
          "unless",
          "with",
          "endwith",
          "and",
          "or",
          "not",
          "is",
          "do",
          "assign",
          "list",
          "as",
          "then",
          "true",
          "false",
          "null",
          "none",
          "nil",
          "new",
          "block",
          "endblock",
          "raw",
          "endraw",
          "macro",
          "endmacro",
          "this",
          "var",
          "let",
          "const",
          "while",
          "return");

  private final Policy policy;
  private final Source source;
  private final Mapped text;
  private final CodeSpans code;
  private final Findings out;

  TemplateScan(Policy policy, Source source, Mapped text, CodeSpans code, Findings out) {
    this.policy = policy;
    this.source = source;
    this.text = text;
    this.code = code;
    this.out = out;
  }

  void run() {
    Islands.find(text, this::judge);
  }

  private void judge(Island island) {
    if (out.isFull()) {
      return;
    }
    Expression expression = Expression.parse(island);
    List<Reference> references = expression.references();
    boolean allAllowed = references.stream().allMatch(policy::allows);
    if (!island.truncated() && allAllowed && expression.items() == references.size()) {
      report(island, "template.empty", Severity.LOW, Optional.empty(), expression.items() == 0);
      return;
    }
    Optional<Reference> dangerous =
        references.stream().filter(reference -> policy.isDangerous(reference.name())).findFirst();
    Optional<Reference> culprit = dangerous.or(() -> firstRefused(references));
    boolean harmful = dangerous.isPresent() || references.stream().anyMatch(Reference::called);
    report(
        island,
        rule(dangerous.isPresent(), culprit),
        severity(island, dangerous.isPresent(), harmful),
        culprit.map(Reference::name),
        island.opener().isSure() || harmful);
  }

  private Optional<Reference> firstRefused(List<Reference> references) {
    List<Reference> refused =
        references.stream().filter(reference -> !policy.allows(reference)).toList();
    return refused.stream()
        .filter(Reference::called)
        .findFirst()
        .or(() -> refused.stream().filter(r -> !KEYWORDS.contains(r.name())).findFirst())
        .or(() -> refused.stream().findFirst());
  }

  private static String rule(boolean dangerous, Optional<Reference> culprit) {
    if (dangerous) {
      return "template.dangerous";
    }
    if (culprit.isEmpty()) {
      return "template.expression";
    }
    return culprit.get().called() ? "template.call" : "template.path";
  }

  /** Code that is shown as code is no template; a person may show harmless paths so as well. */
  private Severity severity(Island island, boolean dangerous, boolean harmful) {
    boolean shown = code.covers(text.start(island.start()), text.end(island.end()));
    if (shown && (source != Source.USER || !harmful)) {
      return Severity.LOW;
    }
    return dangerous ? Severity.CRITICAL : Severity.HIGH;
  }

  private void report(
      Island island, String rule, Severity severity, Optional<String> identifier, boolean counts) {
    if (counts) {
      int start = text.start(island.start());
      int end = text.end(island.end());
      out.add(rule, Kind.TEMPLATE, severity, start, end, identifier);
    }
  }
}
