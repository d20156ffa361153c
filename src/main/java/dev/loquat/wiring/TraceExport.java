package dev.loquat.wiring;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends traces where {@code OTEL_EXPORTER_OTLP_ENDPOINT} says. Without it nobody collects them, so
 * they are not sampled: requests still have trace ids, and no exporter knocks at a door that is not
 * there.
 */
public final class TraceExport implements ConfigSource {
  private static final int ORDINAL = 290;

  private final Map<String, String> settings;

  /** The environment's. */
  public TraceExport() {
    this(System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT"));
  }

  TraceExport(@Nullable String endpoint) {
    this.settings =
        endpoint == null || endpoint.isBlank()
            ? Map.of("quarkus.otel.traces.sampler.arg", "0.0")
            : Map.of(
                "quarkus.otel.traces.sampler.arg",
                "1.0",
                "quarkus.otel.exporter.otlp.endpoint",
                endpoint.strip());
  }

  @Override
  public Set<String> getPropertyNames() {
    return settings.keySet();
  }

  @Override
  public @Nullable String getValue(String name) {
    return settings.get(name);
  }

  @Override
  public String getName() {
    return "OTEL_EXPORTER_OTLP_ENDPOINT";
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }
}
