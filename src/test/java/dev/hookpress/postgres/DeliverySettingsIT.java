package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.DeliverySettings.ClientTerms;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.postgres.records.PgDeliverySettings;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cached settings of clients during an outage of Postgres. */
class DeliverySettingsIT {
  private static TestServers.DedicatedPostgres postgres;
  private static Vertx vertx;
  private static Pool pool;

  private final AtomicLong nanos = new AtomicLong();
  private final SealedBox box = new SealedBox(new byte[32]);
  private final PgDeliverySettings deliverySettings =
      new PgDeliverySettings(
          pool,
          box,
          new BreakerPolicy(50, Duration.ofMinutes(10), Duration.ofMinutes(20)),
          new RetryPolicy(List.of(Duration.ofSeconds(5))),
          nanos::get);

  @BeforeAll
  static void openDatabase() {
    postgres = TestServers.dedicatedPostgres();
    vertx = Vertx.vertx();
    String uri = TestServers.freshDatabase(postgres);
    Migrations.run(uri);
    pool = Pools.open(vertx, uri, 2, 100);
  }

  @AfterAll
  static void close() {
    await(pool.close());
    await(vertx.close());
    postgres.close();
  }

  @Test
  void cachedSettingsHoldWhilePostgresIsUnavailable() {
    ClientId known = newClient();
    ClientId unknown = newClient();
    ClientTerms first = await(deliverySettings.of(known, Samples.NOW));
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
    postgres.stop();

    assertThat(await(deliverySettings.of(known, Samples.NOW)).retries()).isEqualTo(first.retries());
    assertThat(await(deliverySettings.of(known, Samples.NOW)).signingKeys()).hasSize(1);
    assertThat(await(deliverySettings.of(unknown, Samples.NOW).map(true).otherwise(false)))
        .isFalse();

    // A failure is not remembered.
    postgres.start();
    assertThat(await(deliverySettings.of(unknown, Samples.NOW)).signingKeys()).hasSize(1);
  }

  @Test
  void manyClientsAreReadTogetherAndNoneFailsAnother() {
    SealedBox another = new SealedBox(otherKey());
    List<ClientId> known = Stream.generate(this::newClient).limit(20).toList();
    ClientId unknown = Samples.newClient();
    ClientId unreadable = newClient(another);
    List<ClientId> all =
        Stream.of(known.stream(), Stream.of(unknown, unreadable), known.stream())
            .flatMap(some -> some)
            .toList();

    List<Future<ClientTerms>> asked =
        all.stream().map(client -> deliverySettings.of(client, Samples.NOW)).toList();
    await(Future.join(asked).otherwiseEmpty());

    for (int i = 0; i < all.size(); i++) {
      boolean answered = known.contains(all.get(i));
      assertThat(asked.get(i).succeeded()).as("client " + i).isEqualTo(answered);
    }
    assertThat(
            known.stream().map(one -> await(deliverySettings.of(one, Samples.NOW)).signingKeys()))
        .as("each has its own key")
        .doesNotHaveDuplicates();
  }

  private static byte[] otherKey() {
    byte[] key = new byte[32];
    key[0] = 1;
    return key;
  }

  private ClientId newClient() {
    return newClient(box);
  }

  private ClientId newClient(SealedBox sealedBy) {
    ClientId client = Samples.newClient();
    PgClients clients = new PgClients(pool, sealedBy, 100, 100, nanos::get, Clock.systemUTC());
    await(
        clients.create(
            client, "client " + client, "key-" + client.value(), new byte[32], Samples.NOW));
    return client;
  }
}
