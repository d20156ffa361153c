package dev.loquat.prompt.schema;

import java.util.List;
import java.util.Map;

/** Makes sample strings: by format, else the property's own name, as long as is asked for. */
final class SampleText {
  private static final int LONGEST = 10_000;
  private static final Map<String, String> BY_FORMAT =
      Map.ofEntries(
          Map.entry("date", "2026-01-31"),
          Map.entry("time", "12:30:00Z"),
          Map.entry("date-time", "2026-01-31T12:30:00Z"),
          Map.entry("duration", "P1D"),
          Map.entry("email", "someone@example.org"),
          Map.entry("idn-email", "someone@example.org"),
          Map.entry("hostname", "example.org"),
          Map.entry("idn-hostname", "example.org"),
          Map.entry("ipv4", "192.0.2.1"),
          Map.entry("ipv6", "2001:db8::1"),
          Map.entry("uri", "https://example.org/"),
          Map.entry("uri-reference", "/a"),
          Map.entry("iri", "https://example.org/"),
          Map.entry("iri-reference", "/a"),
          Map.entry("uri-template", "/a/{b}"),
          Map.entry("uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380"),
          Map.entry("json-pointer", "/a"),
          Map.entry("relative-json-pointer", "0"),
          Map.entry("regex", "a+"));

  private SampleText() {}

  static String make(List<Validator> parts, String name) {
    if (Samples.keyword(parts, "format") instanceof String format
        && BY_FORMAT.containsKey(format)) {
      return BY_FORMAT.get(format);
    }
    int least = Math.min(Samples.whole(parts, "minLength", 0), LONGEST);
    int most = Samples.whole(parts, "maxLength", Integer.MAX_VALUE);
    if (Samples.keyword(parts, "pattern") instanceof String pattern) {
      return Patterns.compile(pattern, "", new Problems())
          .flatMap(compiled -> compiled.sample(least))
          .orElse(name);
    }
    String text = name.isEmpty() ? "text" : name;
    while (text.codePointCount(0, text.length()) < least) {
      text += " " + text;
    }
    int length = text.codePointCount(0, text.length());
    return length <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
