package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.bench.Backlog;
import dev.hookpress.job.ClientId;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.secrets.SecretsKey;
import dev.hookpress.support.FreshDatabase;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values sealed with an older key, on a real Postgres, and a run that is interrupted. */
class ResealingIT {
  private static final int NOTIFICATIONS = 40;
  private static final int BATCH = 3;
  private static final SecretsKey OLD = new SecretsKey(new byte[32]);
  private static final SecretsKey NEW = new SecretsKey(newKey());
  private static final SealedBox ROTATED = new SealedBox(NEW, List.of(OLD));
  private static final String SEALED =
      "select client_id, target as sealed from notification"
          + " union all select client_id, sealed from signing_secret";

  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  private static byte[] newKey() {
    byte[] key = new byte[32];
    key[0] = 1;
    return key;
  }

  @BeforeAll
  static void sealWithTheOldKey() {
    Backlog.fill(
        DATABASE.vertx(),
        DATABASE.uri(),
        new SealedBox(OLD, List.of()),
        List.of(URI.create("https://a.example/1"), URI.create("https://b.example/2")),
        NOTIFICATIONS,
        Instant.now());
  }

  @Test
  void anInterruptedRunIsContinuedWhereItStopped() {
    int all = sealedWith(OLD);
    assertThat(all).isGreaterThan(NOTIFICATIONS);
    SqlConnection other = await(DATABASE.pool().getConnection());
    await(other.begin());
    // The last notification is locked, so that the run stops at the last batch of all.
    await(
        other
            .query("select from notification order by client_id desc, id desc limit 1 for update")
            .execute());
    Pool pool = Pools.open(DATABASE.vertx(), DATABASE.uri(), 1, 10);
    Future<Long> interrupted = new Resealing(pool, ROTATED, BATCH).run();
    eventually(() -> sealedWith(OLD) <= BATCH);
    int left = sealedWith(OLD);
    await(
        DATABASE
            .pool()
            .query(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'")
            .execute());
    assertThatThrownBy(() -> await(interrupted)).isNotNull();
    await(other.query("rollback").execute());
    await(other.close());

    assertThat(sealedWith(OLD)).isEqualTo(left).isPositive();
    assertThat(await(new Resealing(pool, ROTATED, BATCH).run())).isEqualTo(left);
    assertThat(await(new Resealing(pool, ROTATED, BATCH).run())).isZero();
    assertThat(sealedWith(OLD)).isZero();
    assertThat(sealedWith(NEW)).isEqualTo(all);
    assertEachOpensWithTheNewKeyAlone();
    await(pool.close());
  }

  private static int sealedWith(SecretsKey key) {
    int id = new SealedBox(key, List.of()).keyId();
    int count = 0;
    for (Row row : await(DATABASE.pool().query(SEALED).execute())) {
      count += row.getBuffer("sealed").getUnsignedByte(0) == id ? 1 : 0;
    }
    return count;
  }

  private static void assertEachOpensWithTheNewKeyAlone() {
    SealedBox box = new SealedBox(NEW, List.of());
    List<String> opened = new ArrayList<>();
    for (Row row :
        await(
            DATABASE.pool().query("select client_id, target, body from notification").execute())) {
      opened.add(
          SealedNotification.open(
                  box,
                  new ClientId(row.getUUID("client_id")),
                  row.getBuffer("target").getBytes(),
                  row.getBuffer("body").getBytes())
              .target()
              .shown());
    }
    assertThat(opened).hasSize(NOTIFICATIONS).allMatch(target -> target.contains(".example/"));
  }
}
