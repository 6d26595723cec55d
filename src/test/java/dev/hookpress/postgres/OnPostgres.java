package dev.hookpress.postgres;

import dev.hookpress.support.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A database of a test class's own on the real Postgres. */
public abstract class OnPostgres {
  public static Vertx vertx;
  public static String uri;
  public static Pool pool;

  @BeforeAll
  static void openDatabase() {
    vertx = Vertx.vertx();
    uri = TestServers.freshDatabase();
    Migrations.run(uri);
    pool = Pools.open(vertx, uri, 4, 1000);
    await(new PgUpkeep(pool).makePartitions(Samples.NOW));
  }

  @AfterAll
  static void closeDatabase() {
    await(pool.close());
    await(vertx.close());
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
