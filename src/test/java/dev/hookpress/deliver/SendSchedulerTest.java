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
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SendSchedulerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int SLOTS = 20;

  private final ClientId client = new ClientId(new UUID(1, 1));
  private final Endpoint endpoint = endpoint(client, "https://a.test", false);
  private final KnownBlockList blocks = new KnownBlockList();
  private final Map<ClientId, Instant> blocked = blocks.ends();
  private final EndpointLimits limits = new EndpointLimits(1_000, 64, blocks);
  private final SendScheduler sendScheduler = new SendScheduler(SLOTS, PATIENCE, limits);
  private final List<ClaimedNotification> sent = new ArrayList<>();
  private final List<ClaimedNotification> givenBack = new ArrayList<>();
  private long made;

  private static Endpoint endpoint(ClientId of, String origin, boolean operational) {
    return new Endpoint(of, EndpointKey.of(origin, operational));
  }

  private List<ClaimedNotification> take(Endpoint to, int count, Instant at) {
    List<ClaimedNotification> claimed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      claimed.add(
          new ClaimedNotification(
              to,
              to,
              false,
              Optional.empty(),
              new NotificationId(new UUID(2, made++)),
              1,
              0,
              0,
              Optional.of(new JobId(new UUID(3, 3))),
              NativeDialect.NAME,
              new Target.Webhook(URI.create("https://a.test/"), Map.of()),
              new byte[0],
              NOW));
    }
    limits.taken(claimed, limits.claimLimits(at), at);
    claimed.forEach(
        one -> {
          Future<Boolean> turn = sendScheduler.take(one, at);
          turn.onSuccess(comes -> (comes ? sent : givenBack).add(one));
        });
    return claimed;
  }

  private void over(ClaimedNotification one, Instant at) {
    sent.remove(one);
    sendScheduler.over(one, at);
    limits.returned(one);
  }

  private void learn(ClaimedNotification from, Outcome outcome, int status, String retryAfter) {
    AttemptResult attemptResult =
        new AttemptResult(
            outcome,
            OptionalInt.of(status),
            Optional.ofNullable(retryAfter),
            "",
            "",
            Buffer.buffer(),
            Duration.ofMillis(1),
            false);
    limits.learn(from, attemptResult, NOW, NOW, 0.5);
  }

  @Test
  void anEndpointsAttemptsStayWithinItsLimitAndTheRestFollowInOrder() {
    List<ClaimedNotification> claimed = take(endpoint, 10, NOW);
    assertThat(sent).isEqualTo(claimed.subList(0, 8));
    over(claimed.get(3), NOW);
    over(claimed.get(0), NOW);
    assertThat(sent).endsWith(claimed.get(8), claimed.get(9));
    assertThat(sendScheduler.inFlight()).isEqualTo(8);
    assertThat(givenBack).isEmpty();
  }

  @Test
  void aClientsAttemptsStayWithinItsShareAcrossItsEndpoints() {
    List<ClaimedNotification> first = take(endpoint, 8, NOW);
    List<ClaimedNotification> second = take(endpoint(client, "https://b.test", false), 8, NOW);
    assertThat(sent).as("half of the slots").hasSize(SLOTS / 2);
    ClientId other = new ClientId(new UUID(9, 9));
    List<ClaimedNotification> others = take(endpoint(other, "https://c.test", false), 1, NOW);
    assertThat(sent).containsAll(others);
    over(others.get(0), NOW);
    first.forEach(one -> over(one, NOW));
    assertThat(sent).containsExactlyInAnyOrderElementsOf(second);
  }

  @Test
  void waitingNotificationsOfABlockedClientAreReturned() {
    List<ClaimedNotification> claimed = take(endpoint, 10, NOW);
    Endpoint operations = endpoint(client, "https://ops.test", true);
    blocked.put(client, NOW.plusSeconds(1200));
    List<ClaimedNotification> events = take(operations, 1, NOW);
    assertThat(sent).containsAll(events);
    over(claimed.get(0), NOW);
    assertThat(givenBack).isEqualTo(claimed.subList(8, 10));
  }

  @Test
  void waitingNotificationsOfAHeldEndpointAreReturned() {
    List<ClaimedNotification> claimed = take(endpoint, 10, NOW);
    learn(claimed.get(0), Outcome.STATUS_REJECTED, 503, "120");
    over(claimed.get(0), NOW);
    assertThat(givenBack).isEqualTo(claimed.subList(8, 10));
    assertThat(take(endpoint, 1, NOW)).allMatch(givenBack::contains);
  }

  @Test
  void waitingNotificationsOfAGoneEndpointAreReturned() {
    List<ClaimedNotification> claimed = take(endpoint, 10, NOW);
    limits.ending(claimed.get(0));
    sendScheduler.endpointEnded(claimed.get(0), NOW);
    assertThat(givenBack).isEqualTo(claimed.subList(8, 10));
  }

  @Test
  void aNotificationThatWaitsTooLongForItsLeaseIsReturned() {
    List<ClaimedNotification> claimed = take(endpoint, 10, NOW);
    Instant late = NOW.plus(PATIENCE).plusMillis(1);
    over(claimed.get(0), late);
    assertThat(givenBack).isEqualTo(claimed.subList(8, 10));
    over(claimed.get(1), late);
    assertThat(take(endpoint, 1, late)).allMatch(sent::contains);
  }

  @Test
  void anEndpointWithALimitOfOneGetsOneAttemptAtATime() {
    Instant end = NOW.plusSeconds(1200);
    blocked.put(client, end);
    limits.claimLimits(NOW);
    Instant after = end.plusSeconds(10);
    List<ClaimedNotification> claimed = take(endpoint, 3, after);
    assertThat(sent).containsExactly(claimed.get(0));
    over(claimed.get(0), after);
    assertThat(sent).containsExactly(claimed.get(1));
  }

  @Test
  void atTheEndWaitingNotificationsAreReturned() {
    List<ClaimedNotification> claimed = take(endpoint, 10, NOW);
    sendScheduler.close(NOW);
    assertThat(givenBack).isEqualTo(claimed.subList(8, 10));
    over(claimed.get(0), NOW);
    assertThat(take(endpoint, 1, NOW)).allMatch(givenBack::contains);
  }

  @Test
  void manyConcurrentCompletionsDoNotNest() {
    ClientId patient = new ClientId(new UUID(7, 7));
    Endpoint to = endpoint(patient, "https://d.test", false);
    List<ClaimedNotification> all = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      all.addAll(take(to, 1, NOW));
    }
    assertThat(sent).hasSize(8);
    sendScheduler.close(NOW);
    assertThat(givenBack).hasSize(all.size() - 8);
  }
}
