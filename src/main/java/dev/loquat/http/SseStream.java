package dev.loquat.http;

import dev.loquat.stream.SseFrames;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames of server-sent events as they come, one flush each. A frame is asked for only when
 * the last one was taken by the socket, so a slow reader holds one frame here; a reader who leaves
 * cancels the source. The head is sent with the first frame (or the first ping), so that what fails
 * before it is an ordinary problem.
 *
 * <p>Everything here runs on the request's event loop.
 */
final class SseStream implements Subscriber<byte[]> {
  private final RoutingContext request;
  private final HttpServerResponse response;
  private final Function<Throwable, byte[]> onFailure;
  private final Duration ping;
  private @Nullable Subscription source;
  private long timer = -1;
  private boolean over;

  private SseStream(RoutingContext request, Duration ping, Function<Throwable, byte[]> onFailure) {
    this.request = request;
    this.response = request.response();
    this.ping = ping;
    this.onFailure = onFailure;
  }

  /**
   * Sends {@code frames} as the answer of {@code request}.
   *
   * @param ping silence after which a comment is sent
   * @param onFailure the last frame of a stream that fails
   */
  static void send(
      RoutingContext request,
      Multi<byte[]> frames,
      Duration ping,
      Function<Throwable, byte[]> onFailure) {
    Context loop = request.vertx().getOrCreateContext();
    SseStream stream = new SseStream(request, ping, onFailure);
    request.response().closeHandler(nothing -> stream.leave());
    request.response().exceptionHandler(failure -> stream.leave());
    frames.emitOn(task -> loop.runOnContext(nothing -> task.run())).subscribe(stream);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source = subscription;
    schedulePing();
    subscription.request(1);
  }

  @Override
  public void onNext(byte[] frame) {
    if (over) {
      return;
    }
    write(frame);
    schedulePing();
    if (response.writeQueueFull()) {
      response.drainHandler(nothing -> more());
    } else {
      more();
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (over) {
      return;
    }
    end();
    if (response.headWritten()) {
      response.end(Buffer.buffer(onFailure.apply(failure)));
    } else {
      request.fail(failure);
    }
  }

  @Override
  public void onComplete() {
    if (over) {
      return;
    }
    end();
    head();
    response.end();
  }

  private void write(byte[] frame) {
    head();
    response.write(Buffer.buffer(frame));
  }

  private void head() {
    if (response.headWritten()) {
      return;
    }
    response
        .setStatusCode(200)
        .setChunked(request.request().version() != HttpVersion.HTTP_2)
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("Cache-Control", "no-cache")
        .putHeader("X-Accel-Buffering", "no");
    if (request.request().version() != HttpVersion.HTTP_2) {
      response.putHeader("Connection", "keep-alive");
    }
  }

  private void more() {
    Subscription subscription = source;
    if (!over && subscription != null) {
      subscription.request(1);
    }
  }

  private void schedulePing() {
    request.vertx().cancelTimer(timer);
    timer =
        request
            .vertx()
            .setTimer(
                ping.toMillis(),
                id -> {
                  if (!over) {
                    write(SseFrames.comment("ping"));
                    schedulePing();
                  }
                });
  }

  private void leave() {
    if (!over) {
      end();
      Subscription subscription = source;
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  private void end() {
    over = true;
    request.vertx().cancelTimer(timer);
  }
}
