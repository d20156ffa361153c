package dev.loquat.wiring;

import dev.loquat.gateway.Alias;
import dev.loquat.gateway.Aliases;
import dev.loquat.gateway.LoquatConfig;
import dev.loquat.model.Translation;
import dev.loquat.prompt.chain.ChainSteps;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Gives the step {@code translate_zh2en} its model: the alias that {@code loquat.translator} names,
 * or the one that the environment configured. Not part of Lambda's package, which holds no client
 * of models.
 */
@Singleton
final class Translator implements MoreSteps {
  private static final String FROM_ENVIRONMENT = "default";

  private final Optional<Alias> alias;

  Translator(Aliases aliases, LoquatConfig config) {
    this.alias =
        config
            .translator()
            .map(aliases::named)
            .or(
                () ->
                    aliases.all().stream()
                        .filter(one -> one.name().equals(FROM_ENVIRONMENT))
                        .findFirst());
    alias
        .filter(Alias::extractive)
        .ifPresent(
            quoting -> {
              throw new IllegalArgumentException(
                  "loquat.translator names '"
                      + quoting.name()
                      + "', which quotes passages and cannot translate");
            });
  }

  @Override
  public ChainSteps addTo(ChainSteps steps) {
    return alias
        .map(model -> steps.with(ChainSteps.TRANSLATE, new Translation(model.model())))
        .orElse(steps);
  }
}
