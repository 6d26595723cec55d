package dev.hookpress.postgres;

import dev.hookpress.support.FreshDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A test class with its own database. */
public abstract class OnPostgres {
  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  public static Vertx vertx;
  public static String uri;
  public static Pool pool;

  @BeforeAll
  static void shareDatabase() {
    vertx = DATABASE.vertx();
    uri = DATABASE.uri();
    pool = DATABASE.pool();
  }
}
