package dev.hookpress.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.Pools;
import dev.hookpress.postgres.records.PgClients;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A client of a node, with limits too high to matter. */
record Tenant(ClientId id, String key) {
  /** The settings that the node needs for it. */
  static final Map<String, String> NO_LIMITS =
      Map.of(
          "HOOKPRESS_LIMITS_REQUESTS_PER_SECOND", "1000000",
          "HOOKPRESS_LIMITS_MAX_PENDING_JOBS", "100000000");

  private static final String JOBS = "v1/jobs";
  private static final int ACCEPTED = 202;
  private static final int UNKNOWN_KEY = 401;

  /** Creates a client with a signing secret in the database. */
  static Tenant create(Stage stage, String databaseUri) {
    Instant now = Instant.now();
    ClientId id = new ClientId(UlidCreator.getUlid(now.toEpochMilli()).toUuid());
    String key = "hp_bench_" + id;
    Pool pool = Pools.open(stage.vertx(), databaseUri, 1, 1);
    try {
      new PgClients(pool, stage.box(), 1, 1, Ticker.systemTicker(), Clock.systemUTC())
          .create(id, "bench", key, new byte[32], now)
          .await();
    } finally {
      pool.close().await();
    }
    return new Tenant(id, key);
  }

  /** A job of one document, whose callback repeats the time at which the request was due. */
  Call submit(Node node, String html, URI hook) {
    return post(node, "X-API-Key", html, Optional.of(hook), Optional.empty(), ACCEPTED);
  }

  /** The same, rendered by that engine. */
  Call submit(Node node, String html, URI hook, String engine) {
    return post(node, "X-API-Key", html, Optional.of(hook), Optional.of(engine), ACCEPTED);
  }

  /** A job of one document without a callback. */
  Call render(Node node, String html) {
    return post(node, "X-API-Key", html, Optional.empty(), Optional.empty(), ACCEPTED);
  }

  /**
   * A request to the cheapest route of the same server: the same request with another name for one
   * header, so that no key is found. The first handler of the route answers 401; the body is read
   * and discarded.
   */
  Call refused(Node node, String html, URI hook) {
    return post(node, "X-API-Kez", html, Optional.of(hook), Optional.empty(), UNKNOWN_KEY);
  }

  private Call post(
      Node node,
      String keyHeader,
      String html,
      Optional<URI> hook,
      Optional<String> engine,
      int expected) {
    ObjectNode job = new ObjectMapper().createObjectNode();
    job.putArray("parts").addObject().put("html", html);
    hook.ifPresent(url -> job.putObject("callback").put("url", url.toString()));
    engine.ifPresent(name -> job.putObject("options").put("engine", name));
    job.putObject("metadata").put("due", Call.DUE);
    return Call.post(
        node.api().resolve(JOBS),
        Map.of(keyHeader, key, "content-type", "application/json"),
        job.toString(),
        expected);
  }
}
