package dev.loquat.prompt;

import dev.loquat.prompt.YamlNode.Place;
import dev.loquat.prompt.YamlNode.Scalar;
import dev.loquat.prompt.YamlNode.Style;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds a tree from the YAML parser's events, without recursion and within limits on depth, on
 * nodes, and on what aliases expand to.
 */
final class YamlReader {
  private static final int MAX_DEPTH = 100;
  private static final int MOST_NODES = 50_000;

  private final PromptSource source;
  private final Deque<YamlNode> open = new ArrayDeque<>();
  private final Deque<Set<String>> keys = new ArrayDeque<>();
  private final Map<Anchor, YamlNode> anchors = new HashMap<>();
  private final Map<YamlNode, Integer> weights = new IdentityHashMap<>();
  private @Nullable Scalar key;
  private @Nullable YamlNode root;
  private int nodes;
  private int documents;
  private Place readTo = new Place(0, 0);

  private YamlReader(PromptSource source) {
    this.source = source;
  }

  /** Stops the reading; what is wrong has been noted. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super("the YAML cannot be read on", null, false, false);
    }
  }

  /** The root, or empty where the text is no YAML (which is noted) or holds nothing. */
  static Optional<YamlNode> read(PromptSource source) {
    var reader = new YamlReader(source);
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(Integer.MAX_VALUE).build();
    try {
      for (Event event : new Parse(settings).parseReader(new YamlText(source.text()))) {
        reader.event(event);
      }
      return Optional.ofNullable(reader.root);
    } catch (Stop e) {
      return Optional.empty();
    } catch (MarkedYamlEngineException e) {
      Place place =
          e.getProblemMark().or(e::getContextMark).map(YamlReader::place).orElse(new Place(0, 0));
      source.problem(place, "not YAML: " + e.getProblem());
      return Optional.empty();
    } catch (YamlEngineException e) {
      source.problem(new Place(0, 0), "not YAML: " + firstLine(String.valueOf(e.getMessage())));
      return Optional.empty();
    } catch (NumberFormatException e) {
      // The library lets it through where a text ends within a hexadecimal escape.
      source.problem(reader.readTo, "not YAML: behind this place an escape is cut short");
      return Optional.empty();
    }
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine(), mark.getColumn());
  }

  private static Place start(Event event) {
    return event.getStartMark().map(YamlReader::place).orElse(new Place(0, 0));
  }

  private void event(Event event) {
    readTo = event.getEndMark().map(YamlReader::place).orElse(readTo);
    switch (event) {
      case ScalarEvent scalar -> scalar(scalar);
      case MappingStartEvent mapping -> begin(mapping, new YamlNode.Mapping(start(event)));
      case SequenceStartEvent sequence -> begin(sequence, new YamlNode.Sequence(start(event)));
      case CollectionEndEvent end -> end();
      case AliasEvent alias -> alias(alias);
      case DocumentStartEvent document -> {
        if (++documents > 1) {
          throw stop(start(event), "a prompt is one YAML document, here a second one begins");
        }
      }
      default -> {}
    }
  }

  private Stop stop(Place place, String message) {
    source.problem(place, message);
    return new Stop();
  }

  private void scalar(ScalarEvent event) {
    Style style =
        switch (event.getScalarStyle()) {
          case PLAIN -> Style.PLAIN;
          case LITERAL -> Style.LITERAL;
          case FOLDED -> Style.FOLDED;
          default -> Style.QUOTED;
        };
    Place end = event.getEndMark().map(YamlReader::place).orElse(start(event));
    boolean text = event.getTag().isPresent() && event.getScalarStyle() == ScalarStyle.PLAIN;
    var node = new Scalar(event.getValue(), text ? Style.QUOTED : style, start(event), end);
    weights.put(node, 1);
    add(node, event);
  }

  private void begin(NodeEvent event, YamlNode node) {
    if (open.size() >= MAX_DEPTH) {
      throw stop(node.place(), "the YAML is nested deeper than " + MAX_DEPTH);
    }
    attach(node);
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
    open.push(node);
    keys.push(new HashSet<>());
  }

  private void end() {
    YamlNode node = open.pop();
    keys.pop();
    long weight = 1;
    switch (node) {
      case YamlNode.Sequence sequence -> weight += sum(sequence.items());
      case YamlNode.Mapping mapping ->
          weight += sum(mapping.entries().stream().map(YamlNode.Entry::value).toList());
      case Scalar scalar -> {}
    }
    if (weight > MOST_NODES) {
      throw stop(
          node.place(), "the YAML has, aliases followed, more than " + MOST_NODES + " nodes");
    }
    weights.put(node, (int) weight);
  }

  private long sum(List<YamlNode> items) {
    long sum = 0;
    for (YamlNode item : items) {
      sum += weights.getOrDefault(item, 1);
    }
    return sum;
  }

  private void alias(AliasEvent event) {
    Anchor anchor = event.getAlias();
    YamlNode node = anchors.get(anchor);
    if (node == null) {
      throw stop(start(event), "unknown alias '*" + anchor.getValue() + "'");
    }
    if (!weights.containsKey(node)) {
      throw stop(start(event), "the alias '*" + anchor.getValue() + "' stands within itself");
    }
    attach(node);
  }

  private void add(Scalar node, NodeEvent event) {
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
    attach(node);
  }

  private void attach(YamlNode node) {
    if (++nodes > MOST_NODES) {
      throw stop(node.place(), "the YAML has more than " + MOST_NODES + " nodes");
    }
    YamlNode parent = open.peek();
    switch (parent) {
      case null -> root = node;
      case YamlNode.Sequence sequence -> sequence.items().add(node);
      case YamlNode.Mapping mapping -> {
        Scalar name = key;
        if (name == null) {
          key = keyOf(node);
        } else {
          mapping.entries().add(new YamlNode.Entry(name, node));
          key = null;
        }
      }
      case Scalar scalar -> throw new IllegalStateException("a scalar holds no nodes");
    }
  }

  private Scalar keyOf(YamlNode node) {
    if (!(node instanceof Scalar scalar)) {
      throw stop(node.place(), "a key must be a plain text");
    }
    if (!keys.element().add(scalar.text())) {
      throw stop(node.place(), "the key '" + scalar.text() + "' stands twice");
    }
    return scalar;
  }
}
