package dev.loquat.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of words in the documentation are what the analyzer answers. */
class DocumentedWordsTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (precise|search) \\| `([^`]+)` \\| `([^`]+)` \\|$");

  @ParameterizedTest
  @ValueSource(strings = {"docs/text.md", "docs/zh/text.md"})
  void wordsAreAsDocumented(String page) throws IOException {
    List<MatchResult> rows = ROW.matcher(Files.readString(Path.of(page))).results().toList();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(5);
    for (MatchResult row : rows) {
      Mode mode = Mode.valueOf(row.group(1).toUpperCase(Locale.ROOT));
      String words =
          Analyzer.standard().analyze(row.group(2), mode, "auto").tokens().stream()
              .map(Token::text)
              .collect(Collectors.joining(" "));
      assertThat(words).as(row.group(2)).isEqualTo(row.group(3));
    }
  }
}
