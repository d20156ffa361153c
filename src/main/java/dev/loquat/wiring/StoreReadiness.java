package dev.loquat.wiring;

import dev.loquat.store.PassageStore;
import dev.loquat.store.StoreException;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the store answers. */
@Readiness
@Singleton
final class StoreReadiness implements HealthCheck {
  private final PassageStore store;

  StoreReadiness(PassageStore store) {
    this.store = store;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      return HealthCheckResponse.named("store")
          .up()
          .withData("collections", store.collections().size())
          .build();
    } catch (StoreException e) {
      return HealthCheckResponse.named("store").down().withData("reason", e.getMessage()).build();
    }
  }
}
