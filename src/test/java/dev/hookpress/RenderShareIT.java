package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever one client has queued, another's first document is rendered at once. The node has two
 * render threads; the paths of callbacks identify the clients.
 */
class RenderShareIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int QUEUED = 300;
  private static final int IN_BULK = 80;
  private static final int NEWCOMERS = 20;
  private static final String BIG = "/big";

  @RegisterExtension final LocalReceiver sources = LocalReceiver.start(request -> Answer.silence());
  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();
  @RegisterExtension final Installation hookpress = new Installation();
  private final SystemNode node =
      hookpress.start(Map.of("HOOKPRESS_RENDER_THREADS", "2", "HOOKPRESS_NODE_DRAIN_SECONDS", "1"));

  @BeforeEach
  void admitNewcomers() {
    IntStream.range(0, NEWCOMERS).forEach(i -> node.admit(newcomer(i)));
  }

  @Test
  void aClientWithHangingSourcesDelaysNoOther() {
    JsonObject hanging = new JsonObject().put("url", sources.uri("/page").toString());
    for (int i = 0; i < QUEUED; i++) {
      submit(SystemNode.API_KEY, hanging, BIG);
    }
    eventually(() -> !sources.received().isEmpty());

    for (int i = 0; i < NEWCOMERS; i++) {
      submit(newcomer(i), new JsonObject().put("html", "<p>mine</p>"), path(i));
    }

    List<Received> ended = receiver.await(NEWCOMERS, PATIENCE);
    assertThat(ended).extracting(Received::target).doesNotContain(BIG).doesNotHaveDuplicates();
  }

  @Test
  void newClientsFirstDocumentsPassALongBacklog() {
    JsonObject slow = new JsonObject().put("html", "<p>" + "Much text. ".repeat(20_000) + "</p>");
    for (int i = 0; i < QUEUED; i++) {
      submit(SystemNode.API_KEY, slow, BIG);
    }
    receiver.await(1, PATIENCE);

    int[] before = new int[NEWCOMERS];
    for (int i = 0; i < NEWCOMERS; i++) {
      before[i] = ofBig(receiver.received());
      submit(newcomer(i), new JsonObject().put("html", "<p>mine</p>"), path(i));
    }

    for (int i = 0; i < NEWCOMERS; i++) {
      // Two may be rendering and some be on their way to the receiver; then each client has its
      // turn.
      assertThat(ofBig(untilEnded(path(i))) - before[i]).isLessThanOrEqualTo(20);
    }
    assertThat(ofBig(receiver.received())).as("it has not run out").isLessThan(QUEUED);
  }

  @Test
  void aClientsOtherJobPassesItsBulkWork() {
    JsonObject slow = new JsonObject().put("html", "<p>" + "Much text. ".repeat(20_000) + "</p>");
    for (int i = 0; i < IN_BULK; i++) {
      submit(SystemNode.API_KEY, slow, BIG, "bulk");
    }
    receiver.await(1, PATIENCE);

    int before = ofBig(receiver.received());
    submit(SystemNode.API_KEY, new JsonObject().put("html", "<p>now</p>"), "/now", "interactive");

    // What was claimed before is rendered before.
    assertThat(ofBig(untilEnded("/now")) - before).isLessThanOrEqualTo(20);
    assertThat(ofBig(receiver.received())).as("it has not run out").isLessThan(IN_BULK);
  }

  /** The number of requests received before this one. */
  private List<Received> untilEnded(String path) {
    eventually(() -> position(path).isPresent());
    return receiver.received().subList(0, position(path).orElseThrow());
  }

  private Optional<Integer> position(String path) {
    return receiver.received().stream()
        .filter(one -> one.target().equals(path))
        .map(one -> one.number() - 1)
        .findFirst();
  }

  private static int ofBig(List<Received> received) {
    return (int) received.stream().filter(one -> one.target().equals(BIG)).count();
  }

  private void submit(String apiKey, JsonObject part, String callbackPath) {
    submit(apiKey, part, callbackPath, null);
  }

  /** Submits a job of a priority; null: none is named. */
  private void submit(String apiKey, JsonObject part, String callbackPath, String priority) {
    String body =
        new JsonObject()
            .put("priority", priority)
            .put("parts", new JsonArray().add(part))
            .put("callback", new JsonObject().put("url", receiver.uri(callbackPath).toString()))
            .encode();
    HttpResponse<String> answer = node.sendAs(apiKey, "POST", "/v1/jobs", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static String newcomer(int i) {
    return "the-key-of-newcomer-" + i;
  }

  private static String path(int i) {
    return "/newcomers/" + i;
  }
}
