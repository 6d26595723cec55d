package dev.hookpress;

import static dev.hookpress.SystemNode.eventually;
import static dev.hookpress.support.RawReceiver.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.MutableClock;
import dev.hookpress.support.RawReceiver;
import dev.hookpress.support.RawReceiver.Received;
import dev.hookpress.support.TestServers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Receivers that break the rules of HTTP, seen from their side: who gets which bytes, how often,
 * and what becomes of which answer. Each test has a client of its own; three errors block one.
 */
class HostileReceiversIT {
  private static final int ERRORS_THAT_BLOCK = 3;
  // As many as an unknown endpoint is sent at a time.
  private static final int IDLE = 8;
  private static final String ACK = "{\"ack\":\"done\"}";

  @TempDir static Path data;

  private static MutableClock clock;
  private static SystemNode node;

  private final RawReceiver receiver =
      RawReceiver.start((request, peer) -> peer.write(reply(200, "")));
  private String key;

  @BeforeAll
  static void start() {
    clock = new MutableClock(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
    node =
        SystemNode.start(
            TestServers.freshDatabase(),
            TestServers.freshRedis(),
            data,
            clock,
            Map.of(
                "HOOKPRESS_BREAKER_ERRORS",
                Integer.toString(ERRORS_THAT_BLOCK),
                "HOOKPRESS_DELIVERY_DEADLINE_SECONDS",
                "4"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void admit() {
    key = UUID.randomUUID().toString();
    node.admit(key);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private JsonObject get(String path) {
    HttpResponse<String> answer = node.sendAs(key, "GET", path, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private String submit(String apiKey, String path, JsonObject body) {
    HttpResponse<String> answer = node.sendAs(apiKey, "POST", path, body.encode());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  private static JsonObject hello(URI callback) {
    return new JsonObject()
        .put("parts", new JsonArray().add(new JsonObject().put("html", "<h1>Hello</h1>")))
        .put("callback", new JsonObject().put("url", callback.toString()));
  }

  /** Submits a job with a callback, and gives the job's id. */
  private String submit(String path) {
    return new JsonObject(submit(key, "/v1/jobs", hello(receiver.uri(path)))).getString("id");
  }

  private List<String> submitMany(int count) {
    return IntStream.range(0, count).mapToObj(i -> submit("/hook?" + i)).toList();
  }

  /** The attempts at a job's only callback. */
  private List<JsonObject> attempts(String job) {
    JsonArray all = get("/v1/jobs/" + job + "/notifications").getJsonArray("data");
    if (all.isEmpty()) {
      return List.of();
    }
    return get("/v1/notifications/" + all.getJsonObject(0).getString("id"))
        .getJsonArray("attempts")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private List<String> outcomes(String job) {
    return attempts(job).stream().map(attempt -> attempt.getString("outcome")).toList();
  }

  private JsonObject firstAttempt(String job) {
    eventually(() -> !attempts(job).isEmpty());
    return attempts(job).get(0);
  }

  private void delivered(List<String> jobs) {
    for (String job : jobs) {
      eventually(() -> outcomes(job).contains("delivered"));
    }
  }

  private boolean blocked() {
    return get("/v1/client").getString("blocked_until") != null;
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 102, 103, 150, 199})
  void anInterimAnswerIsPassedOverAndTheFinalOneCounts(int interim) {
    receiver.answer(
        (request, peer) -> {
          peer.write("HTTP/1.1 " + interim + " Wait\r\nX-Hint: 1\r\n\r\n");
          int status = request.firstLine().contains("/rejects") ? 500 : 200;
          peer.later(400, () -> peer.write(reply(status, "final")));
        });
    String rejected = submit("/rejects");
    eventually(() -> receiver.received().size() == 1);
    String accepted = submit("/accepts");

    JsonObject first = firstAttempt(rejected);
    assertThat(first.getString("outcome")).isEqualTo("status_rejected");
    assertThat(first.getInteger("http_status")).isEqualTo(500);
    assertThat(first.getString("answer")).isEqualTo("final");
    assertThat(firstAttempt(accepted).getString("outcome")).isEqualTo("delivered");
    assertThat(receiver.received()).hasSize(2);
  }

  @Test
  void aSwitchOfProtocolsIsNoDelivery() {
    receiver.answer(
        (request, peer) ->
            peer.write(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"
                    + reply(200, "")));

    assertThat(firstAttempt(submit("/")).getString("outcome")).isEqualTo("status_rejected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 205 Reset Content\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 205 Reset Content\r\n\r\n",
        // The length is counted in characters, the body in bytes.
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"a\":\"\u00c3\u00a9\u00c3\u00a9\"}",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 500 Twice\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n0\r\n\r\n{}"
      })
  void twentyCallbacksAreTwentyPosts(String answer) {
    receiver.answer((request, peer) -> peer.write(answer));

    delivered(submitMany(20));

    assertThat(receiver.received()).hasSize(20);
    assertThat(receiver.received()).extracting(Received::number).containsOnly(1);
  }

  @Test
  void wholeAnswersKeepTheirConnection() {
    for (int i = 0; i < 10; i++) {
      delivered(submitMany(1));
    }

    assertThat(receiver.connections()).isEqualTo(1);
  }

  @Test
  void twoClientsShareNoConnection() {
    String other = UUID.randomUUID().toString();
    node.admit(other);
    for (int i = 0; i < 10; i++) {
      submit(other, "/v1/jobs", hello(receiver.uri("/other")));
      delivered(List.of(submit("/own")));
    }
    eventually(() -> receiver.received().size() == 20);

    Map<Integer, Set<String>> paths = new HashMap<>();
    for (Received one : receiver.received()) {
      paths
          .computeIfAbsent(one.connection(), first -> new HashSet<>())
          .add(one.firstLine().split(" ")[1]);
    }
    assertThat(paths.values()).allMatch(of -> of.size() == 1);
    assertThat(receiver.connections()).isLessThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "close", "garbage"})
  void afterAFailOverIdleConnectionsCostNobodyAnything(String how) {
    List<Runnable> held = new ArrayList<>();
    receiver.answer(
        (request, peer) -> {
          held.add(() -> peer.write(reply(200, "")));
          if (held.size() == IDLE) {
            held.forEach(Runnable::run);
          }
        });
    delivered(submitMany(IDLE));
    int old = receiver.connections();
    int before = receiver.received().size();
    receiver.answer(
        (request, peer) -> {
          if (request.connection() > old) {
            peer.write(reply(200, ""));
          } else if (how.equals("reset")) {
            peer.reset();
          } else if (how.equals("close")) {
            peer.close();
          } else {
            peer.write("\u0001\u0002 moved\r\n\r\n");
          }
        });

    List<String> jobs = submitMany(12);

    delivered(jobs);
    assertThat(blocked()).isFalse();
    List<Received> posts = receiver.received().subList(before, receiver.received().size());
    int lost = 0;
    for (String job : jobs) {
      List<JsonObject> rows = attempts(job);
      assertThat(outcomes(job)).isIn(List.of("delivered"), List.of("connection_lost", "delivered"));
      if (rows.size() == 2) {
        lost++;
        assertThat(rows.get(0).getString("detail")).contains("may have been received");
        assertThat(rows).extracting(row -> row.getInteger("number")).containsExactly(1, 2);
      }
    }
    assertThat(lost).isPositive();
    assertThat(posts).hasSize(12 + lost);
    assertThat(posts.stream().filter(post -> post.connection() <= old)).hasSize(lost);
    assertThat(posts.stream().filter(post -> "2".equals(post.headers().get("webhook-attempt"))))
        .hasSize(lost)
        .allMatch(post -> post.connection() > old);
  }

  @Test
  void aNewConnectionThatBreaksIsAnError() {
    receiver.answer((request, peer) -> peer.close());

    JsonObject only = firstAttempt(submit("/"));

    assertThat(only.getString("outcome")).isEqualTo("connection_lost");
    assertThat(only.getString("detail")).contains("may have been received");
    assertThat(receiver.received()).hasSize(1);
  }

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
  void aWholeHeadAcknowledgesWhateverBecomesOfTheBody(String answer) {
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
  void aBodyWithoutEndIsReadForASecond() {
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
  void whatIsNoHttpIsTheReceiversFaultAndIsNotShown(String answer) {
    receiver.answer((request, peer) -> peer.write(answer).close());

    JsonObject only = firstAttempt(submit("/"));

    assertThat(only.getString("outcome")).isEqualTo("connection_lost");
    assertThat(only.encode()).doesNotContain("secret-banner", "SSH", "ESMTP", "invalid version");
  }

  @Test
  void aRefusedConnectionIsToldInOurWords() {
    receiver.close();

    JsonObject only = firstAttempt(submit("/"));

    assertThat(only.getString("outcome")).isEqualTo("connect_failed");
    assertThat(only.getString("detail")).isEqualTo("no connection to 127.0.0.1: it was refused");
  }

  @Test
  void aRedirectSaysWhereItPointedAndThatItWasNotFollowed() {
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

  /** Submits a job in Adobe's format, which fails at once, and gives its only attempt. */
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
  void anAcknowledgementMayComePacked() throws IOException {
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
  void anAcknowledgementThatBreaksOffIsNone() {
    receiver.answer(
        (request, peer) ->
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + ACK).close());
    assertThat(adobeAttempt().getString("outcome")).isEqualTo("connection_lost");
  }

  @Test
  void sourcesAndUploadsKeepTheSameRules() {
    receiver.answer(
        (request, peer) -> {
          peer.write("HTTP/1.1 102 Processing\r\n\r\n");
          String body = request.firstLine().startsWith("GET") ? "<p>Hello</p>" : "";
          peer.later(
              200,
              () ->
                  peer.write(
                      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                          + body.length()
                          + "\r\n\r\n"
                          + body));
        });
    JsonObject wish =
        new JsonObject()
            .put("parts", receiver.uri("/page").toString())
            .put(
                "destination",
                new JsonObject()
                    .put("provider", "presigned")
                    .put("url", receiver.uri("/put").toString()));
    String job = new JsonObject(submit(key, "/v1/jobs", wish)).getString("id");

    eventually(() -> get("/v1/jobs/" + job).getString("status").equals("completed"));
    assertThat(receiver.received())
        .extracting(one -> one.firstLine().split(" ")[0])
        .containsExactly("GET", "PUT");
    assertThat(receiver.received().get(1).body()).startsWith("%PDF");
  }
}
