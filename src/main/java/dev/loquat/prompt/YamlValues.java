package dev.loquat.prompt;

import dev.loquat.prompt.YamlNode.Scalar;
import dev.loquat.prompt.YamlNode.Style;
import dev.loquat.prompt.value.JsonNull;
import dev.loquat.prompt.value.JsonPointer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Plain values of YAML nodes, by YAML 1.2's core schema; and places of values by pointer. */
final class YamlValues {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,400}");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?(\\.[0-9]{1,400}|[0-9]{1,400}(\\.[0-9]{0,400})?)([eE][-+]?[0-9]{1,6})?");

  private final Map<YamlNode, Object> known = new IdentityHashMap<>();

  Object of(YamlNode node) {
    Object value = known.get(node);
    if (value == null) {
      value = make(node);
      known.put(node, value);
    }
    return value;
  }

  private Object make(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> scalar.style() == Style.PLAIN ? plain(scalar.text()) : scalar.text();
      case YamlNode.Sequence sequence -> {
        var list = new ArrayList<Object>(sequence.items().size());
        sequence.items().forEach(item -> list.add(of(item)));
        yield list;
      }
      case YamlNode.Mapping mapping -> {
        Map<String, Object> map = LinkedHashMap.newLinkedHashMap(mapping.entries().size());
        mapping.entries().forEach(entry -> map.put(entry.key().text(), of(entry.value())));
        yield map;
      }
    };
  }

  private static Object plain(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> JsonNull.NULL;
      case "true", "True", "TRUE" -> Boolean.TRUE;
      case "false", "False", "FALSE" -> Boolean.FALSE;
      default -> number(text);
    };
  }

  private static Object number(String text) {
    char first = text.charAt(0);
    if ("+-.0123456789".indexOf(first) < 0) {
      return text;
    }
    if (WHOLE.matcher(text).matches()) {
      return text.length() < 19 ? (Object) Long.valueOf(text) : new BigInteger(text);
    }
    if (text.startsWith("0x") && text.length() < 18 && text.length() > 2) {
      return text.substring(2).matches("[0-9a-fA-F]+")
          ? (Object) Long.parseUnsignedLong(text.substring(2), 16)
          : text;
    }
    return DECIMAL.matcher(text).matches() ? (Object) new BigDecimal(text) : text;
  }

  /** The node that a pointer leads to, or the last one on the way where it ends before. */
  static YamlNode find(YamlNode root, String pointer) {
    YamlNode at = root;
    for (String step : JsonPointer.steps(pointer)) {
      YamlNode next = step(at, step);
      if (next == at) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private static YamlNode step(YamlNode at, String step) {
    if (at instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        if (entry.key().text().equals(step)) {
          return entry.value();
        }
      }
    } else if (at instanceof YamlNode.Sequence sequence) {
      int index = JsonPointer.index(step);
      List<YamlNode> items = sequence.items();
      return index >= 0 && index < items.size() ? items.get(index) : at;
    }
    return at;
  }
}
