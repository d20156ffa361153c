package dev.loquat.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code POST /retrieve} of a running service under load: so many clients, each with a connection
 * of its own, ask the queries of a folder one after the other. Arguments: URL (a key may stand
 * before its host, {@code http://KEY@localhost:8080}), folder, collection, clients, requests,
 * seconds to warm up, and {@code hybrid}, {@code bm25} or {@code vector}.
 */
public final class RetrieveLoad {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI service;
  private final List<byte[]> requests = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  private RetrieveLoad(URI service) {
    this.service = service;
  }

  public static void main(String[] arguments) throws Exception {
    RetrieveLoad load = new RetrieveLoad(URI.create(arguments[0]));
    load.prepare(Path.of(arguments[1]), arguments[2], arguments[6]);
    int clients = Integer.parseInt(arguments[3]);
    int requests = Integer.parseInt(arguments[4]);
    long end = System.nanoTime() + Long.parseLong(arguments[5]) * 1_000_000_000L;
    while (System.nanoTime() < end) {
      load.run(clients, 50 * clients);
    }
    double cpu = cpu();
    long start = System.nanoTime();
    double[] millis = load.run(clients, requests);
    double seconds = Timing.seconds(start);
    cpu = cpu() - cpu;
    Arrays.sort(millis);
    System.out.printf(
        "%s, %d clients, %d requests of %d queries: %.0f requests/s, p50 %.1f p95 %.1f p99 %.1f ms,"
            + " client %.2f ms of processor time a request%n",
        arguments[6],
        clients,
        requests,
        load.requests.size(),
        requests / seconds,
        millis[requests / 2],
        millis[requests * 95 / 100],
        millis[requests * 99 / 100],
        1000 * cpu / requests);
  }

  /** Seconds that this process has run. */
  private static double cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private void prepare(Path folder, String collection, String paths) throws IOException {
    for (String line : Files.readAllLines(folder.resolve("queries.jsonl"))) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("collection", collection);
      body.put("query", JSON.readTree(line).path("text").asText());
      body.put("k", 10);
      switch (paths) {
        case "hybrid" -> {}
        case "bm25" -> body.put("fusion", Map.of("method", "linear", "alpha", 1));
        case "vector" -> body.put("fusion", Map.of("method", "linear", "alpha", 0));
        default -> throw new IllegalArgumentException(paths);
      }
      requests.add(request(JSON.writeValueAsBytes(body)));
    }
  }

  private byte[] request(byte[] body) {
    byte[] head =
        """
        POST /retrieve HTTP/1.1\r
        Host: %s:%d\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(service.getHost(), service.getPort(), service.getUserInfo(), body.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  /** Milliseconds of each request. No query is asked again before all were. */
  private double[] run(int clients, int count) throws Exception {
    double[] millis = new double[count];
    AtomicInteger taken = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int client = 0; client < clients; client++) {
        running.add(
            threads.submit(
                () -> {
                  try (Connection connection = new Connection(service)) {
                    for (int i = taken.getAndIncrement(); i < count; i = taken.getAndIncrement()) {
                      byte[] request = requests.get(next.getAndIncrement() % requests.size());
                      long start = System.nanoTime();
                      connection.ask(request);
                      millis[i] = (System.nanoTime() - start) / 1e6;
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    return millis;
  }

  /** One that is kept open; the least that HTTP needs, so that the client costs little. */
  private static final class Connection implements AutoCloseable {
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;

    private Connection(URI service) throws IOException {
      this.socket = new Socket(service.getHost(), service.getPort());
      this.socket.setTcpNoDelay(true);
      this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    private void ask(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
      String status = line();
      int length = -1;
      for (String line = line(); !line.isEmpty(); line = line()) {
        String header = line.toLowerCase(Locale.ROOT);
        length =
            header.startsWith(LENGTH)
                ? Integer.parseInt(header.substring(LENGTH.length()).strip())
                : length;
      }
      byte[] body = in.readNBytes(length);
      if (!status.contains(" 200 ")) {
        throw new IllegalStateException(status + " " + new String(body, StandardCharsets.UTF_8));
      }
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the service closed the connection");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
