package dev.loquat.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.loquat.answer.CitablePassage;
import dev.loquat.function.PassageView;
import java.util.List;

/**
 * A passage as answers show it.
 *
 * @param number what the answer cites it by
 * @param url where it can be read
 */
record CitedPassage(int number, String url, @JsonUnwrapped PassageView passage) {
  static List<CitedPassage> of(List<CitablePassage> passages) {
    return passages.stream()
        .map(p -> new CitedPassage(p.number(), p.url(), PassageView.of(p.found(), false)))
        .toList();
  }
}
