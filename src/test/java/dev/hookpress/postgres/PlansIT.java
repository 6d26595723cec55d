package dev.hookpress.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The plans of delivery's statements, made while the tables are empty, as they mostly are, or while
 * one client has a backlog: no statement may read the whole backlog.
 */
class PlansIT {
  private static final Pattern SCAN =
      Pattern.compile(
          ".*Scan.* on (delivery_queue|render_queue|endpoint|client|signing_secret|endpoint_secret"
              + "|(attempt|notification|job|document)_\\d+)\\b.*\\(cost.*");
  private static final Pattern LISTED =
      Pattern.compile(".*Scan.* on (delivery_queue|(attempt|notification)_\\d+)\\b.*\\(cost.*");
  // What is in hand is passed over; it is first, and bounded.
  private static final Pattern IN_HAND = Pattern.compile("hashed SubPlan|NOT in_hand");
  private static final Pattern SORTED = Pattern.compile("Sort Key: (q|q_\\d+|delivery_queue)\\.");

  /** Of one client, with jobs, documents and notifications, as statistics would know it. */
  private static final List<String> BACKLOG =
      List.of(
          """
          create temporary table made as
          select uuid '00000000-0000-0000-0000-000000000001' as client_id, n,
              (substr(ulid_floor(now())::text, 1, 24) || lpad(to_hex(n), 12, '0'))::uuid as id
          from generate_series(1, 20000) as n
          """,
          """
          insert into job (client_id, id, dialect, created_at, metadata, targets, documents,
              documents_left)
          select client_id, id, 'native', now(), '{}', '', 1, 1 from made
          """,
          """
          insert into document (client_id, job_id, ordinal, request)
          select client_id, id, 0, '' from made
          """,
          """
          insert into render_queue (client_id, job_id, ordinal, due_at)
          select client_id, id, 0, now() from made
          """,
          """
          insert into notification (client_id, id, job_id, dialect, created_at, next_attempt_at,
              origin, target, body)
          select client_id, id, id, 'native', now(), now(), 'https://a.test', '', '' from made
          """,
          """
          insert into delivery_queue (client_id, notification_id, endpoint, due_at, shard, claims)
          select client_id, id, n % 4, now(), 0, -1 from made
          """,
          "drop table made",
          // Hours of claims: entries of rows that have moved, or gone. The index that is rebuilt
          // looks
          // cheaper.
          "update render_queue set due_at = due_at + interval '1 s'",
          "update delivery_queue set due_at = due_at + interval '1 s'",
          "delete from render_queue where right(job_id::text, 1) > '3'",
          "delete from delivery_queue where right(notification_id::text, 1) > '3'",
          "reindex index render_queue_due",
          "reindex index delivery_queue_shard",
          "vacuum analyze");

  private static Vertx vertx;
  private static Pool pool;
  private static Pool backlog;

  @BeforeAll
  static void emptyAndVacuumed() {
    String uri = TestServers.migratedDatabase();
    vertx = Vertx.vertx();
    pool = Pools.open(vertx, uri, 1, 10);
    // As in production, where retention keeps some more.
    new PgUpkeep(pool).makePartitions(Samples.NOW, Duration.ofDays(30)).await();
    pool.query("vacuum analyze").execute().await();
    backlog = oneClientsBacklog();
  }

  private static Pool oneClientsBacklog() {
    String uri = TestServers.migratedDatabase();
    Pool full = Pools.open(vertx, uri, 1, 10);
    new PgUpkeep(full).makePartitions(Samples.NOW, Duration.ofDays(30)).await();
    for (String statement : BACKLOG) {
      full.query(statement).execute().await();
    }
    return full;
  }

  @AfterAll
  static void close() {
    backlog.close().await();
    pool.close().await();
    vertx.close().await();
  }

  private static List<String> plan(Pool pool, Sql sql) {
    List<String> lines = new ArrayList<>();
    pool.query("explain (generic_plan) " + sql.text())
        .execute()
        .await()
        .forEach(row -> lines.add(row.getString(0)));
    return lines;
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ADVANCE_REPLAY",
        "BEGIN_REPLAY_STEP",
        "CLAIM_DOCUMENTS",
        "CLAIM_NOTIFICATIONS",
        "COUNT_REPLAY",
        "RECORD_ATTEMPTS",
        "RELEASE_NOTIFICATIONS",
        "END_AS_GONE",
        "END_OWED_TO_GONE",
        "FIND_DELIVERY_SETTINGS",
        "FIND_NOTIFICATION",
        "FINISH_DOCUMENTS",
        "HOLD_ENDPOINTS",
        "HOLD_ORIGINS",
        "LIST_NOTIFICATIONS",
        "OLDEST_DUE",
        "REDELIVER",
        "REPORT_ENDPOINTS",
        "RESCUE_NODE"
      })
  void everyRowIsFoundByItsIndex(Sql sql) {
    assertByIndex(plan(pool, sql), sql);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CLAIM_DOCUMENTS",
        "CLAIM_NOTIFICATIONS",
        "RECORD_ATTEMPTS",
        "RELEASE_NOTIFICATIONS",
        "FINISH_DOCUMENTS",
      })
  void everyRowOfABacklogIsFoundByItsIndex(Sql sql) {
    assertByIndex(plan(backlog, sql), sql);
  }

  /** Whatever filter and whichever source a request names. */
  @Test
  void everyNotificationOfAListIsFoundByItsIndex() {
    for (Pool database : List.of(pool, backlog)) {
      List<String> plan = plan(database, Sql.LIST_NOTIFICATION_PAGE);
      int attempts = 0;
      for (int i = 0; i < plan.size(); i++) {
        if (LISTED.matcher(plan.get(i)).matches()) {
          assertThat(plan.get(i)).contains("Index");
          assertThat(plan.get(i + 1)).as(plan.get(i)).contains("Index Cond").contains("client_id");
        }
        if (plan.get(i).contains(" on attempt_") && plan.get(i + 1).contains("notification_id =")) {
          attempts++;
        }
      }
      assertThat(plan).noneMatch(line -> line.contains("Bitmap"));
      assertThat(plan)
          .as("no client's notifications are searched for those of one job")
          .noneMatch(line -> line.contains("Filter: (job_id = "));
      assertThat(attempts).as("the last outcome is looked up for one notification").isPositive();
    }
  }

  private static void assertByIndex(List<String> plan, Sql sql) {
    assertThat(plan).noneMatch(line -> line.contains("Bitmap"));
    assertThat(plan)
        .as("no client's backlog is searched for one row")
        .noneMatch(
            line ->
                line.contains("Filter")
                    && !IN_HAND.matcher(line).find()
                    && (line.contains("job_id") || line.contains("notification_id")));
    assertThat(plan).as("rows of the queue are read in order").noneMatch(SORTED.asPredicate());
    int scans = 0;
    for (int i = 0; i < plan.size(); i++) {
      String line = plan.get(i);
      if (SCAN.matcher(line).matches()) {
        scans++;
        // The first of all queues' rows has no condition.
        boolean first = sql == Sql.OLDEST_DUE && i > 0 && plan.get(i - 1).contains("Limit");
        assertThat(first || whole(sql, plan, i) || plan.get(i + 1).contains("Index Cond"))
            .as(line)
            .isTrue();
        if (line.contains("render_queue_pkey")) {
          assertThat(plan.get(i + 1)).as(line).contains("job_id");
        }
        if (line.contains("delivery_queue_pkey")) {
          assertThat(plan.get(i + 1)).as(line).contains("notification_id");
        }
        if (line.contains("on notification_")) {
          assertThat(plan.get(i + 1))
              .as(line)
              .contains("client_id")
              // The notifications of one job are a few.
              .containsPattern(key(sql));
        }
        if (line.contains("on attempt_")) {
          assertThat(plan.get(i + 1)).as(line).contains("client_id").contains("notification_id");
        }
        if (line.contains("on job_")) {
          assertThat(plan.get(i + 1)).as(line).contains("client_id").contains("(id ");
        }
        if (line.contains("on document_")) {
          assertThat(plan.get(i + 1)).as(line).contains("client_id").contains("(job_id ");
        }
      }
    }
    assertThat(scans).isPositive();
  }

  /** By what notifications are found. */
  private static String key(Sql sql) {
    return switch (sql) {
      case LIST_NOTIFICATIONS -> "[(]job_id ";
      // A replay may be of one job.
      case BEGIN_REPLAY_STEP, COUNT_REPLAY -> "[(](job_)?id ";
      default -> "[(]id ";
    };
  }

  /** Looks through a queue for what a dead node holds; once for each node that dies. */
  private static boolean whole(Sql sql, List<String> plan, int scan) {
    return sql == Sql.RESCUE_NODE
        && plan.subList(scan - 2, scan).stream().anyMatch(line -> line.contains(".node)"));
  }
}
