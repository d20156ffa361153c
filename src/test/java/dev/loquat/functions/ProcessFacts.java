package dev.loquat.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Linux tells about a running process. */
record ProcessFacts(Process process) {
  private static final String LISTENING = "0A";

  /** Resident memory in MiB. */
  int residentMebibytes() {
    return lines(proc("status"))
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no VmRSS of process " + process.pid()));
  }

  /** The TCP ports on which the process listens. */
  Set<Integer> listeningPorts() {
    Set<String> sockets = sockets();
    Set<Integer> ports = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      lines(proc("net", table))
          .skip(1)
          .map(line -> line.strip().split("\\s+"))
          .filter(row -> row[3].equals(LISTENING) && sockets.contains("socket:[" + row[9] + "]"))
          .forEach(row -> ports.add(Integer.parseInt(row[1].split(":")[1], 16)));
    }
    return ports;
  }

  private Set<String> sockets() {
    try (Stream<Path> files = Files.list(proc("fd"))) {
      return files.map(ProcessFacts::target).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the files of process " + process.pid(), e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "closed: " + closedMeanwhile.getMessage();
    }
  }

  private Path proc(String... names) {
    return Path.of("/proc/" + process.pid(), names);
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
