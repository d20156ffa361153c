package dev.loquat.prompt;

import dev.loquat.prompt.YamlNode.Mapping;
import dev.loquat.prompt.YamlNode.Scalar;
import dev.loquat.prompt.YamlNode.Sequence;
import dev.loquat.prompt.YamlNode.Style;
import dev.loquat.prompt.chain.Chain;
import dev.loquat.prompt.template.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a prompt file, in the long form and in the short one. */
final class PromptFile {
  static final List<String> ROLES = List.of("system", "developer", "user", "assistant", "tool");
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "description",
          "version",
          "labels",
          "metadata",
          "input",
          "formats",
          "messages",
          "partials",
          "chain",
          "prompt");
  private static final int MOST_MESSAGES = 256;

  /** A message as it is written. */
  record Written(String role, Scalar template) {}

  private final PromptSource source;
  private String name = "";
  private String description = "";
  private boolean assertsFormats;
  private @Nullable YamlNode input;
  private final List<Written> messages = new ArrayList<>();
  private final Map<String, Scalar> partials = new LinkedHashMap<>();
  private final List<Scalar> chain = new ArrayList<>();

  private PromptFile(PromptSource source) {
    this.source = source;
  }

  static PromptFile read(PromptSource source) {
    var file = new PromptFile(source);
    var start = new YamlNode.Place(0, 0);
    YamlNode root = YamlReader.read(source).orElse(null);
    if (root instanceof Mapping mapping) {
      file.fields(mapping);
      if (file.messages.isEmpty() && source.isSound()) {
        source.problem(mapping.place(), "a prompt needs 'messages' (or the short form 'prompt')");
      }
    } else if (source.isSound()) {
      source.problem(
          root == null ? start : root.place(),
          "a prompt is a YAML mapping with 'messages', or with 'prompt' in the short form");
    }
    return file;
  }

  private void fields(Mapping mapping) {
    for (YamlNode.Entry entry : mapping.entries()) {
      Scalar key = entry.key();
      switch (key.text()) {
        case "name" -> name = text(entry);
        case "description" -> description = text(entry);
        case "input" -> input = entry.value();
        case "formats" -> formats(entry);
        case "messages" -> messages(entry.value());
        case "partials" -> partials(entry);
        case "chain" -> chain(entry.value());
        case "prompt" -> shortForm(entry);
        case "version", "labels", "metadata" -> {}
        default ->
            source.problem(
                key.place(),
                "unknown field '" + key.text() + "'" + Suggestion.of(key.text(), FIELDS));
      }
    }
  }

  private void shortForm(YamlNode.Entry prompt) {
    if (!(prompt.value() instanceof Mapping mapping)) {
      source.problem(prompt.value().place(), "'prompt' holds system:, user: and chain:");
      return;
    }
    for (YamlNode.Entry entry : mapping.entries()) {
      switch (entry.key().text()) {
        case "chain" -> chain(entry.value());
        case "input" -> input = entry.value();
        case "name" -> name = text(entry);
        default -> message(entry);
      }
    }
  }

  private String text(YamlNode.Entry entry) {
    if (entry.value() instanceof Scalar scalar) {
      return scalar.text().strip();
    }
    source.problem(entry.value().place(), "'" + entry.key().text() + "' must be a text");
    return "";
  }

  private void formats(YamlNode.Entry entry) {
    String value = text(entry);
    if (!value.equals("assert") && !value.equals("annotate")) {
      source.problem(
          entry.value().place(), "'formats' is 'assert' or 'annotate', not '" + value + "'");
    }
    assertsFormats = value.equals("assert");
  }

  private void messages(YamlNode node) {
    if (!(node instanceof Sequence sequence)) {
      source.problem(node.place(), "'messages' is a list of '- role: template'");
      return;
    }
    for (YamlNode item : sequence.items()) {
      if (!(item instanceof Mapping mapping) || mapping.entries().isEmpty()) {
        source.problem(item.place(), "a message is written '- role: template'");
        continue;
      }
      item(mapping);
    }
  }

  private void item(Mapping mapping) {
    YamlNode.Entry first = mapping.entries().getFirst();
    if (first.key().text().equals("role") || first.key().text().equals("content")) {
      roleAndContent(mapping);
    } else if (mapping.entries().size() > 1) {
      source.problem(
          mapping.entries().get(1).key().place(),
          "a message has one role, here a second key follows '" + first.key().text() + "'");
    } else if (first.key().text().equals("few_shot")) {
      fewShot(first);
    } else {
      message(first);
    }
  }

  private void roleAndContent(Mapping mapping) {
    @Nullable Scalar role = null;
    YamlNode.@Nullable Entry content = null;
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key().text().equals("role") && entry.value() instanceof Scalar scalar) {
        role = scalar;
      } else if (entry.key().text().equals("content")) {
        content = entry;
      } else {
        source.problem(entry.key().place(), "a message has 'role' and 'content' only");
      }
    }
    if (role == null || content == null) {
      source.problem(mapping.place(), "a message has both 'role' and 'content'");
      return;
    }
    message(new YamlNode.Entry(role, content.value()));
  }

  private void fewShot(YamlNode.Entry entry) {
    if (!(entry.value() instanceof Sequence pairs)) {
      source.problem(entry.value().place(), "'few_shot' is a list of 'user' and 'assistant' pairs");
      return;
    }
    for (YamlNode pair : pairs.items()) {
      if (pair instanceof Mapping mapping && mapping.entries().size() == 2) {
        mapping.entries().forEach(this::message);
      } else {
        source.problem(pair.place(), "an example has 'user' and 'assistant'");
      }
    }
  }

  private void message(YamlNode.Entry entry) {
    String role = entry.key().text();
    if (!ROLES.contains(role)) {
      source.problem(
          entry.key().place(),
          "unknown role '"
              + role
              + "'"
              + Suggestion.of(role, ROLES)
              + " (there are "
              + String.join(", ", ROLES)
              + ")");
      return;
    }
    if (messages.size() >= MOST_MESSAGES) {
      source.problem(entry.key().place(), "a prompt has at most " + MOST_MESSAGES + " messages");
      return;
    }
    if (entry.value() instanceof Scalar scalar) {
      messages.add(new Written(role, scalar));
    } else {
      source.problem(entry.value().place(), bracesHint(entry.value(), "a message is a text"));
    }
  }

  /** An unquoted {{x}} is a YAML mapping, which is never what was meant. */
  private static String bracesHint(YamlNode node, String message) {
    return node instanceof Mapping
        ? message + "; put one that begins with '{{' into quotes, or write it below '|'"
        : message;
  }

  private void partials(YamlNode.Entry entry) {
    if (!(entry.value() instanceof Mapping mapping)) {
      source.problem(entry.value().place(), "'partials' maps names to templates");
      return;
    }
    for (YamlNode.Entry partial : mapping.entries()) {
      if (partial.value() instanceof Scalar scalar) {
        partials.put(partial.key().text(), scalar);
      } else {
        source.problem(partial.value().place(), bracesHint(partial.value(), "a partial is a text"));
      }
    }
  }

  private void chain(YamlNode node) {
    if (!(node instanceof Sequence sequence)) {
      source.problem(
          node.place(), "'chain' is a list of step names, such as [normalize, validate]");
      return;
    }
    if (sequence.items().size() > Chain.MOST_STEPS) {
      source.problem(node.place(), "a chain has at most " + Chain.MOST_STEPS + " steps");
      return;
    }
    for (YamlNode item : sequence.items()) {
      if (item instanceof Scalar scalar) {
        chain.add(new Scalar(scalar.text(), Style.QUOTED, scalar.place(), scalar.end()));
      } else if (item instanceof Mapping mapping
          && mapping.entries().size() == 1
          && mapping.entries().getFirst().value() instanceof Scalar argument) {
        Scalar step = mapping.entries().getFirst().key();
        String name = step.text() + ":" + argument.text();
        chain.add(new Scalar(name, Style.QUOTED, step.place(), argument.end()));
      } else {
        source.problem(item.place(), "a step is named by a text");
      }
    }
  }

  String name() {
    return name;
  }

  String description() {
    return description;
  }

  boolean assertsFormats() {
    return assertsFormats;
  }

  @Nullable YamlNode input() {
    return input;
  }

  List<Written> messages() {
    return messages;
  }

  Map<String, Scalar> partials() {
    return partials;
  }

  List<Scalar> chain() {
    return chain;
  }
}
