package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.api.deliveries.Cancellations.Cancellation;
import dev.hookpress.api.deliveries.EndpointRegistry;
import dev.hookpress.api.deliveries.EndpointRegistry.Registration;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.RegisteredEndpoint;
import dev.hookpress.job.Target;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.records.PgCancellations;
import dev.hookpress.postgres.records.PgEndpointRegistry;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A node that is killed between the statements of a request, as the database sees it: the
 * connection ends in the middle of the transaction. What was asked for has happened wholly or not
 * at all.
 */
class CutOffIT extends QueuesOnPostgres {
  private final EndpointRegistry registry =
      new PgEndpointRegistry(
          TransactionScope.of(pool),
          box,
          wakeups,
          at -> UlidCreator.getMonotonicUlid(at.toEpochMilli()).toUuid(),
          client -> {});
  private final PgCancellations cancellations = new PgCancellations(pool, dialect -> {});

  @BeforeEach
  void addClient() {
    await(
        pool.preparedQuery("insert into client (id, name, created_at) values ($1, 'c', now())")
            .execute(Tuple.of(client.value())));
    await(
        pool.query(
                "create function cut_off() returns trigger language plpgsql as"
                    + " 'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'")
            .execute());
  }

  @AfterEach
  void repair() {
    await(pool.query("drop function cut_off() cascade").execute());
  }

  /** Ends each connection that writes to this table, until {@link #whole()}. */
  private void cutOffAt(String table) {
    await(
        pool.query(
                "create trigger cut_off before insert or update on "
                    + table
                    + " for each row execute function cut_off()")
            .execute());
  }

  private void whole() {
    repair();
    await(
        pool.query(
                "create function cut_off() returns trigger language plpgsql as"
                    + " 'begin return new; end'")
            .execute());
  }

  private static RegisteredEndpoint endpoint(Optional<Integer> rate, boolean enabled) {
    return new RegisteredEndpoint(
        "",
        new Target.Webhook(URI.create(HOOK), Map.of()),
        List.of(),
        true,
        Set.copyOf(RegisteredEndpoint.JOB_EVENTS),
        rate,
        Optional.empty(),
        enabled,
        NOW);
  }

  private static EndpointKey key() {
    return endpoint(Optional.empty(), true).key();
  }

  private static void isCutOff(Future<?> request) {
    assertThatThrownBy(() -> await(request)).isNotNull();
  }

  private Optional<Integer> rate() {
    var rows =
        await(
            pool.preparedQuery("select rate_per_second from endpoint where client_id = $1")
                .execute(Tuple.of(client.value())));
    return rows.size() == 0
        ? Optional.empty()
        : Optional.ofNullable(rows.iterator().next().getInteger(0));
  }

  @Test
  void aRegistrationThatIsCutOffLeavesNothing() {
    cutOffAt("endpoint_secret");

    isCutOff(registry.register(client, endpoint(Optional.of(5), true), NOW));

    whole();
    assertThat(await(registry.registered(client))).isEmpty();
    assertThat(rate()).isEmpty();
    Registration again = await(registry.register(client, endpoint(Optional.of(5), true), NOW));
    assertThat(((Registration.Registered) again).secret()).isPresent();
  }

  @Test
  void aChangeThatIsCutOffChangesNothing() {
    await(registry.register(client, endpoint(Optional.of(5), true), NOW));
    cutOffAt("endpoint");

    isCutOff(registry.change(client, key(), was -> endpoint(Optional.of(9), false), NOW));

    whole();
    RegisteredEndpoint is = await(registry.registered(client)).get(0);
    assertThat(is.perSecond()).contains(5);
    assertThat(is.enabled()).isTrue();
    assertThat(rate()).contains(5);
  }

  @Test
  void aRemovalThatIsCutOffRemovesNothing() {
    await(registry.register(client, endpoint(Optional.empty(), true), NOW));
    cutOffAt("endpoint");

    isCutOff(registry.remove(client, key(), NOW));

    whole();
    assertThat(await(registry.registered(client))).hasSize(1);
    assertThat(await(registry.remove(client, key(), NOW))).isTrue();
  }

  @Test
  void whatANodeThatIsKilledWasRenderingStillOwesItsEndpoints() {
    await(registry.register(client, endpoint(Optional.empty(), true), NOW));
    accepted(client);
    ClaimedDocument first = claimedDocument(NOW);
    assertThat(first.subscribed()).isTrue();

    ClaimedDocument second = claimedDocument(NOW.plus(LEASE).plusSeconds(1));
    assertThat(second.subscribed()).isTrue();
  }

  private ClaimedDocument claimedDocument(java.time.Instant at) {
    return await(renderQueue().claim(1, new DocumentClaimLimits(Map.of(), 1), at)).items().get(0);
  }

  @Test
  void aCancellationThatIsCutOffLeavesTheNotificationToBeSent() {
    owe(client, 1);
    ClaimedNotification one = claimed(NOW).get(0);
    await(
        delivery.record(
            Samples.attempt(one, Outcome.TIMEOUT, new Next.RetryAt(NOW.plusSeconds(60)))));
    cutOffAt("notification");

    isCutOff(cancellations.cancel(client, one.id(), NOW));

    whole();
    assertThat(view(one).state()).isEqualTo(NotificationState.PENDING);
    assertThat(claimed(NOW.plusSeconds(60))).hasSize(1);
    assertThat(await(cancellations.cancel(client, one.id(), NOW.plusSeconds(60))))
        .isEqualTo(Cancellation.UNDER_WAY);
  }
}
