package dev.loquat.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time, which a busy machine lengthens less than the clock's. The server's is read from
 * Linux's {@code /proc}; elsewhere it is 0.
 */
final class Cpu {

  private Cpu() {}

  /** Seconds that this thread has run. */
  static double thread() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  /** Seconds that the database's sessions have run that are open now. */
  static double sessions(String database) {
    double seconds = 0;
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      List<Path> all = processes.filter(p -> p.getFileName().toString().matches("\\d+")).toList();
      for (Path process : all) {
        seconds += session(process, database);
      }
    } catch (IOException e) {
      return 0;
    }
    return seconds;
  }

  private static double session(Path process, String database) {
    try {
      String command = Files.readString(process.resolve("cmdline"));
      if (!command.startsWith("postgres: ") || !command.contains(" " + database + " ")) {
        return 0;
      }
      return Double.parseDouble(Files.readString(process.resolve("schedstat")).split(" ")[0]) / 1e9;
    } catch (IOException e) {
      return 0; // it ended meanwhile
    }
  }
}
