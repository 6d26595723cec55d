package dev.hookpress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A connection is not closed for what an answered request on it did not do. */
class KeptConnectionTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Pace PACE =
      new Pace(Duration.ofMillis(300), Duration.ofSeconds(60), Duration.ofSeconds(60), 1024);
  private static final long SLOW_MILLIS = 2_500;

  @AfterAll
  static void stop() throws Exception {
    VERTX.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void anAnsweredRequestWhoseBodyWasNotReadDoesNotEndTheNext() throws Exception {
    HttpServer server =
        HttpServers.create(
            VERTX,
            new HttpServerOptions().setHost("127.0.0.1").setPort(0).setHttp2ClearTextEnabled(false),
            new ConnectionLimits(100, 100, refused -> {}),
            PACE,
            KeptConnectionTest::answer);
    int port = server.listen().await(10, TimeUnit.SECONDS).actualPort();

    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(60_000);
      String requests =
          "POST /refused HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"
              + "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"
              + "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(answers).contains(" 401 ", "[/slow]", "[/last]");
    }
  }

  private static void answer(HttpServerRequest request) {
    switch (request.path()) {
      case "/refused" -> {
        // As routers do, which leave the body unread and have a handler of their own.
        request.pause();
        request.response().endHandler(ended -> {});
        request.response().setStatusCode(401).end();
      }
      case "/slow" ->
          VERTX.setTimer(SLOW_MILLIS, now -> request.response().end("[" + request.path() + "]"));
      default -> request.response().end("[" + request.path() + "]");
    }
  }
}
