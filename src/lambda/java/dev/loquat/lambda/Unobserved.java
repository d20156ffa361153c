package dev.loquat.lambda;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * What steps are told to: nobody. What exports telemetry is left out, for the sake of cold starts.
 */
final class Unobserved {
  @Produces
  @Singleton
  Tracer tracer() {
    return OpenTelemetry.noop().getTracer("loquat");
  }

  @Produces
  @Singleton
  MeterRegistry meters() {
    return new CompositeMeterRegistry();
  }
}
