package dev.loquat.prompt.template;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A compiled template: shared by all threads. Rendered by a {@link Rendering}. It is a net of
 * objects, which is there at once; one that is rendered often gets bytecode beside it.
 */
public final class Template {
  /** After that many renders a template counts as rendered often. */
  static final int OFTEN = 1_000;

  private final Piece net;
  private final AtomicReference<@Nullable Supplier<Optional<Piece>>> bytecode;
  private volatile Piece fastest;

  /** Counted by all threads without care: it decides nothing but when bytecode is made. */
  private int renders;

  private Template(Piece net, @Nullable Supplier<Optional<Piece>> bytecode) {
    this.net = net;
    this.fastest = net;
    this.bytecode = new AtomicReference<>(bytecode);
  }

  static Template of(Piece net, Backend backend, Supplier<Optional<Piece>> bytecode) {
    var template = new Template(net, backend == Backend.NET ? null : bytecode);
    if (backend == Backend.BYTECODE) {
      template.makeBytecode(Runnable::run);
    }
    return template;
  }

  /** The renderer to use: only the net tells provenance. */
  Piece piece(boolean provenance) {
    if (provenance) {
      return net;
    }
    if (bytecode.get() != null && ++renders >= OFTEN) {
      makeBytecode(maker -> Thread.ofVirtual().name("loquat-template-bytecode").start(maker));
    }
    return fastest;
  }

  private void makeBytecode(Executor executor) {
    Supplier<Optional<Piece>> maker = bytecode.getAndSet(null);
    if (maker != null) {
      executor.execute(() -> fastest = maker.get().orElse(net));
    }
  }

  /** Whether renders without provenance run bytecode by now. */
  boolean isBytecode() {
    return fastest != net;
  }
}
