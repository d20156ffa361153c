package dev.loquat.prompt.schema;

/** URIs (RFC 3986), IRIs (RFC 3987) and URI templates (RFC 6570), by their grammars. */
final class UriFormats {
  private static final String INTERNATIONAL =
      "\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}\\u{10000}-\\u{1fffd}"
          + "\\u{20000}-\\u{2fffd}\\u{30000}-\\u{3fffd}\\u{40000}-\\u{dfffd}\\u{e1000}-\\u{efffd}";
  private static final String PRIVATE = "\\u{e000}-\\u{f8ff}\\u{f0000}-\\u{ffffd}";

  private static final Grammar URI = new Grammar("", "");
  private static final Grammar IRI = new Grammar(INTERNATIONAL, PRIVATE);

  private static final String VARIABLE =
      "([A-Za-z0-9_]|%[0-9A-Fa-f]{2})(\\.?([A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*"
          + "(:[1-9][0-9]{0,3}|\\*)?";
  private static final Formats.Format TEMPLATE =
      Formats.pattern(
          "^([\\x21\\x23-\\x24\\x26-\\x3b\\x3d\\x3f-\\x5b\\x5d\\x5f\\x61-\\x7a\\x7e"
              + INTERNATIONAL
              + PRIVATE
              + "]|%[0-9A-Fa-f]{2}|\\{[+#./;?&=,!@|]?"
              + VARIABLE
              + "(,"
              + VARIABLE
              + ")*\\})*$");

  private UriFormats() {}

  static boolean isUri(String text, boolean international) {
    return (international ? IRI : URI).absolute(text);
  }

  static boolean isReference(String text, boolean international) {
    return (international ? IRI : URI).reference(text);
  }

  static boolean isTemplate(String text) {
    return TEMPLATE.matches(text);
  }

  /** The grammar of either kind; the characters allowed beyond ASCII differ. */
  private static final class Grammar {
    private final Formats.Format scheme = Formats.pattern("^[A-Za-z][A-Za-z0-9+.-]*$");
    private final Formats.Format user;
    private final Formats.Format name;
    private final Formats.Format path;
    private final Formats.Format query;
    private final Formats.Format fragment;
    private final Formats.Format port = Formats.pattern("^[0-9]*$");
    private final Formats.Format future =
        Formats.pattern("^[vV][0-9A-Fa-f]+\\.[A-Za-z0-9._~!$&'()*+,;=:-]+$");

    Grammar(String more, String inQuery) {
      String plain = "A-Za-z0-9._~!$&'()*+,;=" + more;
      user = parts(plain + ":-");
      name = parts(plain + "-");
      path = parts(plain + ":@/-");
      query = parts(plain + ":@/?" + inQuery + "-");
      fragment = parts(plain + ":@/?-");
    }

    private static Formats.Format parts(String characters) {
      return Formats.pattern("^([" + characters + "]|%[0-9A-Fa-f]{2})*$");
    }

    boolean absolute(String text) {
      int colon = text.indexOf(':');
      return colon > 0 && scheme.matches(text.substring(0, colon)) && rest(text, colon + 1, true);
    }

    boolean reference(String text) {
      return absolute(text) || rest(text, 0, false);
    }

    private boolean rest(String text, int from, boolean hasScheme) {
      int hash = text.indexOf('#', from);
      int end = hash < 0 ? text.length() : hash;
      int mark = text.indexOf('?', from);
      int pathEnd = mark < 0 || mark > end ? end : mark;
      return (hash < 0 || fragment.matches(text.substring(hash + 1)))
          && (pathEnd == end || query.matches(text.substring(pathEnd + 1, end)))
          && hierarchy(text.substring(from, pathEnd), hasScheme);
    }

    private boolean hierarchy(String text, boolean hasScheme) {
      if (text.startsWith("//")) {
        int slash = text.indexOf('/', 2);
        int end = slash < 0 ? text.length() : slash;
        return authority(text.substring(2, end)) && path.matches(text.substring(end));
      }
      int slash = text.indexOf('/');
      String first = slash < 0 ? text : text.substring(0, slash);
      // Without a scheme a colon in the first segment would read as one.
      return path.matches(text) && (hasScheme || first.indexOf(':') < 0);
    }

    private boolean authority(String text) {
      int at = text.lastIndexOf('@');
      String host = text.substring(at + 1);
      if (at >= 0 && !user.matches(text.substring(0, at))) {
        return false;
      }
      if (host.startsWith("[")) {
        int close = host.indexOf(']');
        return close > 0
            && isLiteral(host.substring(1, close))
            && (close + 1 == host.length()
                || (host.charAt(close + 1) == ':' && port.matches(host.substring(close + 2))));
      }
      int colon = host.indexOf(':');
      return colon < 0
          ? name.matches(host)
          : name.matches(host.substring(0, colon)) && port.matches(host.substring(colon + 1));
    }

    private boolean isLiteral(String text) {
      return NameFormats.isIpv6(text) || future.matches(text);
    }
  }
}
