package dev.hookpress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A raw request is unambiguous, or its connection is closed. */
class RequestFramingTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Pace PACE =
      new Pace(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), 1024);
  private static final String SECOND = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
  private static int port;
  private static final Queue<Refusal> REFUSED = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() throws Exception {
    port = listening(new ConnectionLimits(100, 100, REFUSED::add));
  }

  private static int listening(ConnectionLimits limits) throws Exception {
    HttpServer server =
        HttpServers.create(
            VERTX,
            new HttpServerOptions().setHost("127.0.0.1").setPort(0).setHttp2ClearTextEnabled(false),
            limits,
            PACE,
            request ->
                request
                    .body()
                    .onSuccess(body -> request.response().end("[" + request.path() + "]")));
    return server.listen().await(10, TimeUnit.SECONDS).actualPort();
  }

  @AfterAll
  static void stop() throws Exception {
    VERTX.close().await(10, TimeUnit.SECONDS);
  }

  private static String exchange(String text) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(60_000);
    return socket;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
            + "Content-Length: 5\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\nContent-Length: 5\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: gzip\r\n\r\nabcde",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
      })
  void endsTheConnection(String ambiguous) throws IOException {
    assertThat(exchange(ambiguous + SECOND))
        .startsWith("HTTP/1.")
        .contains(" 400 ")
        .doesNotContain("smuggled")
        .doesNotContain(" 200 ");
  }

  @Test
  void acceptsChunkedAndLengthEachByItself() throws IOException {
    assertThat(
            exchange(
                "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n"
                    + "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"
                    + "GET /c HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .contains("[/a]", "[/b]", "[/c]");
  }

  @Test
  void offersNoUpgradeInClear() throws IOException {
    assertThat(
            exchange(
                "GET /h1 HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings, close\r\n"
                    + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n"))
        .contains(" 200 ", "[/h1]")
        .doesNotContain("101");
  }

  @Test
  void closesAConnectionWhoseHeadTricklesIn() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: ".getBytes());
      // Without a limit this would time out.
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }

  @Test
  void refusesABodyThatTricklesIn() throws IOException {
    assertThat(exchange("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nabc"))
        .contains(" 408 ");
  }

  @Test
  void closesWhatIsOneTooManyFromOneAddressAndMakesRoomAgain() throws Exception {
    ConnectionLimits limits = new ConnectionLimits(100, 2, REFUSED::add);
    int limited = listening(limits);
    try (Socket first = new Socket("127.0.0.1", limited);
        Socket second = new Socket("127.0.0.1", limited)) {
      for (Socket each : new Socket[] {first, second}) {
        each.getOutputStream().write("GET /x HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
        assertThat(new String(each.getInputStream().readNBytes(12))).contains("200");
      }
      try (Socket third = new Socket("127.0.0.1", limited)) {
        assertThat(third.getInputStream().read()).isEqualTo(-1);
        assertThat(REFUSED).containsExactly(Refusal.CONNECTIONS_OF_ADDRESS);
      }
    }
    while (limits.open() > 0) {
      Thread.onSpinWait();
    }
    try (Socket again = new Socket("127.0.0.1", limited)) {
      again.getOutputStream().write("GET /x HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
      assertThat(new String(again.getInputStream().readNBytes(12))).contains("200");
    }
  }
}
