package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.support.FreshDatabase;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node must be able to do in Postgres, and how long it waits for it. */
class ReadinessIT {
  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String READ_ONLY = "25006";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  @Test
  void aNodeWritesItsRowAndThoseOfLongAgoAreDeleted() {
    PgUpkeep upkeep = new PgUpkeep(DATABASE.pool());
    UUID old = UUID.randomUUID();
    UUID node = UUID.randomUUID();
    await(upkeep.probe(old, NOW));
    await(upkeep.probe(node, NOW.plus(Duration.ofHours(24))));
    assertThat(probed()).contains(old, node);

    await(upkeep.probe(node, NOW.plus(Duration.ofHours(25))));
    await(upkeep.probe(node, NOW.plus(Duration.ofHours(60))));
    assertThat(probed()).contains(node).doesNotContain(old);
  }

  @Test
  void aServerThatOnlyReadsFailsTheCheck() {
    Pool replica = Pools.open(DATABASE.vertx(), DATABASE.uri(), 1, 10);
    try {
      await(replica.query("set default_transaction_read_only = on").execute());
      assertThat(await(replica.query("select 1").execute()).size()).isEqualTo(1);
      assertThatThrownBy(() -> await(new PgUpkeep(replica).probe(UUID.randomUUID(), NOW)))
          .rootCause()
          .isInstanceOfSatisfying(
              PgException.class, e -> assertThat(e.getSqlState()).isEqualTo(READ_ONLY));
    } finally {
      await(replica.close());
    }
  }

  @Test
  void everyPoolBoundsItsStatementsAndItsWaitsForLocks() {
    Database database = Database.of(DATABASE.uri());
    List<Pool> pools =
        List.of(
            Pools.open(DATABASE.vertx(), database, 1, 10),
            Pools.openForQueues(DATABASE.vertx(), database, 10),
            Pools.openOne(DATABASE.vertx(), database, "one", 10),
            Pools.openForUpkeep(DATABASE.vertx(), database, 10));

    assertThat(pools)
        .extracting(pool -> shown(pool, "statement_timeout"), pool -> shown(pool, "lock_timeout"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("30s", "5s"),
            org.assertj.core.groups.Tuple.tuple("30s", "5s"),
            org.assertj.core.groups.Tuple.tuple("30s", "5s"),
            org.assertj.core.groups.Tuple.tuple("10min", "5s"));
    pools.forEach(pool -> await(pool.close()));
  }

  @Test
  void aLockedTableFailsTheCheckInsteadOfHoldingIt() {
    Pool impatient = Pools.open(DATABASE.vertx(), DATABASE.uri(), 1, 10);
    SqlConnection locking = await(DATABASE.pool().getConnection());
    try {
      await(impatient.query("set lock_timeout = '50ms'").execute());
      await(locking.begin());
      await(locking.query("lock table node_probe in access exclusive mode").execute());

      assertThatThrownBy(() -> await(new PgUpkeep(impatient).probe(UUID.randomUUID(), NOW)))
          .rootCause()
          .isInstanceOfSatisfying(
              PgException.class, e -> assertThat(e.getSqlState()).isEqualTo(LOCK_NOT_AVAILABLE));
    } finally {
      await(locking.close());
      await(impatient.close());
    }
  }

  private static List<UUID> probed() {
    return await(DATABASE.pool().query("select node from node_probe").execute()).stream()
        .map(row -> row.getUUID("node"))
        .toList();
  }

  private static String shown(Pool pool, String setting) {
    return await(pool.query("show " + setting).execute()).iterator().next().getString(0);
  }
}
