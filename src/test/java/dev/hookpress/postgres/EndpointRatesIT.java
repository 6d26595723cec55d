package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.api.deliveries.EndpointRegistry;
import dev.hookpress.api.deliveries.EndpointRegistry.Registration;
import dev.hookpress.job.RegisteredEndpoint;
import dev.hookpress.job.Target;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import dev.hookpress.postgres.records.PgEndpointRegistry;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rates of endpoints, on a real Postgres: one for all nodes. */
class EndpointRatesIT extends QueuesOnPostgres {
  private static final int PER_SECOND = 8;

  private final EndpointRegistry registry =
      new PgEndpointRegistry(
          TransactionScope.of(pool),
          box,
          wakeups,
          at -> UlidCreator.getMonotonicUlid(at.toEpochMilli()).toUuid(),
          client -> {});

  @BeforeEach
  void addClient() {
    await(
        pool.preparedQuery("insert into client (id, name, created_at) values ($1, 'c', now())")
            .execute(io.vertx.sqlclient.Tuple.of(client.value())));
  }

  private Registration registered(String url, Optional<Integer> rate) {
    return await(
        registry.register(
            client,
            new RegisteredEndpoint(
                "",
                new Target.Webhook(URI.create(url), Map.of()),
                List.of(),
                true,
                Set.copyOf(RegisteredEndpoint.JOB_EVENTS),
                rate,
                Optional.empty(),
                true,
                NOW),
            NOW));
  }

  private int claimedAt(Instant at) {
    return claimed(at).size();
  }

  @Test
  void anEndpointIsClaimedAtItsRateWhateverWaits() {
    registered(HOOK, Optional.of(PER_SECOND));
    owe(client, 3 * PER_SECOND);
    owe(client, "https://other.test/");

    int first = claimedAt(NOW);
    // A quarter of a second's worth, and the other endpoint's.
    assertThat(first).isEqualTo(PER_SECOND / 4 + 1);
    assertThat(claimedAt(NOW)).isZero();
    int second =
        IntStream.rangeClosed(1, 10).map(tenth -> claimedAt(NOW.plusMillis(100L * tenth))).sum();
    assertThat(second).isEqualTo(PER_SECOND);
  }

  @Test
  void aRateIsOneForAllNodes() {
    registered(HOOK, Optional.of(PER_SECOND));
    owe(client, 3 * PER_SECOND);
    assertThat(claimedAt(NOW)).isEqualTo(PER_SECOND / 4);
    PgNotificationQueue other = takenOver();
    assertThat(claimedBy(other, NOW)).isEmpty();
    assertThat(claimedBy(other, NOW.plusMillis(250))).hasSize(PER_SECOND / 4);
  }

  @Test
  void aSlowRateLetsOneAttemptPassInItsTime() {
    registered(HOOK, Optional.of(1));
    owe(client, 3);

    assertThat(claimedAt(NOW)).isEqualTo(1);
    assertThat(claimedAt(NOW.plusMillis(900))).isZero();
    assertThat(claimedAt(NOW.plusMillis(1_000))).isEqualTo(1);
  }

  @Test
  void aClientRegistersTwentyUrlsEachOnce() {
    String url = "https://receiver.test/";
    for (int i = 0; i < EndpointRegistry.MAX_REGISTERED; i++) {
      assertThat(registered(url + i, Optional.empty()))
          .isInstanceOfSatisfying(
              Registration.Registered.class, made -> assertThat(made.secret()).isPresent());
    }
    assertThat(registered(url + 0, Optional.empty())).isInstanceOf(Registration.Taken.class);
    assertThat(registered(url + "more", Optional.empty())).isInstanceOf(Registration.Full.class);
  }
}
