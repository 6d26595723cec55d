package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.api.account.SigningSecrets;
import dev.hookpress.api.account.SigningSecrets.Rotation;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.job.Target;
import dev.hookpress.job.UrlKey;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.postgres.records.PgDeliverySettings;
import dev.hookpress.postgres.records.PgEventsTarget;
import dev.hookpress.postgres.records.PgSigningSecrets;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a client's keys and targets are stored, on a real Postgres. */
class ClientSettingsIT extends OnPostgres {
  private static final Instant NOW = Samples.NOW;
  private static final Duration HOUR = Duration.ofHours(1);

  private final SealedBox box = new SealedBox(new byte[32]);
  private final PgSigningSecrets secrets =
      new PgSigningSecrets(
          pool,
          box,
          now -> UUID.randomUUID(),
          scheme -> Future.succeededFuture(SigningKeys.draw(scheme)));
  private final PgEventsTarget events = new PgEventsTarget(pool, box);
  private final ClientId client = Samples.newClient();

  @BeforeEach
  void create() {
    PgClients clients = new PgClients(pool, box, 1, 1, Ticker.systemTicker(), Clock.systemUTC());
    await(clients.create(client, "one", client.toString(), new byte[32], NOW));
  }

  private Rotation rotate(Duration overlap, Instant at) {
    return await(secrets.rotate(client, Optional.empty(), SigningScheme.V1, overlap, at));
  }

  @Test
  void aRotationDeletesExpiredKeys() {
    for (int i = 0; i < 30; i++) {
      rotate(Duration.ZERO, NOW.plusSeconds(i));
    }
    Row rows =
        await(
                pool.preparedQuery("select count(*) as n from signing_secret where client_id = $1")
                    .execute(Tuple.of(client.value())))
            .iterator()
            .next();
    assertThat(rows.getInteger("n")).isLessThanOrEqualTo(2);
  }

  @Test
  void aCachedKeySignsNoLongerThanItIsValid() {
    // The cache's clock stands still.
    PgDeliverySettings deliverySettings =
        new PgDeliverySettings(
            pool, box, BreakerPolicy.DEFAULT, new RetryPolicy(List.of()), () -> 0);
    await(secrets.rotate(client, Optional.empty(), SigningScheme.V1A, HOUR, NOW));
    rotate(HOUR, NOW);

    assertThat(await(deliverySettings.of(client, NOW)).signingKeys())
        .extracting(SigningKey::scheme)
        .containsExactly(SigningScheme.V1, SigningScheme.V1A, SigningScheme.V1);
    assertThat(await(deliverySettings.of(client, NOW.plus(HOUR).minusMillis(1))).signingKeys())
        .hasSize(3);
    assertThat(await(deliverySettings.of(client, NOW.plus(HOUR))).signingKeys())
        .extracting(SigningKey::scheme)
        .containsExactly(SigningScheme.V1, SigningScheme.V1A);
  }

  private SigningKeyId rotated(Optional<URI> url, SigningScheme scheme, Instant at) {
    return ((Rotation.Rotated) await(secrets.rotate(client, url, scheme, HOUR, at))).id();
  }

  private List<SigningKey> signing(PgDeliverySettings deliverySettings, URI url, Instant at) {
    Endpoint events = new Endpoint(client, UrlKey.of(url).endpoint(true));
    List<SigningKey> keys =
        await(deliverySettings.of(new Endpoint(client, UrlKey.of(url).endpoint(false)), at))
            .signingKeys();
    assertThat(await(deliverySettings.of(events, at)).signingKeys()).isEqualTo(keys);
    return keys;
  }

  @Test
  void aUrlsOwnKeysSignWhatIsSentThereAndNothingElse() {
    URI one = URI.create("https://hook.test/in?token=1");
    URI other = URI.create("https://hook.test/in?token=2");
    URI third = URI.create("https://hook.test/in");
    AtomicLong nanos = new AtomicLong();
    PgDeliverySettings deliverySettings =
        new PgDeliverySettings(
            pool, box, BreakerPolicy.DEFAULT, new RetryPolicy(List.of()), nanos::get);
    rotated(Optional.of(one), SigningScheme.V1, NOW);
    SigningKeyId ofOther = rotated(Optional.of(other), SigningScheme.V1A, NOW);

    List<SigningKey> ofClient = await(deliverySettings.of(client, NOW)).signingKeys();
    assertThat(signing(deliverySettings, third, NOW)).isEqualTo(ofClient);
    assertThat(signing(deliverySettings, one, NOW))
        .hasSize(1)
        .doesNotContainAnyElementsOf(ofClient)
        .extracting(SigningKey::scheme)
        .containsExactly(SigningScheme.V1);
    assertThat(signing(deliverySettings, other, NOW))
        .extracting(SigningKey::scheme)
        .containsExactly(SigningScheme.V1A);

    rotated(Optional.of(one), SigningScheme.V1, NOW);
    await(secrets.end(client, ofOther, NOW));
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(signing(deliverySettings, one, NOW)).hasSize(2);
    assertThat(signing(deliverySettings, one, NOW.plus(HOUR))).hasSize(1);
    assertThat(signing(deliverySettings, other, NOW))
        .as("the last of them has ended")
        .hasSize(1)
        .extracting(SigningKey::scheme)
        .containsExactly(SigningScheme.V1);
  }

  @Test
  void aUrlsKeysAndTheUrlsThatHaveSomeAreBounded() {
    Optional<URI> hook = Optional.of(URI.create("https://hook.test/"));
    for (int i = 0; i < SigningSecrets.MAX_VALID; i++) {
      rotated(hook, SigningScheme.V1, NOW);
    }
    assertThat(await(secrets.rotate(client, hook, SigningScheme.V1A, HOUR, NOW)))
        .isInstanceOf(Rotation.Full.class);

    for (int i = 0; i < 999; i++) {
      await(
          pool.preparedQuery("select track_endpoint($1, endpoint_key($2, false), $2, $3)")
              .execute(Tuple.of(client.value(), "https://hook.test/" + i, "https://hook.test")));
    }
    assertThat(await(rotation("https://hook.test/one-too-many")))
        .isInstanceOf(Rotation.TooManyEndpoints.class);
    assertThat(await(rotation("https://hook.test/7"))).isInstanceOf(Rotation.Rotated.class);
  }

  private Future<Rotation> rotation(String url) {
    return secrets.rotate(client, Optional.of(URI.create(url)), SigningScheme.V1, HOUR, NOW);
  }

  @Test
  void theEventsTargetIsEncryptedLikeANotificationsTarget() {
    Target.Webhook target =
        new Target.Webhook(
            URI.create("https://Hook.test/path?token=s3cret"), Map.of("A", "s3cret"));
    await(events.put(client, target));

    Row row =
        await(
                pool.preparedQuery("select events_origin, events_target from client where id = $1")
                    .execute(Tuple.of(client.value())))
            .iterator()
            .next();
    assertThat(row.getString("events_origin")).isEqualTo("https://hook.test");
    byte[] sealed = row.getBuffer("events_target").getBytes();
    assertThat(StoredJson.target(box.open(sealed, SealingPurposes.TARGET, client)))
        .isEqualTo(target);
    assertThat(row.getBuffer("events_target").toString()).doesNotContain("s3cret");
    assertThat(await(events.get(client))).contains(target);
    await(events.remove(client));
    assertThat(await(events.get(client))).isEmpty();
  }

  @Test
  void javaAndSqlComputeTheSameEndpointKey() {
    for (boolean operational : new boolean[] {false, true}) {
      for (String origin : List.of("https://hooks.example.com", "http://[2001:db8::1]:8443")) {
        Row row =
            await(
                    pool.preparedQuery("select endpoint_key($1, $2) as key")
                        .execute(Tuple.of(origin, operational)))
                .iterator()
                .next();
        assertThat(row.getLong("key")).isEqualTo(EndpointKey.of(origin, operational).value());
      }
    }
  }
}
