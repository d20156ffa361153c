package dev.loquat.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loquat.retrieve.RetrievedPassage;
import dev.loquat.store.Passage;
import dev.loquat.store.TermScore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A passage as the contract writes it. */
public record PassageView(
    String id,
    String document,
    String title,
    String text,
    int start,
    int end,
    double score,
    OptionalDouble bm25,
    OptionalDouble similarity,
    Ranks ranks,
    Map<String, Object> metadata,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<TermScore>> terms,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Duplicate> duplicates) {

  /** Places in the two searches, from 1; absent where a search did not find the passage. */
  public record Ranks(OptionalInt bm25, OptionalInt vector) {}

  /** A passage that nearly repeats another one and was joined to it: where it stands. */
  public record Duplicate(String id, String document, String title, int start, int end) {
    static Duplicate of(Passage passage) {
      return new Duplicate(
          passage.id(), passage.document(), passage.title(), passage.start(), passage.end());
    }
  }

  /** A view of a passage, with its terms if they are to be explained. */
  public static PassageView of(RetrievedPassage found, boolean explain) {
    Passage passage = found.passage();
    return new PassageView(
        passage.id(),
        passage.document(),
        passage.title(),
        passage.text(),
        passage.start(),
        passage.end(),
        found.score(),
        found.bm25(),
        found.similarity(),
        new Ranks(found.bm25Rank(), found.vectorRank()),
        passage.metadata(),
        explain ? Optional.of(found.terms()) : Optional.empty(),
        found.duplicates().stream().map(Duplicate::of).toList());
  }
}
