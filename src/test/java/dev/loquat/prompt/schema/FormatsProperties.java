package dev.loquat.prompt.schema;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class FormatsProperties {
  private static final String[] NAMES = {
    "date", "time", "date-time", "duration", "email", "idn-email", "hostname", "idn-hostname",
    "ipv4", "ipv6", "uri", "uri-reference", "iri", "iri-reference", "uri-template", "uuid",
    "json-pointer", "relative-json-pointer", "regex"
  };

  private static final String[] RIGHT = {
    "2026-11-24", "23:59:60Z", "2026-11-24T12:00:00.5+08:00", "P1Y2M3DT4H5M6S", "P2W",
    "\"a b\"@example.org", "a@[IPv6:::1]", "xn--fiqs8s.example", "例子.测试", "127.0.0.1",
    "::ffff:1.2.3.4", "http://u:p@[::1]:8/%41?q#f", "/a/{b}{?c*,d:3}", "/a~0~1/0", "1/a#",
    "123e4567-e89b-12d3-a456-426614174000", "^(?<a>[^\\d]{2,3})\\1$"
  };

  /** A value that is right for some format, cut, and with another text put in. */
  @Provide
  Arbitrary<String> nearlyRight() {
    Arbitrary<String> right = Arbitraries.of(RIGHT);
    Arbitrary<String> noise =
        Arbitraries.strings().withChars(":.-/@[]{}%~#\\PTZ+09azé、\u00b7\ud83d ").ofMaxLength(3);
    return right.flatMap(
        text ->
            Arbitraries.integers()
                .between(0, text.length())
                .flatMap(
                    at ->
                        noise.flatMap(
                            put ->
                                Arbitraries.integers()
                                    .between(at, text.length())
                                    .map(on -> text.substring(0, at) + put + text.substring(on)))));
  }

  @Property(tries = 3_000)
  void decidesOnAnyText(@ForAll("nearlyRight") String text) {
    for (String name : NAMES) {
      Formats.Format format = Objects.requireNonNull(Formats.find(name));
      assertDoesNotThrow(() -> format.matches(text), name);
    }
  }
}
