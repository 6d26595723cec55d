package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many days a partition has, and when it is dropped. */
class PartitionsIT {
  private static final Instant NOW = Instant.parse("2026-03-10T23:30:00Z");
  private static final Duration KEEP = Duration.ofDays(30);

  private final Vertx vertx = Vertx.vertx();
  private Pool pool;
  private PgUpkeep upkeep;

  @BeforeEach
  void open() {
    String uri = TestServers.migratedDatabase();
    pool = Pools.open(vertx, uri, 1, 10);
    upkeep = new PgUpkeep(pool);
  }

  @AfterEach
  void close() {
    await(pool.close());
    await(vertx.close());
  }

  @Test
  void aPartitionIsAsWideAsAFifthOfTheRetention() {
    await(upkeep.makePartitions(NOW, KEEP));
    assertThat(partitions()).containsExactly("2026-03-09 2026-03-14", "2026-03-14 2026-03-20");

    await(upkeep.makePartitions(NOW.plus(Duration.ofDays(3)), KEEP));
    assertThat(partitions())
        .containsExactly("2026-03-09 2026-03-14", "2026-03-14 2026-03-20", "2026-03-20 2026-03-26");
  }

  @Test
  void aMonthHasEightPartitionsATable() {
    for (int day = 0; day < 60; day++) {
      Instant then = NOW.plus(Duration.ofDays(day));
      await(upkeep.makePartitions(then, KEEP));
      await(upkeep.dropOld(then, KEEP, KEEP));
      assertThat(partitions()).hasSizeLessThanOrEqualTo(8);
    }
  }

  @Test
  void partitionsOfDaysStayAndHolesAreFilled() {
    query("call make_partitions('2026-03-11', 2)");
    query("call make_partitions('2026-03-14', 1)");
    await(upkeep.makePartitions(NOW, KEEP));
    assertThat(partitions())
        .containsExactly(
            "2026-03-09 2026-03-11",
            "2026-03-11 2026-03-12",
            "2026-03-12 2026-03-13",
            "2026-03-13 2026-03-14",
            "2026-03-14 2026-03-15",
            "2026-03-15 2026-03-20");
  }

  @Test
  void aNodeOfTheVersionBeforeGoesOnBesideWidePartitions() {
    await(upkeep.makePartitions(NOW, KEEP));
    query("call make_partitions('2026-03-12', 9)");
    assertThat(partitions())
        .containsExactly("2026-03-09 2026-03-14", "2026-03-14 2026-03-20", "2026-03-20 2026-03-21");
  }

  @Test
  void aPartitionIsDroppedWhenItsLastDayIsOld() {
    await(upkeep.makePartitions(NOW, KEEP));
    Instant lastDay = Instant.parse("2026-03-13T00:00:00Z").plus(KEEP);

    await(upkeep.dropOld(lastDay, KEEP, KEEP));
    assertThat(partitions()).hasSize(2);

    await(upkeep.dropOld(lastDay.plus(Duration.ofDays(1)), KEEP, KEEP));
    assertThat(partitions()).containsExactly("2026-03-14 2026-03-20");
  }

  @Test
  void aShortRetentionHasPartitionsOfADay() {
    await(upkeep.makePartitions(NOW, Duration.ofDays(1)));
    assertThat(partitions()).hasSize(9).contains("2026-03-09 2026-03-10");
  }

  /** First day and end of each partition; the four tables have the same. */
  private List<String> partitions() {
    return query(
        "select first_day || ' ' || end_day || case count(*) when 4 then '' else '?' end"
            + " from history_partition group by first_day, end_day order by first_day");
  }

  private List<String> query(String sql) {
    List<String> found = new ArrayList<>();
    await(pool.query(sql).execute()).forEach(row -> found.add(row.getString(0)));
    return found;
  }
}
