package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.account.SigningSecrets.Rotation;
import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.deliver.EndpointStore;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.queue.ShardLeases;
import dev.hookpress.postgres.records.PgSigningSecrets;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.signing.SigningScheme;
import dev.hookpress.support.Shards;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order of claims on the delivery queue, on a real Postgres. */
class EndpointQueueIT extends QueuesOnPostgres {
  @Test
  void aBlockedClientsBacklogDoesNotHideAnothersOneRow() {
    ClientId other = Samples.newClient();
    owe(client, 30);
    owe(other, 1);
    List<ClaimedNotification> found = claimed(10, claimLimits(Map.of(), client), NOW);
    assertThat(found).extracting(ClaimedNotification::client).containsExactly(other);
  }

  @Test
  void aHeldEndpointsBacklogDoesNotHideTheClientsOther() {
    owe(client, 30);
    owe(client, "https://other.test/");
    await(hold(HOOK, 60));
    // A hold never ends an earlier one.
    await(hold(HOOK, 5));
    assertThat(claimed(NOW.plusSeconds(59)))
        .extracting(one -> one.target().origin())
        .containsExactly("https://other.test");
    assertThat(claimed(NOW.plusSeconds(60))).hasSize(30);
  }

  private Future<Optional<Instant>> hold(String url, int seconds) {
    return endpoints.hold(
        new EndpointStore.Hold(named(client, url), NOW.plusSeconds(seconds), "busy"));
  }

  @Test
  void aUrlUsedOnceSharesItsOriginsRowAndGetsItsOwnWhenUsedAgain() {
    owe(client, "https://receiver.test/1");
    owe(client, "https://receiver.test/2");
    owe(client, "https://receiver.test/2");
    owe(client, "https://receiver.test/2");
    Endpoint origin = endpoint(client, "https://receiver.test");
    Endpoint again = endpoint(client, "https://receiver.test/2");
    List<ClaimedNotification> found = claimed(NOW);
    assertThat(found)
        .extracting(ClaimedNotification::queuedUnder)
        .containsExactlyInAnyOrder(origin, origin, again, again);
    assertThat(found)
        .extracting(ClaimedNotification::endpoint)
        .containsExactlyInAnyOrder(
            endpoint(client, "https://receiver.test/1"), again, again, again);
  }

  @Test
  void notificationsQueuedUnderAnOriginMoveToTheirUrlWhenItIsHeldOrGone() {
    owe(client, "https://receiver.test/1");
    owe(client, "https://receiver.test/2");
    await(hold("https://receiver.test/1", 60));
    await(endpoints.end(named(client, "https://receiver.test/2"), NOW, Optional.empty()));
    List<ClaimedNotification> found = claimed(NOW);
    ClaimedNotification held =
        found.stream().filter(one -> !one.endpointGone()).findFirst().orElseThrow();
    assertThat(found).hasSize(2).allMatch(ClaimedNotification::underOrigin);
    assertThat(held.target().identity()).isEqualTo("https://receiver.test/1");
    assertThat(held.heldUntil()).contains(NOW.plusSeconds(60));
    found.stream()
        .filter(ClaimedNotification::endpointGone)
        .forEach(one -> await(delivery.endAsGone(one, NOW)));
    await(delivery.release(held, NOW, true));
    assertThat(claimed(NOW.plusSeconds(59))).isEmpty();
    assertThat(claimed(NOW.plusSeconds(60)))
        .extracting(ClaimedNotification::underOrigin)
        .containsExactly(false);
  }

  @Test
  void anOriginIsHeldWhileAtLeastHalfOfItsUrlsAndAtLeastThreeAreHeld() {
    List<String> urls = IntStream.range(0, 8).mapToObj(i -> "https://receiver.test/" + i).toList();
    urls.forEach(url -> track(client, url));
    urls.forEach(url -> owe(client, url));
    assertThat(await(hold(urls.get(0), 10))).isEmpty();
    assertThat(await(hold(urls.get(1), 40))).isEmpty();
    assertThat(await(hold(urls.get(2), 30))).isEmpty();
    assertThat(claimed(NOW)).as("five of eight are open").hasSize(5);
    // Four of eight: until the first of the four holds ends.
    assertThat(await(hold(urls.get(3), 20))).contains(NOW.plusSeconds(10));
    owe(client, urls.get(7));
    owe(client, "https://receiver.test/once");
    owe(client, "https://other.test/");
    assertThat(claimed(NOW))
        .extracting(one -> one.target().origin())
        .containsExactly("https://other.test");
    assertThat(claimed(NOW.plusSeconds(10)))
        .extracting(one -> one.target().identity())
        .containsExactlyInAnyOrder(urls.get(0), urls.get(7), "https://receiver.test/once");
  }

  @Test
  void aClientsRowsAreBoundedAndLaterUrlsShareTheirOrigins() {
    IntStream.range(0, 1_000).forEach(i -> track(client, "https://receiver.test/" + i));
    assertThat(track(client, "https://receiver.test/0")).isTrue();
    assertThat(track(client, "https://receiver.test/late")).isFalse();
    assertThat(await(hold("https://receiver.test/late", 60))).isEmpty();
    owe(client, "https://receiver.test/once");
    owe(client, "https://receiver.test/0");
    assertThat(claimed(NOW)).as("the origin is held in its place").isEmpty();
    await(endpoints.end(named(client, "https://receiver.test/later"), NOW, Optional.empty()));
    assertThat(
            await(
                    pool.query("select count(*) as rows from endpoint where origin_key is not null")
                        .execute())
                .iterator()
                .next()
                .getLong("rows"))
        .isGreaterThanOrEqualTo(1_000);
    owe(client, "https://receiver.test/later");
    assertThat(claimed(NOW.plusSeconds(60))).noneMatch(ClaimedNotification::endpointGone);
  }

  private long rows() {
    return await(
            pool.preparedQuery("select count(*) from endpoint where client_id = $1")
                .execute(Tuple.of(client.value())))
        .iterator()
        .next()
        .getLong(0);
  }

  private void expire(Instant unused, Instant gone) {
    await(
        Sql.EXPIRE_ENDPOINTS
            .on(pool)
            .bind("unused_since", Columns.time(unused))
            .bind("gone_since", Columns.time(gone))
            .execute());
  }

  @Test
  void aGoneEndpointIsDeletedWithItsNotifications() {
    await(endpoints.end(named(client, HOOK), NOW, Optional.empty()));
    track(client, "https://receiver.test/unused");
    assertThat(rows()).isEqualTo(2);
    expire(NOW.plusSeconds(1), NOW.minusSeconds(1));
    assertThat(rows()).as("that one is gone").isEqualTo(1);
    expire(NOW.plusSeconds(1), NOW);
    assertThat(rows()).isZero();
  }

  @Test
  void aUrlWithSigningKeysOfItsOwnIsKept() {
    await(
        pool.preparedQuery("insert into client (id, name, created_at) values ($1, 'named', $2)")
            .execute(Tuple.of(client.value(), Columns.time(NOW))));
    PgSigningSecrets secrets =
        new PgSigningSecrets(
            pool,
            new SealedBox(new byte[32]),
            now -> UUID.randomUUID(),
            scheme -> Future.succeededFuture(SigningKeys.draw(scheme)));
    Rotation.Rotated made =
        (Rotation.Rotated)
            await(
                secrets.rotate(
                    client,
                    Optional.of(URI.create(HOOK)),
                    SigningScheme.V1,
                    Duration.ofHours(1),
                    NOW));
    await(endpoints.end(named(client, HOOK), NOW, Optional.empty()));

    expire(NOW.plusSeconds(1), NOW);
    Optional<EndpointKey> hook = Optional.of(endpoint(client, HOOK).key());
    assertThat(rows()).isEqualTo(1);
    assertThat(await(secrets.valid(client, hook, NOW))).hasSize(1);

    await(secrets.end(client, made.id(), NOW));
    expire(NOW.plusSeconds(1), NOW);
    assertThat(rows()).isZero();
  }

  @Test
  void theRowOfAUrlWithWaitingNotificationsAndItsOriginsHoldAreKept() {
    track(client, HOOK);
    owe(client, HOOK);
    expire(NOW.plusSeconds(1), NOW);
    assertThat(rows()).as("something waits under the URL").isGreaterThanOrEqualTo(1);
    await(
        pool.preparedQuery(
                "insert into endpoint (client_id, key, origin, held_until)"
                    + " values ($1, endpoint_key($2, false), $2, $3)"
                    + " on conflict (client_id, key) do update"
                    + " set held_until = excluded.held_until")
            .execute(
                Tuple.of(
                    client.value(), "https://receiver.test", Columns.time(NOW.plusSeconds(60)))));

    assertThat(claimed(NOW)).as("its origin is held").isEmpty();
    assertThat(claimed(NOW.plusSeconds(60))).hasSize(1);
  }

  @Test
  void aClaimTakesNoMoreForAnEndpointThanItsLimit() {
    owe(client, 30);
    Endpoint slow = endpoint(client, HOOK);
    assertThat(claimed(PLENTY, claimLimits(Map.of(slow, 3)), NOW)).hasSizeBetween(1, 3);
    assertThat(claimed(PLENTY, claimLimits(Map.of(slow, 0)), NOW)).isEmpty();
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
  void notificationsToAGoneEndpointEnd() {
    owe(client, 30);
    ClaimedNotification underWay = claimed(1, claimLimits(Map.of()), NOW).get(0);
    await(endpoints.end(named(client, HOOK), NOW, Optional.empty()));
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
  void aNewJobForAGoneEndpointReinstatesIt() {
    owe(client, 1);
    claimed(NOW);
    await(endpoints.end(named(client, HOOK), NOW, Optional.empty()));
    accepted(Samples.newClient());
    renderAll();
    ClaimedNotification another = claimed(NOW).get(0);
    assertThat(another.endpointGone()).isFalse();
    owe(client, 1);
    assertThat(claimed(NOW)).hasSize(1).noneMatch(ClaimedNotification::endpointGone);
  }

  @Test
  void aRoundWithoutClaimableRowsEnds() {
    IntStream.range(0, 150).forEach(i -> owe(Samples.newClient(), 1));
    assertThat(claimed(NOW)).hasSize(150);
    int statements = 1;
    while (await(delivery.claim(PLENTY, claimLimits(Map.of()), NOW)).more()) {
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
            .mapToObj(i -> await(delivery.claim(64, claimLimits(Map.of()), NOW)).items())
            .flatMap(List::stream)
            .map(ClaimedNotification::client)
            .collect(Collectors.toSet());
    assertThat(served).containsAll(small).contains(client);
  }

  @Test
  void twoNodesClaimEveryRowOnceAndEachEndpointIsOnesBusiness() {
    List<ClientId> clients = IntStream.range(0, 25).mapToObj(i -> Samples.newClient()).toList();
    clients.forEach(one -> owe(one, 4));
    ShardLeases other = Shards.joined(pool, NOW);
    Shards.balance(pool, shards, NOW);
    Shards.balance(pool, other, NOW);
    Set<NotificationId> seen = new HashSet<>();
    Set<ClientId> first = new HashSet<>();
    Set<ClientId> second = new HashSet<>();
    boolean more = true;
    while (more) {
      ClaimedBatch<ClaimedNotification> one = await(delivery.claim(7, claimLimits(Map.of()), NOW));
      ClaimedBatch<ClaimedNotification> two =
          await(queue(other).claim(7, claimLimits(Map.of()), NOW));
      one.items().forEach(item -> assertThat(seen.add(item.id())).isTrue());
      two.items().forEach(item -> assertThat(seen.add(item.id())).isTrue());
      one.items().forEach(item -> first.add(item.client()));
      two.items().forEach(item -> second.add(item.client()));
      more = one.more() || two.more();
    }
    assertThat(seen).hasSize(100);
    assertThat(first).isNotEmpty().doesNotContainAnyElementsOf(second);
    assertThat(second).isNotEmpty();
  }
}
