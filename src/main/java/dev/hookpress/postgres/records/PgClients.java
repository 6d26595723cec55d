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
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
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

  private final Pool pool;
  private final SealedBox box;
  private final int defaultRequestsPerSecond;
  private final int defaultMaxPendingJobs;
  private final Cache<String, Client> known;

  /**
   * Creates the store.
   *
   * @param ticker measures the age of cached keys
   */
  public PgClients(
      Pool pool,
      SealedBox box,
      int defaultRequestsPerSecond,
      int defaultMaxPendingJobs,
      Ticker ticker) {
    this.pool = pool;
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
  public Future<Optional<Client>> byApiKey(String apiKey) {
    byte[] sha256 = DigestUtils.sha256(apiKey);
    String name = HexFormat.of().formatHex(sha256);
    Client remembered = known.getIfPresent(name);
    if (remembered != null) {
      return Future.succeededFuture(Optional.of(remembered));
    }
    return Sql.FIND_CLIENT_BY_KEY
        .on(pool)
        .bind("api_key_hash", Buffer.buffer(sha256))
        .execute()
        .map(rows -> rows.size() == 0 ? null : client(rows.iterator().next()))
        .map(Optional::ofNullable)
        // Unknown keys are not cached, so that guessed keys cannot evict valid ones.
        .onSuccess(found -> found.ifPresent(client -> known.put(name, client)));
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
        .bind("api_key_hash", Buffer.buffer(DigestUtils.sha256(apiKey)))
        .bind(
            "signing_secret",
            Buffer.buffer(box.seal(signingSecret, SealingPurposes.SIGNING_SECRET, id)))
        .execute()
        .mapEmpty();
  }

  private Client client(Row row) {
    Integer requestsPerSecond = row.getInteger("requests_per_second");
    Integer maxPendingJobs = row.getInteger("max_pending_jobs");
    return new Client(
        new ClientId(row.getUUID("id")),
        row.getString("name"),
        requestsPerSecond == null ? defaultRequestsPerSecond : requestsPerSecond,
        maxPendingJobs == null ? defaultMaxPendingJobs : maxPendingJobs);
  }
}
