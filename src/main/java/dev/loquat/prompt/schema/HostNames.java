package dev.loquat.prompt.schema;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Host names (RFC 1123) and international ones (RFC 5890 to 5893, with the context rules of RFC
 * 5892's appendix A).
 */
final class HostNames {
  private static final String DISALLOWED =
      "\u302e\u302f\u0640\u07fa\u3031\u3032\u3033\u3034\u3035\u303b";
  private static final String ALWAYS = "\u00df\u03c2\u06fd\u06fe\u0f0b\u3007";

  private HostNames() {}

  static boolean isHostName(String text) {
    if (text.isEmpty() || text.length() > 253) {
      return false;
    }
    for (String label : text.split("\\.", -1)) {
      if (!isLabel(label) || !isDecodable(label)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLabel(String label) {
    if (label.isEmpty() || label.length() > 63 || label.startsWith("-") || label.endsWith("-")) {
      return false;
    }
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** A label in ASCII form must stand for a valid international one. */
  private static boolean isDecodable(String label) {
    if (label.length() < 4 || label.charAt(2) != '-' || label.charAt(3) != '-') {
      return true;
    }
    if (!label.toLowerCase(Locale.ROOT).startsWith("xn--")) {
      return false;
    }
    String decoded = IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED);
    return !decoded.equalsIgnoreCase(label) && isInternationalLabel(decoded);
  }

  static boolean isInternational(String text) {
    String[] labels = text.split("[.\u3002\uff0e\uff61]", -1);
    int length = 0;
    for (String label : labels) {
      boolean ascii = label.chars().allMatch(c -> c < 0x80);
      if (ascii ? !isLabel(label) || !isDecodable(label) : !isInternationalLabel(label)) {
        return false;
      }
      length += label.length() + 1;
    }
    return length <= 254;
  }

  private static boolean isInternationalLabel(String label) {
    if (label.isEmpty()
        || label.startsWith("-")
        || label.endsWith("-")
        || label.startsWith("--", 2)
        || !Normalizer.isNormalized(label, Normalizer.Form.NFC)
        || isMark(label.codePointAt(0))) {
      return false;
    }
    for (int i = 0; i < label.length(); i += Character.charCount(label.codePointAt(i))) {
      if (!isAllowed(label, i)) {
        return false;
      }
    }
    return fits(label) && hasOneKindOfArabicDigits(label);
  }

  private static boolean fits(String label) {
    try {
      return IDN.toASCII(label, IDN.ALLOW_UNASSIGNED).length() <= 63;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isAllowed(String label, int at) {
    int c = label.codePointAt(at);
    if (DISALLOWED.indexOf(c) >= 0) {
      return false;
    }
    return switch (c) {
      case '-' -> true;
      case 0xb7 -> at > 0 && label.charAt(at - 1) == 'l' && label.startsWith("l", at + 1);
      case 0x375 -> at + 1 < label.length() && isOf(label.codePointAt(at + 1), "GREEK");
      case 0x5f3, 0x5f4 -> at > 0 && isOf(label.codePointBefore(at), "HEBREW");
      case 0x30fb ->
          label
              .codePoints()
              .anyMatch(
                  o -> o != c && (isOf(o, "HIRAGANA") || isOf(o, "KATAKANA") || isOf(o, "HAN")));
      case 0x200c, 0x200d -> at > 0 && isVirama(label.codePointBefore(at));
      default -> ALWAYS.indexOf(c) >= 0 || isLetterDigit(c);
    };
  }

  /** Lower-case letters, marks and digits that no normalisation changes. */
  private static boolean isLetterDigit(int c) {
    boolean kind =
        Character.isLetter(c)
            || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER
            || isMark(c);
    String text = Character.toString(c);
    String folded = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    return kind && folded.equals(text);
  }

  private static boolean isOf(int c, String script) {
    return Character.UnicodeScript.of(c).name().equals(script);
  }

  /** The signs of canonical combining class 9 in the scripts that use joiners. */
  private static boolean isVirama(int c) {
    return "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u0e3a\u0f84\u1039\u103a"
            .indexOf(c)
        >= 0;
  }

  private static boolean hasOneKindOfArabicDigits(String label) {
    boolean arabic = label.chars().anyMatch(c -> c >= 0x660 && c <= 0x669);
    boolean extended = label.chars().anyMatch(c -> c >= 0x6f0 && c <= 0x6f9);
    return !(arabic && extended);
  }
}
