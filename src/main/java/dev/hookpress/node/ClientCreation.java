package dev.hookpress.node;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.config.Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.operator.Actor;
import dev.hookpress.operator.Actor.Source;
import dev.hookpress.operator.AuditEntry;
import dev.hookpress.operator.Audited.Change;
import dev.hookpress.postgres.Pools;
import dev.hookpress.postgres.operator.PgAudited;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.secrets.ApiKeySecret;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Creates a client with an API key and a signing secret. */
public final class ClientCreation {
  private static final Duration BOUND = Duration.ofSeconds(20);

  /** The client's credentials, shown once. */
  public record Created(ClientId client, String apiKey, SigningKey signingKey) {
    @Override
    public String toString() {
      return "Created";
    }
  }

  private ClientCreation() {}

  /**
   * Creates a client from the command line, with a Postgres connection of its own. Blocks.
   *
   * @param key the API key; one is generated if empty
   * @throws StartFailure if Postgres is unavailable, or the key is in use
   */
  public static Created run(Settings settings, Clock clock, String name, Optional<String> key) {
    Schema.migrate(settings);
    Vertx vertx = Vertx.vertx();
    Pool pool = Pools.open(vertx, StoreAddresses.database(settings), 1, 1);
    try {
      SealedBox box = SecretsBox.of(settings.secrets());
      PgClients clients = new PgClients(pool, box, 1, 1, Ticker.systemTicker(), clock);
      String apiKey = key.orElseGet(ApiKeySecret::draw);
      boolean taken = BoundedWait.forStart("Postgres", clients.byApiKey(apiKey), BOUND).isPresent();
      if (taken) {
        throw new StartFailure("the API key is another client's");
      }
      return BoundedWait.forStart("Postgres", create(pool, box, clock, name, apiKey), BOUND);
    } finally {
      ShutdownStep.step("postgres pool", pool.close(), BOUND);
      ShutdownStep.step("vertx", vertx.close(), BOUND);
    }
  }

  /** Stores the client and the entry in the audit log together. */
  private static Future<Created> create(
      Pool pool, SealedBox box, Clock clock, String name, String apiKey) {
    Instant now = clock.instant();
    return new PgAudited<>(
            pool,
            within -> new PgClients(within.client(), box, 1, 1, Ticker.systemTicker(), clock),
            at -> UlidCreator.getUlid(at.toEpochMilli()).toUuid())
        .perform(
            now,
            clients ->
                create(clients, name, apiKey, now)
                    .map(
                        made ->
                            Change.of(
                                made,
                                AuditEntry.of(
                                    actor(), "client.create", made.client().toString()))));
  }

  /** Who uses the command line, as the operating system says. */
  private static Actor actor() {
    return new Actor(System.getProperty("user.name", "unknown"), Source.CLI);
  }

  /** Stores a client with this key and a new secret. */
  static Future<Created> create(PgClients clients, String name, String apiKey, Instant now) {
    ClientId id = new ClientId(UlidCreator.getUlid(now.toEpochMilli()).toUuid());
    SigningKey secret = SigningKeys.draw(SigningScheme.V1);
    return clients
        .create(id, name, apiKey, secret.bytes(), now)
        .map(done -> new Created(id, apiKey, secret));
  }
}
