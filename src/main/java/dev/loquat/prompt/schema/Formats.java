package dev.loquat.prompt.schema;

import dev.loquat.prompt.pattern.LinearPattern;
import dev.loquat.prompt.pattern.PatternException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The formats that can be asserted: all that draft 2020-12 names. */
final class Formats {
  /** A check of one format. */
  interface Format {
    boolean matches(String text);
  }

  private static final Map<String, Format> ALL =
      Map.ofEntries(
          Map.entry("date", TimeFormats::isDate),
          Map.entry("time", TimeFormats::isTime),
          Map.entry("date-time", TimeFormats::isDateTime),
          Map.entry("duration", TimeFormats::isDuration),
          Map.entry("email", text -> NameFormats.isEmail(text, false)),
          Map.entry("idn-email", text -> NameFormats.isEmail(text, true)),
          Map.entry("hostname", HostNames::isHostName),
          Map.entry("idn-hostname", HostNames::isInternational),
          Map.entry("ipv4", NameFormats::isIpv4),
          Map.entry("ipv6", NameFormats::isIpv6),
          Map.entry("uri", text -> UriFormats.isUri(text, false)),
          Map.entry("uri-reference", text -> UriFormats.isReference(text, false)),
          Map.entry("iri", text -> UriFormats.isUri(text, true)),
          Map.entry("iri-reference", text -> UriFormats.isReference(text, true)),
          Map.entry("uri-template", UriFormats::isTemplate),
          Map.entry("uuid", NameFormats::isUuid),
          Map.entry("json-pointer", NameFormats::isPointer),
          Map.entry("relative-json-pointer", NameFormats::isRelativePointer),
          Map.entry("regex", Formats::isRegex));

  private Formats() {}

  static @Nullable Format find(String name) {
    return ALL.get(name);
  }

  private static boolean isRegex(String text) {
    try {
      LinearPattern.compile(text);
      return true;
    } catch (PatternException e) {
      return false;
    }
  }

  /** A pattern of our own, which is known to be right. */
  static Format pattern(String source) {
    try {
      LinearPattern pattern = LinearPattern.compile(source);
      return pattern::findOrNot;
    } catch (PatternException e) {
      throw new IllegalStateException("a format's own pattern is wrong: " + source, e);
    }
  }
}
