package dev.loquat.wiring;

import dev.loquat.gateway.LoquatConfig;
import dev.loquat.store.PassageStore;
import dev.loquat.store.StoreException;
import dev.loquat.store.Tenant;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the store answers. */
@Readiness
@Singleton
final class StoreReadiness implements HealthCheck {
  private final PassageStore store;
  private final int tenant;

  StoreReadiness(PassageStore store, LoquatConfig config) {
    this.store = store;
    this.tenant = config.tenant();
  }

  @Override
  public HealthCheckResponse call() {
    try {
      return HealthCheckResponse.named("store")
          .up()
          .withData("collections", Tenant.call(Optional.of(tenant), store::collections).size())
          .build();
    } catch (StoreException e) {
      return HealthCheckResponse.named("store").down().withData("reason", e.getMessage()).build();
    }
  }
}
