package dev.loquat.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loquat.rank.FusionChoice;
import dev.loquat.wire.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A way of fusing as the contract writes it.
 *
 * @param k of {@code rrf}
 * @param weights of {@code rrf}
 */
public record FusionView(
    String method,
    double alpha,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> k,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Weights> weights) {

  /** Weights of the two paths. */
  public record Weights(double bm25, double vector) {}

  /** A view of a choice. */
  public static FusionView of(FusionChoice choice) {
    Optional<FusionChoice.Ranks> ranks =
        Optional.of(choice.ranks()).filter(r -> choice.method() == FusionChoice.Method.RRF);
    return new FusionView(
        choice.method().name().toLowerCase(Locale.ROOT),
        choice.alpha(),
        ranks.map(FusionChoice.Ranks::k),
        ranks.map(r -> new Weights(r.bm25(), r.vector())));
  }

  /** Reads a choice; {@code k} and {@code weights} belong to {@code rrf} only. */
  public static FusionChoice read(Fields in) {
    String method = in.choice("method", List.of("linear", "rrf"), "linear");
    double alpha = in.number("alpha", 0, 1).orElse(FusionChoice.DEFAULT.alpha());
    FusionChoice.Ranks usual = FusionChoice.Ranks.DEFAULT;
    int k = in.integer("k", 1, FusionChoice.Ranks.MAX_K, usual.k());
    Weights weights =
        in.object("weights")
            .map(FusionView::weights)
            .orElse(new Weights(usual.bm25(), usual.vector()));
    if (method.equals("linear")) {
      for (String name : List.of("k", "weights")) {
        if (in.has(name)) {
          in.fault(name, "belongs to the method rrf; linear has alpha");
        }
      }
    }
    if (weights.bm25() + weights.vector() == 0) {
      in.fault("weights", "must not both be 0");
      return FusionChoice.DEFAULT;
    }
    return new FusionChoice(
        FusionChoice.Method.valueOf(method.toUpperCase(Locale.ROOT)),
        alpha,
        new FusionChoice.Ranks(k, weights.bm25(), weights.vector()));
  }

  private static Weights weights(Fields in) {
    int most = FusionChoice.Ranks.MAX_WEIGHT;
    return new Weights(
        in.number("bm25", 0, most).orElse(1), in.number("vector", 0, most).orElse(1));
  }
}
