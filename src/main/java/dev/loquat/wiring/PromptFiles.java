package dev.loquat.wiring;

import dev.loquat.prompt.PromptLibrary;
import dev.loquat.prompt.PromptSyntaxException;
import io.smallrye.health.api.HealthGroup;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether every prompt file compiles: {@code /q/health/group/prompts}. A group of its own, since a
 * broken file is no reason to take an instance away: its last good version is in use.
 */
@HealthGroup("prompts")
@Singleton
final class PromptFiles implements HealthCheck {
  private final PromptLibrary library;

  PromptFiles(PromptLibrary library) {
    this.library = library;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, PromptSyntaxException> failures = library.failures();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("prompt files").status(failures.isEmpty());
    failures.forEach(
        (name, failure) -> response.withData(name, String.valueOf(failure.getMessage())));
    return response.build();
  }
}
