package dev.hookpress.support;

import dev.hookpress.postgres.Migrations;
import dev.hookpress.postgres.PgUpkeep;
import dev.hookpress.postgres.Pools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
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
    uri = TestServers.freshDatabase();
    Migrations.run(uri);
    pool = Pools.open(vertx, uri, 4, 1000);
    await(new PgUpkeep(pool).makePartitions(Instant.now()));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    await(pool.close());
    await(vertx.close());
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

  /** What the Future brings, within 20 s. */
  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
