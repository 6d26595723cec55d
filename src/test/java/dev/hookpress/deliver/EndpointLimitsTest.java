package dev.hookpress.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import dev.hookpress.policy.Outcome;
import dev.hookpress.support.KnownBlockList;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EndpointLimitsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SLOTS = 100;
  private static final int MAX = 64;

  private final ClientId client = new ClientId(new UUID(1, 1));
  private final Endpoint endpoint = endpoint("https://a.test", false);
  private final KnownBlockList blocks = new KnownBlockList();
  private final Map<ClientId, Instant> ends = blocks.ends();
  private final EndpointLimits limits = new EndpointLimits(SLOTS, MAX, blocks);

  private Endpoint endpoint(String origin, boolean operational) {
    return new Endpoint(client, EndpointKey.of(origin, operational));
  }

  private static ClaimedNotification notification(Endpoint to) {
    return new ClaimedNotification(
        to,
        to,
        false,
        Optional.empty(),
        new NotificationId(new UUID(2, 2)),
        1,
        0,
        0,
        Optional.of(new JobId(new UUID(3, 3))),
        NativeDialect.NAME,
        new Target.Webhook(URI.create("https://a.test/"), Map.of()),
        new byte[0],
        NOW);
  }

  private void take(Endpoint of, int count, Instant at) {
    limits.taken(Collections.nCopies(count, notification(of)), limits.claimLimits(at), at);
  }

  private void give(Endpoint back, int count) {
    for (int i = 0; i < count; i++) {
      limits.returned(notification(back));
    }
  }

  private int room(Endpoint of, Instant at) {
    return limits.claimLimits(at).of(of);
  }

  /** How many notifications it may claim, once it has one. */
  private int max(Endpoint of) {
    take(of, 1, NOW);
    int max = room(of, NOW) + 1;
    give(of, 1);
    return max;
  }

  private Optional<Instant> learn(Outcome outcome, int status, String retryAfter, Instant started) {
    return learn(outcome, status, retryAfter, started, Duration.ofSeconds(1));
  }

  private Optional<Instant> learn(
      Outcome outcome, int status, String retryAfter, Instant started, Duration took) {
    AttemptResult attemptResult =
        new AttemptResult(
            outcome,
            status == 0 ? OptionalInt.empty() : OptionalInt.of(status),
            Optional.ofNullable(retryAfter),
            "",
            "",
            Buffer.buffer(),
            took,
            false);
    return limits.learn(notification(endpoint), attemptResult, started, started.plusMillis(1), 0.5);
  }

  /** Attempts one after the other that all succeed. */
  private void succeed(int times, Instant at) {
    for (int i = 0; i < times; i++) {
      take(endpoint, 1, at);
      learn(Outcome.DELIVERED, 200, null, at);
      give(endpoint, 1);
    }
  }

  @Test
  void anEndpointsLimitGrowsByOneWithEachSuccessUpToTheMaximum() {
    assertThat(max(endpoint)).isEqualTo(8);
    succeed(1, NOW);
    assertThat(max(endpoint)).isEqualTo(9);
    succeed(100, NOW);
    assertThat(max(endpoint)).isEqualTo(MAX);
  }

  @Test
  void aClaimListsOnlyEndpointsInUseOrFailing() {
    succeed(10, NOW);
    assertThat(limits.claimLimits(NOW).endpoints()).as("at rest, and well").isEmpty();
    take(endpoint, 1, NOW);
    assertThat(limits.claimLimits(NOW).endpoints()).containsOnlyKeys(endpoint);
    learn(Outcome.TIMEOUT, 0, null, NOW);
    give(endpoint, 1);
    take(endpoint, 4, NOW);
    learn(Outcome.TIMEOUT, 0, null, NOW);
    learn(Outcome.TIMEOUT, 0, null, NOW);
    give(endpoint, 4);
    assertThat(limits.claimLimits(NOW).endpoints()).as("not well").containsOnlyKeys(endpoint);
  }

  @Test
  void notificationsInFlightReduceTheRoom() {
    take(endpoint, 3, NOW);
    assertThat(room(endpoint, NOW)).isEqualTo(5);
    give(endpoint, 3);
    assertThat(room(endpoint, NOW)).isEqualTo(8);
  }

  @Test
  void aHangingEndpointIsReducedToOneAttemptAtATime() {
    take(endpoint, 8, NOW);
    for (int i = 0; i < 8; i++) {
      learn(Outcome.TIMEOUT, 0, null, NOW);
    }
    give(endpoint, 8);
    assertThat(room(endpoint, NOW)).isEqualTo(1);
  }

  @Test
  void aClientMayHaveNoMoreSlotsThanAreFree() {
    assertThat(limits.claimLimits(NOW).of(client)).isEqualTo(SLOTS / 2);
    take(endpoint, 50, NOW);
    assertThat(limits.claimLimits(NOW).of(client)).isZero();
    ClientId other = new ClientId(new UUID(9, 9));
    assertThat(limits.claimLimits(NOW).of(other)).isEqualTo(25);
  }

  @Test
  void onlyOperationalEventsAreSentToABlockedClient() {
    Endpoint operations = endpoint("https://ops.test", true);
    take(endpoint, 1, NOW);
    take(operations, 1, NOW);
    ends.put(client, NOW.plusSeconds(1200));
    assertThat(limits.claimLimits(NOW).blocked()).containsExactly(client);
    assertThat(limits.open(notification(endpoint), NOW)).isFalse();
    assertThat(limits.open(notification(operations), NOW)).isTrue();
  }

  @Test
  void afterABlockTheLimitStartsAtOneDoublesWithEachSuccessAndDropsToOneOnFailure() {
    succeed(20, NOW);
    Instant end = NOW.plusSeconds(1200);
    ends.put(client, end);
    limits.claimLimits(NOW);
    ends.clear();
    assertThat(limits.claimLimits(end).blocked()).isEmpty();
    Instant after = end.plusSeconds(10);
    assertThat(room(endpoint, after)).isEqualTo(1);
    succeed(1, after);
    assertThat(room(endpoint, after)).isEqualTo(2);
    succeed(1, after);
    assertThat(room(endpoint, after)).isEqualTo(4);
    take(endpoint, 1, after);
    learn(Outcome.STATUS_REJECTED, 404, null, after);
    give(endpoint, 1);
    assertThat(room(endpoint, after.plusSeconds(2))).isEqualTo(1);
  }

  @Test
  void anEndpointThatStillFailsAfterABlockIsTriedAtGrowingIntervals() {
    take(endpoint, 1, NOW);
    give(endpoint, 1);
    Instant end = NOW.plusSeconds(1200);
    ends.put(client, end);
    limits.claimLimits(NOW);
    limits.claimLimits(end);
    Instant at = end.plusSeconds(10);
    for (int wait : new int[] {1, 2, 4, 8, 16}) {
      take(endpoint, 1, at);
      assertThat(learn(Outcome.CONNECT_FAILED, 0, null, at))
          .contains(at.plusMillis(1).plusSeconds(wait));
      give(endpoint, 1);
      assertThat(room(endpoint, at.plusMillis(500))).isZero();
      at = at.plusSeconds(wait + 1);
    }
  }

  @Test
  void anEndpointUnknownBeforeTheBlockAlsoStartsAtOne() {
    Instant end = NOW.plusSeconds(1200);
    ends.put(client, end);
    limits.claimLimits(NOW);
    Instant after = end.plusSeconds(10);
    take(endpoint, 8, after);
    assertThat(limits.limit(notification(endpoint))).isEqualTo(1);
    give(endpoint, 8);
    assertThat(room(endpoint, after)).isEqualTo(1);
  }

  private void answer(Outcome outcome, int status, int millis) {
    take(endpoint, 1, NOW);
    learn(outcome, status, null, NOW, Duration.ofMillis(millis));
    give(endpoint, 1);
  }

  @Test
  void manyRowsAreClaimedAheadForAFastEndpoint() {
    answer(Outcome.DELIVERED, 200, 100);
    assertThat(max(endpoint)).isEqualTo(8 * 9).isGreaterThan(SLOTS / 2);
    assertThat(limits.claimLimits(NOW).of(client)).as("its client's share").isEqualTo(SLOTS / 2);
    answer(Outcome.DELIVERED, 200, 101);
    assertThat(max(endpoint)).isEqualTo(10);
  }

  @Test
  void nothingIsClaimedAheadForAnEndpointThatFailsFast() {
    answer(Outcome.DELIVERED, 200, 1);
    answer(Outcome.STATUS_REJECTED, 404, 1);
    assertThat(max(endpoint)).isEqualTo(9);
  }

  @Test
  void rowsAreClaimedAheadAgainWhenHalfOfTheClaimedOnesAreSent() {
    answer(Outcome.DELIVERED, 200, 1);
    // As much as its client may have of the hundred.
    take(endpoint, 50, NOW);
    give(endpoint, 13);
    assertThat(limits.roomAgain(notification(endpoint), NOW)).as("35 of 72 free").isFalse();
    give(endpoint, 1);
    assertThat(limits.roomAgain(notification(endpoint), NOW)).as("36 of 72 free").isTrue();
  }

  @Test
  void anEndpointThatWasFullAtAHandoffIsClaimedOnceItHasASlot() {
    for (int i = 0; i < 8; i++) {
      assertThat(limits.admitted(notification(endpoint), NOW)).isTrue();
    }
    assertThat(limits.roomAgain(notification(endpoint), NOW)).isFalse();
    assertThat(limits.admitted(notification(endpoint), NOW)).isFalse();
    give(endpoint, 2);
    assertThat(limits.roomAgain(notification(endpoint), NOW)).isTrue();
    assertThat(limits.admitted(notification(endpoint), NOW)).isTrue();
  }

  @Test
  void endpointsStartAtDifferentTimesAfterABlock() {
    take(endpoint, 1, NOW);
    give(endpoint, 1);
    Instant end = NOW.plusSeconds(1200);
    ends.put(client, end);
    limits.claimLimits(NOW);
    limits.claimLimits(end);
    Instant opens = dev.hookpress.policy.Release.of(endpoint, end);
    assertThat(opens).isBetween(end, end.plusSeconds(10));
    assertThat(room(endpoint, opens.minusMillis(1))).isZero();
    assertThat(room(endpoint, opens)).isEqualTo(1);
  }

  @Test
  void anAnswerThatNamesATimeHoldsTheEndpointUntilThen() {
    take(endpoint, 2, NOW);
    assertThat(learn(Outcome.STATUS_REJECTED, 500, "120", NOW))
        .contains(NOW.plusMillis(1).plusSeconds(120));
    assertThat(room(endpoint, NOW.plusSeconds(1))).isZero();
    assertThat(limits.open(notification(endpoint), NOW.plusSeconds(1))).isFalse();
  }

  @Test
  void answersThatWereInFlightTogetherAreOneHold() {
    take(endpoint, 3, NOW);
    assertThat(learn(Outcome.STATUS_REJECTED, 503, null, NOW)).isPresent();
    assertThat(learn(Outcome.STATUS_REJECTED, 503, null, NOW)).isEmpty();
    assertThat(learn(Outcome.STATUS_REJECTED, 503, null, NOW)).isEmpty();
  }

  @Test
  void holdsGrowUntilAnAttemptIsAcknowledged() {
    Instant second = NOW.plusSeconds(10);
    Instant third = NOW.plusSeconds(20);
    take(endpoint, 1, NOW);
    assertThat(learn(Outcome.STATUS_REJECTED, 503, null, NOW))
        .contains(NOW.plusMillis(1).plusSeconds(1));
    assertThat(learn(Outcome.STATUS_REJECTED, 503, null, second))
        .contains(second.plusMillis(1).plusSeconds(2));
    learn(Outcome.DELIVERED, 200, null, third);
    assertThat(learn(Outcome.STATUS_REJECTED, 503, null, third))
        .contains(third.plusMillis(1).plusSeconds(1));
  }

  @Test
  void aFullyClaimedEndpointIsClaimedAgainWhenAQuarterOfItsSlotsIsFree() {
    take(endpoint, 8, NOW);
    assertThat(limits.roomAgain(notification(endpoint), NOW)).isFalse();
    give(endpoint, 1);
    assertThat(limits.roomAgain(notification(endpoint), NOW)).isFalse();
    give(endpoint, 1);
    assertThat(limits.roomAgain(notification(endpoint), NOW)).isTrue();
    assertThat(limits.roomAgain(notification(endpoint), NOW)).isFalse();
  }

  @Test
  void endpointsWithNothingInFlightAreForgottenBeyondABound() {
    for (int i = 0; i < 3_000; i++) {
      Endpoint one = endpoint("https://r" + i + ".test", false);
      take(one, 1, NOW);
      give(one, 1);
    }
    assertThat(limits.claimLimits(NOW).endpoints()).hasSizeLessThanOrEqualTo(2_000);
  }
}
