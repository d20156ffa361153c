package dev.loquat.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store of objects on a real socket. */
class HttpObjectsTest {
  private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private HttpServer server;
  private HttpObjects objects;
  private volatile int status = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    objects =
        new HttpObjects(
            URI.create("http://localhost:" + server.getAddress().getPort() + "/store/"));
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().toString());
    if (status == 302) {
      exchange.getResponseHeaders().add("Location", "/elsewhere");
    }
    exchange.sendResponseHeaders(status, CONTENT.length);
    exchange.getResponseBody().write(CONTENT);
    exchange.close();
  }

  @Test
  void fetchesAnObjectBelowItsBucketWhateverItsKeyIsMadeOf() throws IOException {
    ObjectName name = new ObjectName("docs", "year 2024/文档 a+b?#%.txt");
    assertThat(objects.fetch(name, 100)).hasValueSatisfying(c -> assertThat(c).isEqualTo(CONTENT));
    assertThat(asked.remove())
        .isEqualTo("/store/docs/year%202024/%E6%96%87%E6%A1%A3%20a%2Bb%3F%23%25.txt");
  }

  @Test
  void readsOneByteMoreThanIsAllowedSoThatItsCallerSees() throws IOException {
    assertThat(objects.fetch(new ObjectName("docs", "a"), 4).orElseThrow()).hasSize(5);
    assertThat(objects.fetch(new ObjectName("docs", "a"), 10).orElseThrow()).hasSize(10);
  }

  @Test
  void anObjectThatIsGoneIsNoFailure() throws IOException {
    status = 404;
    assertThat(objects.fetch(new ObjectName("docs", "gone"), 100)).isEmpty();
  }

  @Test
  void otherAnswersAreFailuresThatNameTheAddressAndRedirectsAreNotFollowed() {
    for (int other : new int[] {302, 403, 500}) {
      status = other;
      assertThatThrownBy(() -> objects.fetch(new ObjectName("docs", "a"), 100))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/store/docs/a answered " + other);
    }
    assertThat(asked).doesNotContain("/elsewhere");
  }

  @Test
  void aServerThatIsAwayIsAFailure() {
    server.stop(0);
    assertThatThrownBy(() -> objects.fetch(new ObjectName("docs", "a"), 100))
        .isInstanceOf(IOException.class);
  }
}
