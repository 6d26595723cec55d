package dev.hookpress.postgres.records;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.api.http.Clients;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.secrets.ApiKeySecret;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Stores clients and looks them up by API key. Only a key's SHA-256 is stored; lookups are cached.
 */
public final class PgClients implements Clients {
  // How long a revoked key may continue to work, and how many keys a node caches.
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int MAX_REMEMBERED = 10_000;

  // The use of a key is recorded to the minute.
  private static final Duration USE_RECORDED_EVERY = Duration.ofMinutes(1);

  private final SqlClient pool;
  private final SealedBox box;
  private final int defaultRequestsPerSecond;
  private final int defaultMaxPendingJobs;
  private final InstantSource clock;
  private final Cache<String, Known> known;

  /** A client that a key was found to belong to until the key expires. */
  private record Known(Client client, Optional<Instant> expiresAt) {}

  /**
   * Creates the store.
   *
   * @param ticker measures the age of cached keys
   * @param clock tells when a key expires
   */
  public PgClients(
      SqlClient pool,
      SealedBox box,
      int defaultRequestsPerSecond,
      int defaultMaxPendingJobs,
      Ticker ticker,
      InstantSource clock) {
    this.pool = pool;
    this.clock = clock;
    this.box = box;
    this.defaultRequestsPerSecond = defaultRequestsPerSecond;
    this.defaultMaxPendingJobs = defaultMaxPendingJobs;
    this.known =
        Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_REMEMBERED)
            .ticker(ticker)
            .build();
  }

  @Override
  public Future<Optional<Client>> byKeyDigest(String name) {
    byte[] sha256 = HexFormat.of().parseHex(name);
    Instant now = clock.instant();
    Known remembered = known.getIfPresent(name);
    if (remembered != null && remembered.expiresAt().filter(end -> !end.isAfter(now)).isEmpty()) {
      return Future.succeededFuture(Optional.of(remembered.client()));
    }
    return Sql.FIND_CLIENT_BY_KEY
        .on(pool)
        .bind("api_key_hash", Buffer.buffer(sha256))
        .bind("now", Columns.time(now))
        .execute()
        .map(rows -> rows.size() == 0 ? null : known(rows.iterator().next()))
        .map(Optional::ofNullable)
        // Unknown keys are not cached, so that guessed keys cannot evict valid ones.
        .onSuccess(found -> found.ifPresent(one -> remember(name, sha256, one, now)))
        .map(found -> found.map(Known::client));
  }

  private void remember(String name, byte[] sha256, Known found, Instant now) {
    known.put(name, found);
    // Nobody waits for this, and a failure is made up for by the next use.
    Sql.TOUCH_API_KEY
        .on(pool)
        .bind("api_key_hash", Buffer.buffer(sha256))
        .bind("now", Columns.time(now))
        .bind("unless_since", Columns.time(now.minus(USE_RECORDED_EVERY)))
        .execute();
  }

  /** Forgets what is cached of a client, whose limits or keys have changed. */
  public void forget(ClientId client) {
    known.asMap().values().removeIf(one -> one.client().id().equals(client));
  }

  /**
   * Inserts a client with its first key and its signing secret. Fails if the key is taken.
   *
   * @param signingSecret the raw key that signs callbacks
   */
  public Future<Void> create(
      ClientId id, String name, String apiKey, byte[] signingSecret, Instant now) {
    return Sql.CREATE_CLIENT
        .on(pool)
        .bind("client", id.value())
        .bind("name", name)
        .bind("now", Columns.time(now))
        // A key is known by its client and its id: the first one may have its client's.
        .bind("api_key", id.value())
        .bind("api_key_hash", Buffer.buffer(DigestUtils.sha256(apiKey)))
        .bind("api_key_prefix", ApiKeySecret.prefix(apiKey))
        .bind(
            "signing_secret",
            Buffer.buffer(box.seal(signingSecret, SealingPurposes.SIGNING_SECRET, id)))
        .execute()
        .mapEmpty();
  }

  private Known known(Row row) {
    return new Known(client(row), Columns.optionalInstant(row, "expires_at"));
  }

  private Client client(Row row) {
    Integer requestsPerSecond = row.getInteger("requests_per_second");
    Integer maxPendingJobs = row.getInteger("max_pending_jobs");
    return new Client(
        new ClientId(row.getUUID("id")),
        row.getString("name"),
        requestsPerSecond == null ? defaultRequestsPerSecond : requestsPerSecond,
        maxPendingJobs == null ? defaultMaxPendingJobs : maxPendingJobs,
        PgApiKeys.scopes(row));
  }
}
