package dev.loquat.prompt.pattern;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/** The properties of {@code \p{...}}: general categories, scripts, and common binary ones. */
final class UnicodeProperties {
  private static final Map<String, CodePoints> KNOWN = new ConcurrentHashMap<>();
  private static final int MOST_KNOWN = 64;

  /** Long names of general categories, in lower case, with their short ones. */
  private static final Map<String, String> CATEGORIES =
      Map.ofEntries(
          Map.entry("letter", "L"),
          Map.entry("cased_letter", "LC"),
          Map.entry("uppercase_letter", "Lu"),
          Map.entry("lowercase_letter", "Ll"),
          Map.entry("titlecase_letter", "Lt"),
          Map.entry("modifier_letter", "Lm"),
          Map.entry("other_letter", "Lo"),
          Map.entry("mark", "M"),
          Map.entry("combining_mark", "M"),
          Map.entry("nonspacing_mark", "Mn"),
          Map.entry("spacing_mark", "Mc"),
          Map.entry("enclosing_mark", "Me"),
          Map.entry("number", "N"),
          Map.entry("decimal_number", "Nd"),
          Map.entry("digit", "Nd"),
          Map.entry("letter_number", "Nl"),
          Map.entry("other_number", "No"),
          Map.entry("punctuation", "P"),
          Map.entry("punct", "P"),
          Map.entry("connector_punctuation", "Pc"),
          Map.entry("dash_punctuation", "Pd"),
          Map.entry("open_punctuation", "Ps"),
          Map.entry("close_punctuation", "Pe"),
          Map.entry("initial_punctuation", "Pi"),
          Map.entry("final_punctuation", "Pf"),
          Map.entry("other_punctuation", "Po"),
          Map.entry("symbol", "S"),
          Map.entry("math_symbol", "Sm"),
          Map.entry("currency_symbol", "Sc"),
          Map.entry("modifier_symbol", "Sk"),
          Map.entry("other_symbol", "So"),
          Map.entry("separator", "Z"),
          Map.entry("space_separator", "Zs"),
          Map.entry("line_separator", "Zl"),
          Map.entry("paragraph_separator", "Zp"),
          Map.entry("other", "C"),
          Map.entry("control", "Cc"),
          Map.entry("cntrl", "Cc"),
          Map.entry("format", "Cf"),
          Map.entry("surrogate", "Cs"),
          Map.entry("private_use", "Co"),
          Map.entry("unassigned", "Cn"));

  /** Two letters for each value of {@link Character#getType(int)}. */
  private static final String[] TYPES = {
    "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "", "Zs", "Zl", "Zp",
    "Cc", "Cf", "", "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"
  };

  private UnicodeProperties() {}

  static Optional<CodePoints> find(String expression) {
    CodePoints known = KNOWN.get(expression);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<CodePoints> found = predicate(expression).map(CodePoints::where);
    if (KNOWN.size() < MOST_KNOWN) {
      found.ifPresent(set -> KNOWN.put(expression, set));
    }
    return found;
  }

  private static Optional<IntPredicate> predicate(String expression) {
    int equals = expression.indexOf('=');
    if (equals < 0) {
      return category(expression).or(() -> binary(expression));
    }
    String name = expression.substring(0, equals);
    String value = expression.substring(equals + 1);
    return switch (name) {
      case "General_Category", "gc" -> category(value);
      case "Script", "sc", "Script_Extensions", "scx" -> script(value);
      default -> Optional.empty();
    };
  }

  private static Optional<IntPredicate> category(String name) {
    String code = CATEGORIES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    if (code.equals("LC")) {
      return Optional.of(c -> "Lu Ll Lt".contains(TYPES[Character.getType(c)]));
    }
    boolean exists = false;
    for (String type : TYPES) {
      exists |= !type.isEmpty() && (type.equals(code) || type.substring(0, 1).equals(code));
    }
    return exists
        ? Optional.of(c -> TYPES[Character.getType(c)].startsWith(code))
        : Optional.empty();
  }

  private static Optional<IntPredicate> script(String name) {
    try {
      Character.UnicodeScript script = Character.UnicodeScript.forName(name);
      return Optional.of(c -> Character.UnicodeScript.of(c) == script);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<IntPredicate> binary(String name) {
    IntPredicate test =
        switch (name) {
          case "Any" -> c -> true;
          case "ASCII" -> c -> c < 0x80;
          case "Assigned" -> c -> Character.getType(c) != Character.UNASSIGNED;
          case "Alphabetic", "Alpha" -> Character::isAlphabetic;
          case "Lowercase", "Lower" -> Character::isLowerCase;
          case "Uppercase", "Upper" -> Character::isUpperCase;
          case "White_Space", "space" -> c -> CodePoints.SPACE.contains(c) || c == 0x85;
          case "Ideographic", "Ideo" -> Character::isIdeographic;
          case "Emoji" -> Character::isEmoji;
          case "Emoji_Presentation", "EPres" -> Character::isEmojiPresentation;
          case "Extended_Pictographic", "ExtPict" -> Character::isExtendedPictographic;
          case "ID_Start", "IDS" -> Character::isUnicodeIdentifierStart;
          case "ID_Continue", "IDC" -> Character::isUnicodeIdentifierPart;
          default -> null;
        };
    return Optional.ofNullable(test);
  }
}
