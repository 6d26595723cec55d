package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static dev.hookpress.support.RawReceiver.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.RawReceiver.Received;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Receivers that break the rules of HTTP: which messages they get, how often and on which
 * connection, and how their answers count.
 */
class HostileReceiversIT extends HostileReceiverFixture {
  // The concurrent attempts to an unknown endpoint.
  private static final int IDLE = 8;

  @ParameterizedTest
  @ValueSource(ints = {100, 102, 103, 150, 199})
  void anInterimAnswerIsIgnoredAndTheFinalOneCounts(int interim) {
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
  void everyCallbackIsPostedOnce(String answer) {
    receiver.answer((request, peer) -> peer.write(answer));

    delivered(submitMany(20));

    assertThat(receiver.received()).hasSize(20);
    assertThat(receiver.received()).extracting(Received::number).containsOnly(1);
  }

  @Test
  void completeAnswersKeepTheirConnection() {
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
  void idleConnectionsBrokenByAFailOverCauseNoErrors(String how) {
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

  @Test
  void sourcesAndUploadsFollowTheSameRules() {
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
    JsonObject request =
        new JsonObject()
            .put("parts", receiver.uri("/page").toString())
            .put(
                "destination",
                new JsonObject()
                    .put("provider", "presigned")
                    .put("url", receiver.uri("/put").toString()));
    String job = new JsonObject(submit(key, "/v1/jobs", request)).getString("id");

    eventually(() -> get("/v1/jobs/" + job).getString("status").equals("completed"));
    assertThat(receiver.received())
        .extracting(one -> one.firstLine().split(" ")[0])
        .containsExactly("GET", "PUT");
    assertThat(receiver.received().get(1).body()).startsWith("%PDF");
  }
}
