package dev.hookpress.support;

import dev.hookpress.postgres.PgUpkeep;
import dev.hookpress.postgres.Pools;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A migrated database of a test class's own on the real Postgres, and a pool of connections. */
public final class FreshDatabase implements BeforeAllCallback, AfterAllCallback {
  private Vertx vertx;
  private String uri;
  private Pool pool;

  @Override
  public void beforeAll(ExtensionContext context) {
    vertx = Vertx.vertx();
    uri = TestServers.migratedDatabase();
    pool = Pools.open(vertx, uri, 4, 1000);
    Awaiting.await(new PgUpkeep(pool).makePartitions(Instant.now(), Duration.ofDays(1)));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Awaiting.await(pool.close());
    Awaiting.await(vertx.close());
  }

  public Vertx vertx() {
    return vertx;
  }

  public String uri() {
    return uri;
  }

  public Pool pool() {
    return pool;
  }
}
