package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hookpress.api.ApiServer.Got;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Many bodies at once: memory is taken before they are read, by client and by node. */
class BodiesTest {
  private static final int DECLARED = ApiServer.MAX_BODY_BYTES;

  private ApiServer api;
  private final List<Socket> open = new ArrayList<>();

  @BeforeEach
  void start() {
    api = new ApiServer();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket each : open) {
      each.close();
    }
    api.close();
  }

  private URI uri() {
    return api.to("/").build().uri();
  }

  /** Declares a body and sends its first byte. */
  private Socket begin(String path, String key, String length) throws IOException {
    Socket socket = new Socket(uri().getHost(), uri().getPort());
    open.add(socket);
    socket.setSoTimeout(60_000);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer "
            + key
            + "\r\n"
            + length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0 || !answer.toString().endsWith("}")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      answer.append((char) next);
    }
    return answer.toString();
  }

  private void untilTaken(long bytes) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (api.bodies.taken() < bytes) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The share of 32 MiB has room for twelve bodies of 256 KiB with what is made of them. */
  private void fillTheShare(String path) throws IOException {
    for (int i = 0; i < 12; i++) {
      begin(path, ApiServer.KEY, "Content-Length: " + DECLARED);
    }
    untilTaken(12L * (3 * DECLARED + 28 * 64 * 1024));
  }

  @Test
  void aClientBeyondItsShareIsAskedToWaitInItsFormatAndAnotherIsServed() throws IOException {
    fillTheShare("/v1/jobs");

    assertThat(answer(begin("/v1/jobs", ApiServer.KEY, "Content-Length: " + DECLARED)))
        .startsWith("HTTP/1.1 429")
        .containsIgnoringCase("\r\nRetry-After: 2\r\n")
        .contains("application/problem+json")
        .contains("/docs/problems/rate-limited");
    assertThat(answer(begin("/operation/htmltopdf", ApiServer.KEY, "Content-Length: " + DECLARED)))
        .startsWith("HTTP/1.1 429")
        .containsIgnoringCase("\r\nRetry-After: 2\r\n")
        .contains("\"error\"");
    api.clock.advance(Duration.ofSeconds(2));
    Got others =
        api.send(
            api.anonymous("/v1/jobs")
                .header("Authorization", "Bearer " + ApiServer.OTHER_KEY)
                .header("Content-Type", "application/json"),
            "POST",
            ApiServer.SIMPLE_JOB);
    assertThat(others.status()).as(others.text()).isEqualTo(202);
  }

  @Test
  void whoLeavesGivesItsMemoryBackAndIsNoErrorInTheLog() throws IOException {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger("dev.hookpress");
    logger.addAppender(log);
    fillTheShare("/v1/jobs");

    for (Socket each : open) {
      each.getOutputStream().write('{');
      each.close();
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (api.bodies.taken() > 0) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }

    logger.detachAppender(log);
    assertThat(api.submit(ApiServer.SIMPLE_JOB).status()).isEqualTo(202);
    assertThat(log.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
  }

  @Test
  void anUndeclaredBodyPaysAsItComes() throws IOException {
    Socket chunked = begin("/v1/jobs", ApiServer.KEY, "Transfer-Encoding: chunked");
    byte[] chunk = ("8000\r\n" + " ".repeat(0x8000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 9; i++) {
      chunked.getOutputStream().write(chunk);
    }

    assertThat(answer(chunked)).startsWith("HTTP/1.1 413");
    assertThat(api.submit(ApiServer.SIMPLE_JOB).status()).isEqualTo(202);
  }

  @Test
  void tooManyValuesAreRefusedBeforeATreeIsMade() {
    String many = "{\"parts\":[" + "{},".repeat(80_000) + "{}]}";

    assertThat(api.submit(many).status()).isEqualTo(422);
    assertThat(api.bodies.taken()).isZero();
  }
}
