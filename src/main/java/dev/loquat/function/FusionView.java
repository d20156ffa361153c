package dev.loquat.function;

import dev.loquat.rank.FusionChoice;
import java.util.Locale;

/** A way of fusing as the contract writes it. */
public record FusionView(String method, double alpha) {
  /** A view of a choice. */
  public static FusionView of(FusionChoice choice) {
    return new FusionView(choice.method().name().toLowerCase(Locale.ROOT), choice.alpha());
  }
}
