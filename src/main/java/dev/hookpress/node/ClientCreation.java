package dev.hookpress.node;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.config.Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.Pools;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Creates a client with an API key and a signing secret. */
public final class ClientCreation {
  private static final Duration BOUND = Duration.ofSeconds(20);
  // Random bytes of a key: beyond guessing at any request rate.
  private static final int KEY_BYTES = 24;

  /** The client's credentials, shown once. */
  public record Created(String apiKey, SigningKey signingKey) {
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
    App.migrate(settings);
    Vertx vertx = Vertx.vertx();
    Pool pool = Pools.open(vertx, StoreAddresses.database(settings), 1, 1);
    try {
      SealedBox box = SecretsBox.of(settings.secrets());
      PgClients clients = new PgClients(pool, box, 1, 1, Ticker.systemTicker());
      String apiKey = key.orElseGet(ClientCreation::newKey);
      boolean taken = BoundedWait.forStart("Postgres", clients.byApiKey(apiKey), BOUND).isPresent();
      if (taken) {
        throw new StartFailure("the API key is another client's");
      }
      return BoundedWait.forStart(
          "Postgres", create(clients, name, apiKey, clock.instant()), BOUND);
    } finally {
      ShutdownStep.step("postgres pool", pool.close(), BOUND);
      ShutdownStep.step("vertx", vertx.close(), BOUND);
    }
  }

  /** Stores a client with this key and a new secret. */
  static Future<Created> create(PgClients clients, String name, String apiKey, Instant now) {
    ClientId id = new ClientId(UlidCreator.getUlid(now.toEpochMilli()).toUuid());
    SigningKey secret = SigningKeys.draw(SigningScheme.V1);
    return clients
        .create(id, name, apiKey, secret.bytes(), now)
        .map(done -> new Created(apiKey, secret));
  }

  private static String newKey() {
    return "hp_" + Base64.getUrlEncoder().withoutPadding().encodeToString(drawn());
  }

  private static byte[] drawn() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
