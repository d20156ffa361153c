package dev.loquat.answer;

import dev.loquat.store.Passage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds citation markers in an answer and the addresses that they lead to. */
public final class Citations {
  private static final Pattern MARKER = Pattern.compile("\\[(\\d{1,4})\\]");

  private Citations() {}

  /** The markers of {@code text} that name one of the passages. */
  static List<Citation> in(String text, int offset, List<CitablePassage> passages) {
    List<Citation> citations = new ArrayList<>();
    for (Matcher marker = MARKER.matcher(text); marker.find(); ) {
      int number = Integer.parseInt(marker.group(1));
      if (number >= 1 && number <= passages.size()) {
        CitablePassage cited = passages.get(number - 1);
        citations.add(
            new Citation(
                number,
                offset + marker.start(),
                offset + marker.end(),
                cited.url(),
                cited.found().passage().title()));
      }
    }
    return citations;
  }

  /** The text with its markers blanked, so that offsets stay. */
  static String blank(String text) {
    return MARKER.matcher(text).replaceAll(marker -> " ".repeat(marker.end() - marker.start()));
  }

  /** The document's own address, or its page on this server, at the passage. */
  public static String url(Passage passage, String collection) {
    return passage
        .url()
        .orElseGet(
            () ->
                "/collections/%s/documents/%s#%d-%d"
                    .formatted(
                        encode(collection),
                        encode(passage.document()).replace("%2F", "/"),
                        passage.start(),
                        passage.end()));
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
