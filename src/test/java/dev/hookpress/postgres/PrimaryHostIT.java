package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two hosts in the URI: the one that takes writes is used, also after they have changed roles. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PrimaryHostIT {
  private final TestServers.DedicatedPostgres one = TestServers.dedicatedPostgres();
  private final TestServers.DedicatedPostgres other = TestServers.dedicatedPostgres();
  private final Vertx vertx = Vertx.vertx();
  private Pool pool;

  @AfterEach
  void close() {
    await(pool.close());
    await(vertx.close());
    one.close();
    other.close();
  }

  @Test
  void writesGoToTheHostThatTakesThem() throws Exception {
    readOnly(one, true);
    Database both = Database.of(both());
    Migrations.run(both);
    pool = Pools.open(vertx, both, 2, 100);

    write();
    assertThat(written(other)).isEqualTo(1);

    // The primary dies, and the standby becomes the primary.
    other.stop();
    readOnly(one, false);
    Migrations.run(Database.of(one.uri()));
    eventually(this::writes);
    assertThat(written(one)).isEqualTo(1);
  }

  private void write() {
    await(
        pool.query(
                "insert into client (id, name, created_at) values (gen_random_uuid(), 'a', now())")
            .execute());
  }

  private boolean writes() {
    try {
      write();
      return true;
    } catch (RuntimeException | AssertionError notYet) {
      return false;
    }
  }

  private String both() {
    URI first = URI.create(one.uri());
    URI second = URI.create(other.uri());
    return "postgresql://%s@%s:%d,%s:%d%s?target_session_attrs=read-write"
        .formatted(
            first.getUserInfo(),
            first.getHost(),
            first.getPort(),
            second.getHost(),
            second.getPort(),
            first.getPath());
  }

  private static int written(TestServers.DedicatedPostgres server) throws Exception {
    try (Connection connection = TestServers.connect(server.uri());
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from client")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void readOnly(TestServers.DedicatedPostgres server, boolean on) throws Exception {
    try (Connection connection = TestServers.connect(server.uri());
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set default_transaction_read_only = " + (on ? "on" : "off"));
      statement.execute("select pg_reload_conf()");
    }
    eventually(() -> isReadOnly(server) == on);
  }

  private static boolean isReadOnly(TestServers.DedicatedPostgres server) {
    try (Connection connection = TestServers.connect(server.uri());
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("show default_transaction_read_only")) {
      rows.next();
      return rows.getString(1).equals("on");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
