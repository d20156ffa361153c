package dev.loquat.prompt.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.prompt.Message;
import dev.loquat.prompt.Prompt;
import dev.loquat.prompt.PromptCompiler;
import dev.loquat.prompt.RenderOptions;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A million renders by two hundred threads, each with canaries of its own. */
class LeakTest {
  private static final int THREADS = 200;
  private static final int RENDERS = 5_000;
  private static final int FIRST_RENDERS = 500;

  /** Ten bytes kept for each render would be seen: less than any object has. */
  private static final long MOST_GROWTH = 8 << 20;

  private static final String SOURCE =
      "messages: [{system: 'S {{name}} {{#each items}}[{{this}}]{{/each}}'}, {user: '{{name}}'}]";

  @Test
  void neverShowsAByteOfAnotherRequestAndDoesNotGrow() throws Exception {
    Prompt prompt = new PromptCompiler().compile(SOURCE);
    var pool = new PromptPool(16);
    var memory = new PromptMemory(pool);
    var wrong = new AtomicLong();

    run(wrong, i -> renders(prompt, memory, i, 0, FIRST_RENDERS));
    long before = usedHeap();
    run(wrong, i -> renders(prompt, memory, i, FIRST_RENDERS, RENDERS));
    long after = usedHeap();

    assertThat(wrong).hasValue(0);
    assertThat(pool.leased()).isZero();
    assertThat(pool.idle()).isBetween(1, 16);
    assertThat(after - before).as("bytes of heap more after a million").isLessThan(MOST_GROWTH);
  }

  @Test
  void servesVirtualThreadsAlike() throws Exception {
    Prompt prompt = new PromptCompiler().compile(SOURCE);
    var pool = new PromptPool(16);
    var wrong = new AtomicLong();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2_000; i++) {
        int id = i;
        threads.execute(() -> wrong.addAndGet(render(prompt, new PromptMemory(pool), id, id)));
      }
    }

    assertThat(wrong).hasValue(0);
    assertThat(pool.leased()).isZero();
  }

  private static void run(AtomicLong wrong, IntToLongFunction renders) {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      IntStream.range(0, THREADS)
          .forEach(i -> threads.execute(() -> wrong.addAndGet(renders.applyAsLong(i))));
    }
  }

  /** The least of a few looks, each after a collection: what is still reachable. */
  private static long usedHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private static long renders(Prompt prompt, PromptMemory memory, int thread, int from, int to) {
    long wrong = 0;
    for (int i = from; i < to; i++) {
      wrong += render(prompt, memory, thread, i);
    }
    return wrong;
  }

  /** Counts contents that are not exactly this request's own. */
  private static int render(Prompt prompt, PromptMemory memory, int thread, int i) {
    String canary = "<" + thread + ":" + i + ">";
    String padding = "中".repeat(i % 1_000 == 0 ? 1500 : i % 40);
    Map<String, Object> variables =
        Map.of("name", canary, "items", List.of(canary, padding, canary));
    String expected = "S %s [%s][%s][%s]".formatted(canary, canary, padding, canary);
    int wrong = 0;
    List<Prompt.HeldMessage> held = prompt.hold(variables, RenderOptions.DEFAULT, memory);
    wrong += held.get(0).content().bytes().text().equals(expected) ? 0 : 1;
    wrong += held.get(1).content().bytes().text().equals(canary) ? 0 : 1;
    held.forEach(message -> message.content().close());
    List<Message> messages = prompt.messages(variables, RenderOptions.DEFAULT);
    return wrong + (messages.get(0).content().equals(expected) ? 0 : 1);
  }
}
