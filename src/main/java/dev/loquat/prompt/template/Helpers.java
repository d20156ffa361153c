package dev.loquat.prompt.template;

import dev.loquat.prompt.value.JsonNumbers;
import dev.loquat.prompt.value.JsonText;
import dev.loquat.prompt.value.JsonValues;
import dev.loquat.prompt.value.Shape.Kind;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The helpers there are, with what they take. All are pure: same arguments, same result. */
final class Helpers {
  /**
   * A helper and its signature, which calls are checked against.
   *
   * @param takes the kinds that the first argument may have, null aside
   * @param gives the kinds of the result
   */
  record Signature(
      Helper helper, int least, int most, Set<Kind> takes, Set<Kind> gives, Set<String> options) {}

  private static final Set<Kind> ANYTHING = EnumSet.allOf(Kind.class);
  private static final Set<Kind> SCALAR =
      EnumSet.of(Kind.STRING, Kind.NUMBER, Kind.BOOLEAN, Kind.NULL);
  private static final Set<Kind> TEXT = EnumSet.of(Kind.STRING);
  private static final Set<Kind> TRUTH = EnumSet.of(Kind.BOOLEAN);
  private static final Set<Kind> LIST = EnumSet.of(Kind.ARRAY);
  private static final Set<String> NONE = Set.of();
  private static final int MOST_ARGUMENTS = 32;

  private static final Map<String, Signature> ALL = all();

  private final ToIntFunction<String> tokenCounter;

  Helpers(ToIntFunction<String> tokenCounter) {
    this.tokenCounter = tokenCounter;
  }

  static boolean exists(String name) {
    return ALL.containsKey(name);
  }

  static Set<String> names() {
    return ALL.keySet();
  }

  static @Nullable Signature signature(String name) {
    return ALL.get(name);
  }

  Helper helper(String name) {
    if (name.equals("truncate")) {
      return arguments -> Truncation.apply(arguments, tokenCounter);
    }
    Signature signature = ALL.get(name);
    if (signature == null) {
      throw new IllegalArgumentException("no helper '" + name + "'");
    }
    return signature.helper();
  }

  private static Map<String, Signature> all() {
    var all = new LinkedHashMap<String, Signature>();
    texts(all);
    logic(all);
    return all;
  }

  private static void texts(Map<String, Signature> all) {
    Set<Kind> lengthy = EnumSet.of(Kind.STRING, Kind.ARRAY, Kind.OBJECT);
    all.put("json", takes(1, 2, ANYTHING, TEXT, Helpers::json));
    all.put("join", takes(1, 2, LIST, TEXT, Helpers::join));
    all.put("truncate", new Signature(a -> null, 2, 2, SCALAR, TEXT, Set.of("unit", "ellipsis")));
    all.put(
        "default", takes(2, 2, ANYTHING, ANYTHING, a -> a.text(0).isEmpty() ? a.at(1) : a.at(0)));
    all.put("upper", takes(1, 1, SCALAR, TEXT, a -> a.text(0).toUpperCase(Locale.ROOT)));
    all.put("lower", takes(1, 1, SCALAR, TEXT, a -> a.text(0).toLowerCase(Locale.ROOT)));
    all.put("trim", takes(1, 1, SCALAR, TEXT, a -> a.text(0).strip()));
    all.put("date", takes(1, 3, EnumSet.of(Kind.STRING, Kind.NUMBER), TEXT, Dates::format));
    all.put("length", takes(1, 1, lengthy, EnumSet.of(Kind.NUMBER), Helpers::length));
    all.put("indent", takes(1, 2, SCALAR, TEXT, Helpers::indent));
    all.put("quote", takes(1, 1, SCALAR, TEXT, Helpers::quote));
    all.put("lookup", takes(2, 2, ANYTHING, ANYTHING, a -> Reader.child(a.at(0), a.text(1))));
  }

  private static void logic(Map<String, Signature> all) {
    all.put("eq", takes(2, 2, ANYTHING, TRUTH, a -> JsonValues.equal(a.at(0), a.at(1))));
    all.put("ne", takes(2, 2, ANYTHING, TRUTH, a -> !JsonValues.equal(a.at(0), a.at(1))));
    all.put("lt", takes(2, 2, SCALAR, TRUTH, a -> compare(a, "lt", order -> order < 0)));
    all.put("gt", takes(2, 2, SCALAR, TRUTH, a -> compare(a, "gt", order -> order > 0)));
    all.put("le", takes(2, 2, SCALAR, TRUTH, a -> compare(a, "le", order -> order <= 0)));
    all.put("ge", takes(2, 2, SCALAR, TRUTH, a -> compare(a, "ge", order -> order >= 0)));
    all.put("and", takes(2, MOST_ARGUMENTS, ANYTHING, ANYTHING, a -> firstWith(a, false)));
    all.put("or", takes(2, MOST_ARGUMENTS, ANYTHING, ANYTHING, a -> firstWith(a, true)));
    all.put("not", takes(1, 1, ANYTHING, TRUTH, a -> !Texts.isTrue(a.at(0))));
  }

  private static Signature takes(
      int least, int most, Set<Kind> takes, Set<Kind> gives, Helper helper) {
    return new Signature(helper, least, most, takes, gives, NONE);
  }

  private static String json(Helper.Arguments arguments) {
    int indent = arguments.number(1, 0, 0, 8, "json");
    return JsonText.write(arguments.at(0), indent);
  }

  private static String join(Helper.Arguments arguments) {
    String separator = arguments.count() > 1 ? arguments.text(1) : ", ";
    return switch (arguments.at(0)) {
      case null -> "";
      case List<?> list -> Texts.joined(list, separator, 0);
      default -> arguments.text(0);
    };
  }

  private static Object length(Helper.Arguments arguments) {
    return switch (arguments.at(0)) {
      case null -> 0;
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      default -> {
        String text = arguments.text(0);
        yield text.codePointCount(0, text.length());
      }
    };
  }

  private static String indent(Helper.Arguments arguments) {
    String space = " ".repeat(arguments.number(1, 2, 0, 80, "indent"));
    String text = arguments.text(0);
    var out = new StringBuilder();
    boolean due = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (due && c != '\n' && c != '\r') {
        out.append(space);
      }
      due = c == '\n';
      out.append(c);
    }
    return out.toString();
  }

  private static String quote(Helper.Arguments arguments) {
    var out = new StringBuilder();
    JsonText.quote(arguments.text(0), out);
    return out.toString();
  }

  /** Numbers by value, strings by their units; what is absent is neither less nor greater. */
  private static boolean compare(Helper.Arguments arguments, String helper, IntPredicate expected) {
    Object left = arguments.at(0);
    Object right = arguments.at(1);
    if (left == null || right == null) {
      return false;
    }
    if (left instanceof Number a && right instanceof Number b) {
      return expected.test(JsonNumbers.compare(a, b));
    }
    if (left instanceof String a && right instanceof String b) {
      return expected.test(a.compareTo(b));
    }
    throw new RenderException(
        "%s: cannot compare %s with %s"
            .formatted(helper, JsonValues.typeName(left), JsonValues.typeName(right)));
  }

  private static @Nullable Object firstWith(Helper.Arguments arguments, boolean truth) {
    for (int i = 0; i < arguments.count() - 1; i++) {
      if (Texts.isTrue(arguments.at(i)) == truth) {
        return arguments.at(i);
      }
    }
    return arguments.at(arguments.count() - 1);
  }
}
