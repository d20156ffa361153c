package dev.loquat.ingest;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Results in the order of what they are made of. All processors make them, while their user is at
 * the first ones; whoever asks for one that nobody has begun makes it. Nothing is begun after
 * {@link #close}. For one thread.
 */
final class Lookahead<T> implements Iterator<T>, AutoCloseable {
  private final Deque<FutureTask<T>> ahead = new ArrayDeque<>();

  <I> Lookahead(Collection<I> inputs, Function<I, T> work) {
    inputs.forEach(input -> ahead.add(new FutureTask<>(() -> work.apply(input))));
    ahead.forEach(ForkJoinPool.commonPool()::execute);
  }

  @Override
  public boolean hasNext() {
    return !ahead.isEmpty();
  }

  /**
   * The next result, or the exception instead of it.
   *
   * @throws CancellationException if the thread is interrupted
   */
  @Override
  public T next() {
    FutureTask<T> next = ahead.remove();
    next.run(); // does nothing where it was begun
    try {
      return next.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while documents were analysed");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException exception -> throw exception;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    ahead.forEach(task -> task.cancel(false));
  }
}
