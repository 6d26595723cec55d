package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static dev.hookpress.support.RawReceiver.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a hostile receiver's answer decides the outcome, and how it is reported. */
class HostileAnswersIT extends HostileReceiverFixture {
  private static final String ACK = "{\"ack\":\"done\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf",
        "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=\"\u0001\"\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nraw",
        "HTTP/1.0 200 OK\r\n\r\nuntil the end"
      })
  void aCompleteHeadAcknowledgesWhateverTheBody(String answer) {
    receiver.answer(
        (request, peer) -> {
          peer.write(answer);
          peer.later(50, peer::close);
        });

    JsonObject only = firstAttempt(submit("/"));

    assertThat(only.getString("outcome")).isEqualTo("delivered");
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void anEndlessBodyIsReadForASecond() {
    receiver.answer(
        (request, peer) -> peer.write("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\nbegin"));

    JsonObject only = firstAttempt(submit("/"));

    assertThat(only.getString("outcome")).isEqualTo("delivered");
    assertThat(only.getString("answer")).isEqualTo("begin");
    assertThat(only.getInteger("latency_ms")).isBetween(900, 2_500);
    delivered(submitMany(1));
    assertThat(receiver.connections()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        "http/1.1 200 ok\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
        "SSH-2.0-OpenSSH_9.9 secret-banner\r\n",
        "220 mail.example secret-banner ESMTP\r\n"
      })
  void anInvalidAnswerIsTheReceiversFailureAndIsNotShown(String answer) {
    receiver.answer((request, peer) -> peer.write(answer).close());

    JsonObject only = firstAttempt(submit("/"));

    assertThat(only.getString("outcome")).isEqualTo("connection_lost");
    assertThat(only.encode()).doesNotContain("secret-banner", "SSH", "ESMTP", "invalid version");
  }

  @Test
  void aRefusedConnectionIsReportedWithoutForeignText() {
    receiver.close();

    JsonObject only = firstAttempt(submit("/"));

    assertThat(only.getString("outcome")).isEqualTo("connect_failed");
    assertThat(only.getString("detail")).isEqualTo("no connection to 127.0.0.1: it was refused");
  }

  @Test
  void aRedirectIsReportedWithItsTarget() {
    receiver.answer(
        (request, peer) ->
            peer.write(
                "HTTP/1.1 301 Moved\r\nLocation: https://new.example/hook?token=s3cret\r\n"
                    + "Content-Length: 0\r\n\r\n"));

    assertThat(firstAttempt(submit("/")).getString("detail"))
        .isEqualTo(
            "The endpoint answered with status 301, which points to https://new.example/hook;"
                + " redirects are not followed.");
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void eachAttemptHasItsNumber() {
    receiver.answer((request, peer) -> peer.write(reply(500, "")));
    firstAttempt(submit("/"));
    receiver.answer((request, peer) -> peer.write(reply(200, "")));
    clock.advance(Duration.ofSeconds(10));
    eventually(() -> receiver.received().size() == 2);

    assertThat(receiver.received())
        .extracting(one -> one.headers().get("webhook-attempt"))
        .containsExactly("1", "2");
    assertThat(receiver.received())
        .extracting(one -> one.headers().get("accept-encoding"))
        .containsOnly("gzip, identity");
  }

  /** Submits a job in Adobe's format that fails at once, and returns its only attempt. */
  private JsonObject adobeAttempt() {
    JsonObject body =
        new JsonObject()
            .put("inputUrl", receiver.uri("/page").toString())
            .put(
                "notifiers",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("type", "CALLBACK")
                            .put(
                                "data",
                                new JsonObject().put("url", receiver.uri("/hook").toString()))));
    HttpResponse<String> answer = node.sendAs(key, "POST", "/operation/htmltopdf", body.encode());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String location = answer.headers().firstValue("location").orElseThrow();
    return firstAttempt("job_" + location.split("/operation/htmltopdf/")[1].split("/")[0]);
  }

  private void answersAdobe(String headers, byte[] body) {
    receiver.answer(
        (request, peer) -> {
          if (request.firstLine().startsWith("GET")) {
            peer.write(reply(404, ""));
            return;
          }
          peer.write(
                  "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
              .write(Buffer.buffer(body));
        });
  }

  private interface Packing {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static byte[] packed(String text, Packing packing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packing.around(bytes)) {
      out.write(text.getBytes());
    }
    return bytes.toByteArray();
  }

  @Test
  void anAcknowledgementMayBeCompressed() throws IOException {
    answersAdobe("Content-Encoding: gzip\r\n", packed(ACK, GZIPOutputStream::new));
    JsonObject gzip = adobeAttempt();
    assertThat(gzip.getString("outcome")).isEqualTo("delivered");
    assertThat(gzip.getString("answer")).isEqualTo(ACK);
    answersAdobe("Content-Encoding: deflate\r\n", packed(ACK, DeflaterOutputStream::new));
    assertThat(adobeAttempt().getString("outcome")).isEqualTo("delivered");
  }

  @Test
  void anAcknowledgementIsLookedForInSixtyFourKibibytes() throws IOException {
    UnaryOperator<String> padded = ack -> ack + " ".repeat(65_536 - ack.length());
    answersAdobe("", padded.apply(ACK).getBytes());
    assertThat(adobeAttempt().getString("outcome")).isEqualTo("delivered");
    answersAdobe("", (padded.apply("{\"a\":1") + "}").getBytes());
    assertThat(adobeAttempt().getString("outcome")).isEqualTo("body_too_large");
    answersAdobe(
        "Content-Encoding: gzip\r\n",
        packed(padded.apply("{\"a\":1") + "}", GZIPOutputStream::new));
    assertThat(adobeAttempt().getString("outcome")).isEqualTo("body_too_large");
  }

  @Test
  void aTruncatedAcknowledgementDoesNotCount() {
    receiver.answer(
        (request, peer) ->
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + ACK).close());
    assertThat(adobeAttempt().getString("outcome")).isEqualTo("connection_lost");
  }
}
