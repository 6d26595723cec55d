package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.TestServers;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Receivers that send Retry-After or 410, with whole nodes. */
class HoldsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final MutableClock clock =
      new MutableClock(Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS));
  @RegisterExtension final LocalReceiver busy = LocalReceiver.start();
  @RegisterExtension final LocalReceiver other = LocalReceiver.start();
  @RegisterExtension final Installation hookpress = new Installation(clock);
  private SystemNode node = hookpress.start();

  private static Answer busyFor(String retryAfter) {
    return Answer.with(503, Map.of("Retry-After", retryAfter), "");
  }

  private List<String> submit(int count) {
    return IntStream.range(0, count).mapToObj(i -> node.submitHello(busy.uri("/"))).toList();
  }

  /** Waits until the first attempt is recorded. */
  private void attempted(String job) {
    eventually(() -> attempts(job) > 0);
  }

  private int attempts(String job) {
    return node.notification(job).map(one -> one.getJsonArray("attempts").size()).orElse(0);
  }

  private void becomes(String job, String status) {
    eventually(
        () ->
            node.notification(job)
                .filter(one -> one.getString("status").equals(status))
                .isPresent());
  }

  /** Waits for callbacks to the other origin: by then claims have passed the busy one too. */
  private void theOtherOriginGoesOn() {
    int before = other.received().size();
    for (int i = 1; i <= 2; i++) {
      node.submitHello(other.uri("/"));
      other.await(before + i, PATIENCE);
    }
  }

  private Instant heldUntil() {
    try (Connection connection = TestServers.connect(hookpress.database());
        PreparedStatement select =
            connection.prepareStatement(
                "select held_until from endpoint where origin = ? and url is not null")) {
      select.setString(1, "http://127.0.0.1:" + busy.port());
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getObject(1) != null
            ? row.getObject(1, OffsetDateTime.class).toInstant()
            : Instant.EPOCH;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers one callback and returns the end of the hold that it causes. */
  private Instant heldBy(Answer answer) {
    busy.answer(request -> answer);
    Instant before = heldUntil();
    submit(1);
    eventually(() -> heldUntil().isAfter(before));
    return heldUntil();
  }

  @Test
  void nothingIsSentDuringAHoldAndNoAttemptIsUsed() {
    Instant end = heldBy(busyFor("30"));
    assertThat(end).isEqualTo(clock.instant().plusSeconds(30));
    List<String> waiting = submit(5);
    node.ended(waiting.get(4));
    theOtherOriginGoesOn();
    // The retry of the first one is due, too.
    clock.set(end.minusMillis(1));
    theOtherOriginGoesOn();
    assertThat(busy.received()).hasSize(1);
    assertThat(waiting).allMatch(job -> attempts(job) == 0);
    busy.answer(request -> Answer.status(200));
    clock.set(end);
    busy.await(1 + 5 + 1, PATIENCE);
    waiting.forEach(job -> becomes(job, "delivered"));
    assertThat(waiting).allMatch(job -> attempts(job) == 1);
  }

  @Test
  void aDateIsObeyedForAtMostADay() {
    Instant date = clock.instant().plusSeconds(120);
    String text = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
    assertThat(heldBy(busyFor(text))).isEqualTo(date);
    clock.set(date);
    assertThat(heldBy(busyFor("200000"))).isEqualTo(clock.instant().plus(Duration.ofHours(24)));
  }

  @Test
  void holdsGrowUntilAnAcknowledgement() {
    assertThat(seconds(heldBy(Answer.status(503)))).isBetween(0.8, 1.2);
    clock.advance(Duration.ofSeconds(2));
    assertThat(seconds(heldBy(Answer.status(503)))).isBetween(1.6, 2.4);
    clock.advance(Duration.ofSeconds(3));
    busy.answer(request -> Answer.status(200));
    becomes(submit(1).get(0), "delivered");
    assertThat(seconds(heldBy(Answer.status(503)))).isBetween(0.8, 1.2);
  }

  private double seconds(Instant end) {
    return Duration.between(clock.instant(), end).toMillis() / 1000.0;
  }

  @Test
  void aHoldSurvivesARestartAndAppliesToOtherNodes() {
    Instant end = heldBy(busyFor("30"));
    node.close();
    node = hookpress.start();
    SystemNode second = hookpress.start();
    List<String> waiting = submit(5);
    second.submitHello(busy.uri("/"));
    theOtherOriginGoesOn();
    assertThat(busy.received()).hasSize(1);
    busy.answer(request -> Answer.status(200));
    clock.set(end);
    busy.await(1 + 5 + 1, PATIENCE);
    waiting.forEach(job -> becomes(job, "delivered"));
  }

  @Test
  void notificationsToAGoneEndpointEndAndANewJobReinstatesIt() {
    Promise<Void> source = Promise.promise();
    LocalReceiver slow = LocalReceiver.start(request -> Answer.statusLater(200, source.future()));
    String late =
        node.submit(
            new JsonObject()
                .put(
                    "parts",
                    new JsonArray().add(new JsonObject().put("url", slow.uri("/").toString())))
                .put("callback", new JsonObject().put("url", busy.uri("/").toString()))
                .encode());
    slow.await(1, PATIENCE);
    Instant end = heldBy(busyFor("30"));
    List<String> owed = submit(20);
    node.ended(owed.get(19));
    busy.answer(request -> Answer.status(410));
    clock.set(end);
    owed.forEach(job -> becomes(job, "gone"));
    int tried = busy.received().size();
    // The first one, its retry, which waited under the origin, and those of the URL.
    assertThat(tried).as("no more than were in flight").isLessThanOrEqualTo(1 + 1 + 8);
    theOtherOriginGoesOn();

    source.complete();
    becomes(late, "gone");
    assertThat(attempts(late)).isZero();
    assertThat(busy.received()).hasSize(tried);

    busy.answer(request -> Answer.status(200));
    becomes(submit(1).get(0), "delivered");
    assertThat(busy.received()).hasSize(tried + 1);
    slow.close();
  }
}
