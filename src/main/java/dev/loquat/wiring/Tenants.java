package dev.loquat.wiring;

import dev.loquat.gateway.Keys;
import dev.loquat.gateway.LoquatConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The tenants that the configuration names. */
final class Tenants {
  private final LoquatConfig config;

  Tenants(LoquatConfig config) {
    this.config = config;
    Map<Integer, String> names = new LinkedHashMap<>();
    config
        .tenants()
        .forEach(
            (name, tenant) -> {
              String other = names.put(tenant.id(), name);
              if (other != null || tenant.id() == config.tenant()) {
                throw new IllegalArgumentException(
                    "loquat.tenants.%s.id: %d is the number of %s"
                        .formatted(
                            name, tenant.id(), other == null ? "the service's own tenant" : other));
              }
            });
  }

  /** Whether there are others beside the service's own. */
  boolean areSeveral() {
    return !config.tenants().isEmpty();
  }

  /** All numbers, the service's own first. */
  List<Integer> all() {
    List<Integer> all = new ArrayList<>();
    all.add(config.tenant());
    config.tenants().values().forEach(tenant -> all.add(tenant.id()));
    return all;
  }

  /** Something of each tenant. */
  <T> Map<Integer, T> each(IntFunction<T> of) {
    Map<Integer, T> out = new LinkedHashMap<>();
    all().forEach(tenant -> out.put(tenant, of.apply(tenant)));
    return out;
  }

  Keys keys() {
    Map<Integer, List<String>> keys = new LinkedHashMap<>();
    keys.put(config.tenant(), config.keys().orElse(List.of()));
    config.tenants().values().forEach(tenant -> keys.put(tenant.id(), tenant.keys()));
    return new Keys(config.tenant(), keys);
  }
}
