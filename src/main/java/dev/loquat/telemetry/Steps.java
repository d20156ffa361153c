package dev.loquat.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of requests, each in a span {@code loquat.<step>} and a timer {@code loquat.step}.
 */
public final class Steps {
  private static final Logger LOG = Logger.getLogger(Steps.class);

  private final Tracer tracer;
  private final MeterRegistry meters;

  /** Steps that are told to these. */
  public Steps(Tracer tracer, MeterRegistry meters) {
    this.tracer = tracer;
    this.meters = meters;
  }

  /** Notes that a part of a step gave nothing, and that the rest answered without it. */
  public void degraded(String part, Throwable cause) {
    LOG.warnf(cause, "%s gave nothing; the answer does without it", part);
    Span.current().recordException(cause);
    meters.counter("loquat.degraded", "part", part).increment();
  }

  /** Runs a step on this thread, inside the span that is current. */
  public <T> T run(String step, Supplier<T> work) {
    return run(step, Context.current(), work);
  }

  /** Runs a step on this thread, inside the span of {@code parent}. */
  public <T> T run(String step, Context parent, Supplier<T> work) {
    Running running = new Running(step, parent);
    try (Scope scope = running.span.makeCurrent()) {
      T result = work.get();
      running.end();
      return result;
    } catch (RuntimeException | Error e) {
      running.fail(e);
      throw e;
    }
  }

  /** Work that goes on elsewhere as a step: it starts with the subscription. */
  public <T> Uni<T> uni(String step, Context parent, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Running running = new Running(step, parent);
              try (Scope scope = running.span.makeCurrent()) {
                return work.get().onTermination().invoke(running::terminate);
              } catch (RuntimeException | Error e) {
                running.fail(e);
                throw e;
              }
            });
  }

  /**
   * A stream as a step: it starts with the subscription and ends with the stream, however that
   * ends.
   */
  public <T> Multi<T> stream(String step, Context parent, Multi<T> work) {
    return Multi.createFrom()
        .deferred(
            () -> {
              Running running = new Running(step, parent);
              return work.onTermination()
                  .invoke(
                      (failure, cancelled) -> {
                        if (failure == null) {
                          running.end();
                        } else {
                          running.fail(failure);
                        }
                      });
            });
  }

  private final class Running {
    private final String step;
    private final Span span;
    private final Timer.Sample sample = Timer.start(meters);

    Running(String step, Context parent) {
      this.step = step;
      this.span = tracer.spanBuilder("loquat." + step).setParent(parent).startSpan();
    }

    void end() {
      finish("ok");
    }

    void fail(Throwable failure) {
      span.recordException(failure);
      span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
      finish("error");
    }

    /** Ended with an item or a failure, or was cancelled. */
    void terminate(@Nullable Object item, @Nullable Throwable failure, boolean cancelled) {
      if (failure == null) {
        end();
      } else {
        fail(failure);
      }
    }

    private void finish(String outcome) {
      span.end();
      sample.stop(meters.timer("loquat.step", "step", step, "outcome", outcome));
    }
  }
}
