package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundLimitsTest extends OutboundFixture {
  @Test
  void theDeadlineCoversASilentServer() {
    HttpServer server = serve(request -> {});

    ExchangeResult.Failed failed =
        failed(
            outboundClient(localhost()).send(get(http(server), Duration.ofMillis(300), 1000, 0)));

    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.TIMEOUT);
    assertThat(failed.message())
        .isEqualTo("the time limit of 0.3 s passed while waiting for the answer");
    assertThat(failed.took()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void theDeadlineCoversASlowBody() {
    HttpServer server =
        serve(
            request -> {
              request.response().setChunked(true);
              request.response().write("a");
              long drip = vertx.setPeriodic(20, tick -> request.response().write("a"));
              request.response().closeHandler(closed -> vertx.cancelTimer(drip));
            });

    ExchangeResult.Failed failed =
        failed(
            outboundClient(localhost())
                .send(get(http(server), Duration.ofMillis(300), 100_000, 0)));

    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.TIMEOUT);
    assertThat(failed.message()).endsWith("reading the answer");
  }

  @Test
  void theDeadlineCoversTheLookUp() {
    ExchangeResult.Failed failed =
        failed(
            outboundClient(host -> Future.future(never -> {}))
                .send(get(URI.create("https://" + NAME + "/"), Duration.ofMillis(100), 1000, 0)));

    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.TIMEOUT);
    assertThat(failed.message()).endsWith("looking up the name");
  }

  @Test
  void anEndlessBodyIsTruncatedAndItsConnectionClosed() {
    Promise<Void> hangUp = Promise.promise();
    HttpServer server =
        serve(
            request -> {
              request.connection().closeHandler(v -> hangUp.tryComplete());
              request.response().setChunked(true);
              pour(request);
            });

    ExchangeResult.Answered answer =
        answered(outboundClient(localhost()).send(get(http(server), PATIENCE, 65_536, 0)));

    assertThat(answer.body().length()).isEqualTo(65_536);
    assertThat(answer.truncated()).isTrue();
    await(hangUp.future());
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000, false", "1001, 1000, true", "0, 0, false", "1, 0, true"})
  void theCapIsExact(int length, int cap, boolean truncated) {
    HttpServer server = serve(request -> request.response().end("a".repeat(length)));

    ExchangeResult.Answered answer =
        answered(outboundClient(localhost()).send(get(http(server), PATIENCE, cap, 0)));

    assertThat(answer.body().length()).isEqualTo(Math.min(length, cap));
    assertThat(answer.truncated()).isEqualTo(truncated);
  }

  @Test
  void aCompressedAnswerIsNotDecompressed() {
    HttpServer server =
        listen(
            new HttpServerOptions().setCompressionSupported(true),
            request ->
                request
                    .response()
                    .putHeader("x-accepts", request.getHeader("Accept-Encoding"))
                    .end("a".repeat(100_000)));

    ExchangeResult.Answered answer =
        answered(
            outboundClient(localhost())
                .send(
                    new OutboundRequest(
                        CLIENT,
                        HttpMethod.GET,
                        http(server),
                        Map.of("accept-encoding", "gzip"),
                        null,
                        PATIENCE,
                        ResponseBody.needed(1_000_000),
                        0)));
    assertThat(answer.headers().get("content-encoding")).isEqualTo("gzip");
    assertThat(answer.body().length()).isLessThan(2000);

    ExchangeResult.Answered plain =
        answered(outboundClient(localhost()).send(get(http(server), PATIENCE, 1_000_000, 0)));
    assertThat(plain.headers().get("x-accepts")).isEqualTo("identity");
    assertThat(plain.body().length()).isEqualTo(100_000);
  }

  private static void pour(HttpServerRequest request) {
    Buffer chunk = Buffer.buffer(new byte[10_000]);
    request.response().write(chunk).onSuccess(v -> vertx.runOnContext(again -> pour(request)));
  }
}
