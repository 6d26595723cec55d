package dev.hookpress.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final LoadGenerator generator = new LoadGenerator();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger connected = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    generator.close();
    vertx.close().await();
  }

  /** Answers each request with these statuses in turn, the last one for ever, after a while. */
  private Call call(String body, long afterMillis, int... statuses) {
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(socket -> serve(socket, afterMillis, statuses))
            .listen(0, "127.0.0.1")
            .await();
    return Call.post(
        URI.create("http://127.0.0.1:" + server.actualPort() + "/v1/jobs"),
        Map.of("X-API-Key", "key"),
        body,
        202);
  }

  private void serve(NetSocket socket, long afterMillis, int... statuses) {
    connected.incrementAndGet();
    Framing framing = new Framing();
    socket.handler(
        chunk -> {
          requests.add(chunk.toString());
          for (int complete = framing.take(chunk.getBytes()); complete > 0; complete--) {
            int status = statuses[Math.min(answered.getAndIncrement(), statuses.length - 1)];
            String answer = "HTTP/1.1 " + status + " Words\r\nContent-Length: 3\r\n\r\nyes";
            if (afterMillis == 0) {
              socket.write(answer);
            } else {
              vertx.setTimer(afterMillis, now -> socket.write(answer));
            }
          }
        });
  }

  @Test
  void aClosedLoopSendsSoManyOverSoManyConnections() {
    Load load = generator.closed(call("{}", 0, 202), 3, 100, LONG);
    assertThat(load.answered()).isEqualTo(100);
    assertThat(load.latencyMicros().getTotalCount()).isEqualTo(100);
    assertThat(answered).hasValue(100);
    assertThat(connected).hasValue(3);
    assertThat(load.perSecond()).isPositive();
  }

  @Test
  void aClosedLoopEndsWhenItsTimeIsOver() {
    Load load = generator.closed(call("{}", 0, 202), 2, Long.MAX_VALUE, Duration.ofMillis(200));
    assertThat(load.answered()).isPositive().isEqualTo(answered.get());
    assertThat(load.unsent()).isZero();
    assertThat(load.took()).isBetween(Duration.ofMillis(100), LONG);
  }

  @Test
  void anyOtherStatusFails() {
    Call call = call("{}", 0, 202, 202, 429);
    assertThatThrownBy(() -> generator.closed(call, 1, 100, LONG)).hasMessageContaining("429");
  }

  @Test
  void aServerThatGoesAwayFails() {
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.handler(any -> socket.close()))
            .listen(0, "127.0.0.1")
            .await();
    URI to = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    Call call = Call.post(to, Map.of(), "{}", 202);
    assertThatThrownBy(() -> generator.closed(call, 1, 100, LONG))
        .hasMessageContaining("connection was lost");
  }

  @Test
  void anOpenLoopKeepsItsPace() {
    Load load = generator.open(call("{}", 0, 202), 8, 500, Duration.ofMillis(400));
    assertThat(load.answered() + load.unsent()).isEqualTo(200);
    // The last is due two milliseconds before the end.
    assertThat(load.took()).isBetween(Duration.ofMillis(390), LONG);
  }

  @Test
  void waitingForAConnectionIsPartOfTheLatency() {
    // One connection and answers after 20 ms: 50 a second of the 200.
    Load load = generator.open(call("{}", 20, 202), 1, 200, Duration.ofMillis(500));
    assertThat(load.answered()).isBetween(1L, 26L);
    assertThat(load.unsent()).isEqualTo(100 - load.answered());
    assertThat(load.latencyMicros().getTotalCount()).isEqualTo(100);
    assertThat(load.latencyMicros().getMaxValue()).isGreaterThan(300_000);
    assertThat(load.millisAt(50)).isGreaterThan(100);
    assertThat(load.held(200)).isFalse();
  }

  @Test
  void eachRequestSaysWhenItWasDue() {
    long before = Instant.now().toEpochMilli() * 1000;
    String body = "{\"metadata\":{\"due\":\"" + Call.DUE + "\"}}";
    generator.open(call(body, 0, 202), 1, 20, Duration.ofMillis(600));
    assertThat(requests).hasSizeGreaterThan(2);
    long last = before - 1;
    for (String request : requests) {
      int at = request.indexOf("due\":\"") + 6;
      long due = Long.parseLong(request.substring(at, at + Call.DUE.length()));
      assertThat(due).isGreaterThan(last).isLessThan(before + 30_000_000);
      last = due;
      assertThat(request)
          .contains("content-length: " + body.getBytes(StandardCharsets.UTF_8).length)
          .startsWith("POST /v1/jobs HTTP/1.1\r\nhost: 127.0.0.1:");
    }
  }

  @Test
  void answersAreParsedInAnyFragments() {
    byte[] two =
        ("HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\nhello"
                + "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    for (int size = 1; size <= two.length; size++) {
      Answers answers = new Answers();
      List<Integer> found = new CopyOnWriteArrayList<>();
      for (int from = 0; from < two.length; from += size) {
        byte[] piece = Arrays.copyOfRange(two, from, Math.min(two.length, from + size));
        answers.take(piece, found::add);
      }
      assertThat(found).containsExactly(202, 404);
    }
  }
}
