package dev.loquat.prompt.schema;

/** E-mail and IP addresses, UUIDs, JSON pointers. */
final class NameFormats {
  private static final Formats.Format UUID =
      Formats.pattern("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$");
  private static final Formats.Format POINTER = Formats.pattern("^(/([^~/]|~[01])*)*$");
  private static final Formats.Format RELATIVE_POINTER =
      Formats.pattern("^(0|[1-9][0-9]*)(#|(/([^~/]|~[01])*)*)$");
  private static final Formats.Format LOCAL =
      Formats.pattern(
          "^([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "|\"([\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\\x20-\\x7e])*\")$");
  private static final Formats.Format INTERNATIONAL_LOCAL =
      Formats.pattern(
          "^([A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u{80}-\\u{10ffff}-]+"
              + "(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u{80}-\\u{10ffff}-]+)*"
              + "|\"([\\x20\\x21\\x23-\\x5b\\x5d-\\x7e\\u{80}-\\u{10ffff}]|\\\\[\\x20-\\x7e])*\")$");

  private NameFormats() {}

  static boolean isUuid(String text) {
    return UUID.matches(text);
  }

  static boolean isPointer(String text) {
    return POINTER.matches(text);
  }

  static boolean isRelativePointer(String text) {
    return RELATIVE_POINTER.matches(text);
  }

  static boolean isEmail(String text, boolean international) {
    int sign = text.lastIndexOf('@');
    if (sign < 1 || sign > 256) {
      return false;
    }
    String local = text.substring(0, sign);
    String domain = text.substring(sign + 1);
    Formats.Format format = international ? INTERNATIONAL_LOCAL : LOCAL;
    return format.matches(local) && isDomain(domain, international);
  }

  private static boolean isDomain(String domain, boolean international) {
    if (domain.startsWith("[") && domain.endsWith("]")) {
      String address = domain.substring(1, domain.length() - 1);
      return address.regionMatches(true, 0, "IPv6:", 0, 5)
          ? isIpv6(address.substring(5))
          : isIpv4(address);
    }
    return international ? HostNames.isInternational(domain) : HostNames.isHostName(domain);
  }

  static boolean isIpv4(String text) {
    int groups = 0;
    int at = 0;
    while (at <= text.length()) {
      int dot = text.indexOf('.', at);
      int end = dot < 0 ? text.length() : dot;
      if (!isOctet(text, at, end)) {
        return false;
      }
      groups++;
      at = end + 1;
    }
    return groups == 4;
  }

  private static boolean isOctet(String text, int from, int to) {
    int length = to - from;
    if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
      return false;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      value = value * 10 + c - '0';
    }
    return value < 256;
  }

  static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == 8;
    }
    if (text.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    String before = text.substring(0, gap);
    String after = text.substring(gap + 2);
    int left = before.isEmpty() ? 0 : groups(before, false);
    int right = after.isEmpty() ? 0 : groups(after, true);
    return left >= 0 && right >= 0 && left + right <= 7;
  }

  /** How many groups of 16 bits; -1 where one is wrong. The last may be an IPv4 address. */
  private static int groups(String text, boolean mayEndInIpv4) {
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (last && mayEndInIpv4 && parts[i].indexOf('.') >= 0) {
        if (!isIpv4(parts[i])) {
          return -1;
        }
        count += 2;
      } else if (isHexGroup(parts[i])) {
        count++;
      } else {
        return -1;
      }
    }
    return count;
  }

  private static boolean isHexGroup(String text) {
    if (text.isEmpty() || text.length() > 4) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
        return false;
      }
    }
    return true;
  }
}
