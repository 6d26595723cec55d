package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.Target;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.PathReceiver;
import dev.hookpress.support.TestServers;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several URLs of one client on one host: the answers of one do not affect the others. */
class SharedHostIT {
  private static final Optional<String> OK = Optional.of("200 OK");
  private static final Optional<String> GONE = Optional.of("410 Gone");
  private static final Optional<String> BUSY = Optional.of("503 Busy\r\nRetry-After: 60");
  private static final Optional<String> NEVER = Optional.empty();

  private final MutableClock clock = MutableClock.now();
  @RegisterExtension final PathReceiver host = PathReceiver.start(target -> OK);
  @RegisterExtension final Installation hookpress = new Installation(clock);
  // The failures of this test block nobody.
  private final SystemNode node = hookpress.start(Map.of("HOOKPRESS_BREAKER_ERRORS", "100000"));

  private List<String> submit(String target, int count) {
    return IntStream.range(0, count).mapToObj(i -> node.submitHello(host.uri(target))).toList();
  }

  private void answer(Map<String, Optional<String>> answers) {
    Function<String, Optional<String>> script = target -> answers.getOrDefault(target, OK);
    host.answer(script);
  }

  private String status(String job) {
    return node.notification(job).map(one -> one.getString("status")).orElse("");
  }

  private JsonObject listed(String target) {
    String shown = new Target.Webhook(host.uri(target), Map.of()).shown();
    return node.get("/v1/endpoints?limit=100").getJsonArray("data").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("endpoint").equals(shown))
        .findFirst()
        .orElse(new JsonObject());
  }

  private long count(String query) {
    try (Connection connection = TestServers.connect(hookpress.database());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aUrlThatAnswers410DoesNotAffectOthersOfItsOrigin() {
    String gone = "/hooks/5/f47ac10b58cc4372a567?key=s3cret";
    answer(Map.of(gone, GONE, "/hooks/8", Optional.of("500 Not yet")));
    List<String> ended = submit(gone, 15);
    for (int i = 1; i <= 9; i++) {
      if (i != 5) {
        submit("/hooks/" + i, 30);
      }
    }
    List<String> more = submit(gone, 15);
    eventually(() -> host.count("/hooks/8") >= 30);
    host.answer(target -> target.equals(gone) ? GONE : OK);
    clock.advance(Duration.ofSeconds(10));
    for (int i = 1; i <= 9; i++) {
      int expected = i == 5 ? 0 : i == 8 ? 60 : 30;
      String path = "/hooks/" + i;
      eventually(() -> host.count(path) >= expected);
      assertThat(host.count(path)).as(path).isEqualTo(expected);
    }
    ended.forEach(job -> eventually(() -> status(job).equals("gone")));
    more.forEach(job -> eventually(() -> status(job).equals("gone")));
    // Each new job reinstates the URL once.
    assertThat(host.count(gone)).isBetween(1, 30);
    assertThat(node.notification(more.get(14)).orElseThrow().getString("explanation"))
        .contains(host.uri("/hooks/5/f47a…?key=…") + " no longer exists (410 Gone)")
        .doesNotContain("s3cret")
        .doesNotContain("f47ac");
    assertThat(listed(gone).getString("status")).isEqualTo("gone");
    eventually(() -> listed("/hooks/1").containsKey("last_attempt"));
    assertThat(listed("/hooks/1").getString("status")).isEqualTo("open");
    assertThat(listed("/hooks/1").getJsonObject("last_attempt").getString("outcome"))
        .isEqualTo("delivered");
  }

  @Test
  void aNewJobThatNamesAHookThatIsGoneIsPostedAndWhatHasEndedStaysSo() {
    String hook = "/hooks/1";
    answer(Map.of(hook, GONE));
    String first = submit(hook, 1).get(0);
    eventually(() -> status(first).equals("gone"));
    assertThat(host.count(hook)).isEqualTo(1);

    String second = submit(hook, 1).get(0);
    eventually(() -> status(second).equals("gone"));
    assertThat(host.count(hook)).as("one more post").isEqualTo(2);

    host.answer(target -> OK);
    String third = submit(hook, 1).get(0);
    eventually(() -> status(third).equals("delivered"));
    assertThat(host.count(hook)).isEqualTo(3);
    assertThat(status(first)).isEqualTo("gone");
    assertThat(status(second)).isEqualTo("gone");
  }

  @Test
  void aHookThatIsGoneIsReinstatedByItsOwnId() {
    answer(Map.of("/a", GONE));
    String first = submit("/a", 1).get(0);
    eventually(() -> status(first).equals("gone"));
    eventually(() -> listed("/a").getString("status", "").equals("gone"));
    String id = listed("/a").getString("id");
    assertThat(node.notification(first).orElseThrow().getString("endpoint_id")).isEqualTo(id);
    host.answer(target -> OK);
    assertThat(node.send("POST", "/v1/endpoints/" + id + "/reinstate", "").statusCode())
        .isEqualTo(204);
    assertThat(listed("/a").getString("status")).isEqualTo("open");
    String again = node.notification(first).orElseThrow().getString("id");
    assertThat(node.send("POST", "/v1/notifications/" + again + "/redeliver", "").statusCode())
        .isEqualTo(202);
    eventually(() -> status(first).equals("delivered"));
  }

  @Test
  void thirtyHangingCallbacksDoNotDelayAnotherUrl() {
    answer(Map.of("/slow", NEVER));
    submit("/slow", 30);
    eventually(() -> host.count("/slow") >= 8);
    Instant submitted = Instant.now();
    submit("/fast", 20);
    eventually(() -> host.count("/fast") >= 20);
    assertThat(Duration.between(submitted, Instant.now()))
        .as("before the deadline of 15 s")
        .isLessThan(Duration.ofSeconds(12));
    assertThat(host.count("/slow")).as("its own limit at first").isLessThanOrEqualTo(16);
  }

  @Test
  void retryAfterHoldsOnlyTheUrlThatSendsIt() {
    answer(Map.of("/busy", BUSY));
    List<String> busy = submit("/busy", 10);
    eventually(() -> listed("/busy").getString("status", "").equals("held"));
    int tried = host.count("/busy");
    List<String> well = submit("/well", 10);
    well.forEach(job -> eventually(() -> status(job).equals("delivered")));
    assertThat(host.count("/busy")).as("nothing since it asked").isEqualTo(tried);
    host.answer(target -> OK);
    clock.advance(Duration.ofSeconds(61));
    busy.forEach(job -> eventually(() -> status(job).equals("delivered")));
  }

  @Test
  void anOriginIsHeldWhenThreeOfFourUrlsAre() {
    for (String path : List.of("/a", "/b", "/c", "/d")) {
      submit(path, 3).forEach(job -> eventually(() -> status(job).equals("delivered")));
    }
    answer(Map.of("/a", BUSY, "/b", BUSY, "/c", BUSY));
    submit("/a", 1);
    submit("/b", 1);
    eventually(
        () ->
            count("select count(*) from endpoint where held_until > now() - '1h'::interval") == 2);
    String allowed = submit("/d", 1).get(0);
    eventually(() -> status(allowed).equals("delivered"));
    submit("/c", 1);
    eventually(() -> count("select count(*) from endpoint where held_until is not null") == 4);
    int before = host.count("/d");
    String waits = submit("/d", 1).get(0);
    node.ended(waits);
    eventually(
        () ->
            node.notification(waits)
                .map(one -> one.getString("explanation"))
                .orElse("")
                .contains("of its URLs are held"));
    assertThat(host.count("/d")).isEqualTo(before);
    host.answer(target -> OK);
    clock.advance(Duration.ofSeconds(61));
    eventually(() -> status(waits).equals("delivered"));
  }

  @Test
  void urlsThatAreUsedOnceGetNoRow() {
    IntStream.range(0, 100).forEach(i -> submit("/jobs/" + i, 1));
    eventually(() -> host.count() >= 100);
    submit("/hook", 3);
    eventually(() -> host.count("/hook") == 3);
    eventually(() -> count("select count(*) from endpoint where url is null") == 1);
    eventually(() -> listed("/hook").containsKey("last_attempt"));
    assertThat(count("select count(*) from endpoint")).isEqualTo(2);
    JsonObject rest = listed("/hook");
    assertThat(rest.getString("origin")).isEqualTo(host.uri("").toString());
    assertThat(rest.getString("kind")).isEqualTo("url");
  }
}
