package dev.hookpress.postgres;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.deliver.EndpointStore;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is served by claims on the delivery queue, on a real Postgres. */
class EndpointQueueIT extends QueuesOnPostgres {
  @Test
  void aBlockedClientsBacklogDoesNotHideAnothersOneRow() {
    ClientId other = Samples.newClient();
    owe(client, 30);
    owe(other, 1);
    List<ClaimedNotification> found = claimed(10, openings(Map.of(), client), NOW);
    assertThat(found).extracting(ClaimedNotification::client).containsExactly(other);
  }

  @Test
  void aHeldEndpointsBacklogDoesNotHideTheClientsOther() {
    owe(client, 30);
    owe(client, "https://other.test/");
    Endpoint held = endpoint(client, "https://receiver.test");
    await(
        endpoints.hold(
            new EndpointStore.Hold(held, "https://receiver.test", NOW.plusSeconds(60), "busy")));
    // A hold never ends an earlier one.
    await(
        endpoints.hold(
            new EndpointStore.Hold(held, "https://receiver.test", NOW.plusSeconds(5), "busy")));
    assertThat(claimed(NOW.plusSeconds(59)))
        .extracting(one -> one.target().origin())
        .containsExactly("https://other.test");
    assertThat(claimed(NOW.plusSeconds(60))).hasSize(30);
  }

  @Test
  void anEndpointIsGivenNoMoreThanItMayTake() {
    owe(client, 30);
    Endpoint slow = endpoint(client, "https://receiver.test");
    assertThat(claimed(PLENTY, openings(Map.of(slow, 3)), NOW)).hasSizeBetween(1, 3);
    assertThat(claimed(PLENTY, openings(Map.of(slow, 0)), NOW)).isEmpty();
  }

  @Test
  void everyEndpointOfAClientWithManyIsServed() {
    Set<String> origins =
        IntStream.range(0, 100).mapToObj(i -> "https://r" + i + ".test").collect(toSet());
    origins.forEach(origin -> owe(client, origin + "/"));
    ClientId other = Samples.newClient();
    owe(other, 1);
    Set<String> served =
        claimed(NOW).stream().map(one -> one.target().origin()).collect(Collectors.toSet());
    assertThat(served).containsAll(origins).contains("https://receiver.test");
  }

  @Test
  void whatIsOwedToAnEndpointThatIsGoneEnds() {
    owe(client, 30);
    ClaimedNotification underWay = claimed(1, openings(Map.of()), NOW).get(0);
    await(endpoints.end(underWay.endpoint(), "https://receiver.test", NOW, Optional.empty()));
    eventually(() -> goneWithoutAttempt.get() == 29);
    await(
        delivery.record(
            Samples.attempt(underWay, Outcome.TIMEOUT, new Next.RetryAt(NOW.plusSeconds(5)))));
    ClaimedNotification left = claimed(NOW.plusSeconds(5)).get(0);
    assertThat(left.endpointGone()).isTrue();
    await(delivery.endAsGone(left, NOW.plusSeconds(5)));
    assertThat(view(left).state()).isEqualTo(NotificationState.GONE);
    assertThat(view(left).attempts()).hasSize(1);
    assertThat(claimed(NOW.plus(LEASE.multipliedBy(2)))).isEmpty();
  }

  @Test
  void anEndpointThatIsNamedAgainIsNoLongerGone() {
    owe(client, 1);
    Endpoint endpoint = claimed(NOW).get(0).endpoint();
    await(endpoints.end(endpoint, "https://receiver.test", NOW, Optional.empty()));
    accepted(Samples.newClient());
    renderAll();
    ClaimedNotification another = claimed(NOW).get(0);
    assertThat(another.endpointGone()).isFalse();
    owe(client, 1);
    assertThat(claimed(NOW)).hasSize(1).noneMatch(ClaimedNotification::endpointGone);
  }

  @Test
  void aRoundThatFindsNothingEndsHoweverManyWait() {
    IntStream.range(0, 150).forEach(i -> owe(Samples.newClient(), 1));
    assertThat(claimed(NOW)).hasSize(150);
    int statements = 1;
    while (await(delivery.claim(PLENTY, openings(Map.of()), NOW)).more()) {
      statements++;
      assertThat(statements).isLessThan(10);
    }
  }

  @Test
  void everyClientGetsItsShareOfAClaim() {
    List<ClientId> small = IntStream.range(0, 100).mapToObj(i -> Samples.newClient()).toList();
    owe(client, 200);
    small.forEach(one -> owe(one, 1));
    Set<ClientId> served =
        IntStream.range(0, 4)
            .mapToObj(i -> await(delivery.claim(64, openings(Map.of()), NOW)).items())
            .flatMap(List::stream)
            .map(ClaimedNotification::client)
            .collect(Collectors.toSet());
    assertThat(served).containsAll(small).contains(client);
  }

  @Test
  void nothingIsClaimedTwiceAndNothingIsLeft() {
    owe(client, 50);
    owe(Samples.newClient(), 50);
    PgNotificationQueue otherNode =
        new PgNotificationQueue(vertx, pool, box, leasing(UUID.randomUUID()));
    Set<NotificationId> seen = new HashSet<>();
    int found = 0;
    boolean more = true;
    while (more) {
      ClaimedBatch<ClaimedNotification> one = await(delivery.claim(7, openings(Map.of()), NOW));
      ClaimedBatch<ClaimedNotification> two = await(otherNode.claim(7, openings(Map.of()), NOW));
      found += one.items().size() + two.items().size();
      one.items().forEach(item -> seen.add(item.id()));
      two.items().forEach(item -> seen.add(item.id()));
      more = one.more() || two.more();
    }
    assertThat(found).isEqualTo(100);
    assertThat(seen).hasSize(100);
  }
}
