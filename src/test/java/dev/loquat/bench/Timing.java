package dev.loquat.bench;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * Sorted times of many calls, in milliseconds.
 *
 * @param cpu milliseconds of processor time a call, of the calling thread
 * @param server the same, of the database's sessions
 */
record Timing(int clients, double[] sorted, double cpu, double server) {

  /** A call that is timed. */
  @FunctionalInterface
  interface Call {
    void run(int number);
  }

  /** Every call by every client, after all were made once untimed. */
  static Timing of(String database, int clients, int calls, Call call) throws InterruptedException {
    for (int i = 0; i < calls; i++) {
      call.run(i);
    }
    double[] all = new double[clients * calls];
    DoubleAdder cpu = new DoubleAdder();
    double server = Cpu.sessions(database);
    CountDownLatch done = new CountDownLatch(clients);
    for (int c = 0; c < clients; c++) {
      int client = c;
      Thread.ofPlatform()
          .start(
              () -> {
                double before = Cpu.thread();
                for (int i = 0; i < calls; i++) {
                  long start = System.nanoTime();
                  call.run((i + client * 37) % calls);
                  all[client * calls + i] = seconds(start) * 1000;
                }
                cpu.add(Cpu.thread() - before);
                done.countDown();
              });
    }
    done.await();
    Arrays.sort(all);
    double ms = 1000.0 / all.length;
    return new Timing(clients, all, cpu.sum() * ms, (Cpu.sessions(database) - server) * ms);
  }

  /** Every call once, none of them made before. */
  static Timing once(String database, int calls, Call call) {
    double[] all = new double[calls];
    double cpu = Cpu.thread();
    double server = Cpu.sessions(database);
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      call.run(i);
      all[i] = seconds(start) * 1000;
    }
    Arrays.sort(all);
    double ms = 1000.0 / calls;
    return new Timing(1, all, (Cpu.thread() - cpu) * ms, (Cpu.sessions(database) - server) * ms);
  }

  private double at(int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  void print(String name, Timing peer) {
    System.out.printf(
        "%-30s %d client(s): p50 %6.2f p95 %6.2f p99 %6.2f ms, %.1f times the peer's p95;"
            + " cpu %.2f ms here, %.2f ms at the server%n",
        name, clients, at(50), at(95), at(99), at(95) / peer.at(95), cpu, server);
  }

  static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
