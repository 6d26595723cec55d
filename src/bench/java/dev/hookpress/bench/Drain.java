package dev.hookpress.bench;

import dev.hookpress.node.Role;
import dev.hookpress.support.TestServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A node that only dispatches, and backlogs that it drains one after the other. A backlog becomes
 * due as a whole while the node is running: until then, the endpoints are held.
 */
final class Drain implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration POLL_RECORDED = Duration.ofMillis(5);
  private static final Duration STALLED = Duration.ofSeconds(30);

  /** Committed together, so that the idle node's claims have fewer dead rows to skip. */
  private static final int WRITTEN_AT_ONCE = 50_000;

  private static final String EXAMPLES = "(client_id, id) in (select client_id, id from example)";

  private static final String HOLD =
      """
      insert into endpoint (client_id, key, origin, held_until)
      select client_id, endpoint_key(origin, false), origin, now() + interval '1 day' from example
      on conflict (client_id, key) do update set held_until = excluded.held_until
      """;

  private static final String RELEASE = "update endpoint set held_until = null";

  private final Stage stage;
  private final String uri;
  private final int clients;
  private final Node node;

  /**
   * The result.
   *
   * @param perSecond from the first callback until the last one was recorded
   * @param cpu used by each process meanwhile
   * @param maxResidentBytes maximum resident memory of the node meanwhile
   * @param connections that the receiver accepted meanwhile
   */
  record Outcome(double perSecond, Cpu cpu, long maxResidentBytes, long connections) {}

  private Drain(Stage stage, String uri, int clients, Node node) {
    this.stage = stage;
    this.uri = uri;
    this.clients = clients;
    this.node = node;
  }

  /** Starts a node for that many clients with one origin each. */
  static Drain start(Stage stage, int clients) throws IOException, SQLException {
    String uri = stage.freshDatabase();
    Backlog.fill(
        stage.vertx(),
        uri,
        stage.box(),
        stage.receiver().hooks().subList(0, clients),
        clients,
        Instant.now());
    stage.receiver().reset();
    Drain drain = new Drain(stage, uri, clients, stage.node(Set.of(Role.DISPATCH), uri, Map.of()));
    try {
      drain.awaitArrivals(clients);
      drain.awaitRecorded();
      stage.sql(uri, "create table example as select * from notification");
      Statements.reset(uri);
      return drain;
    } catch (RuntimeException | SQLException | IOException e) {
      drain.close();
      throw e;
    }
  }

  Node node() {
    return node;
  }

  /**
   * Replaces the backlog by that many held notifications, in the state after a while of waiting.
   */
  void fill(int rows) throws SQLException {
    stage.sql(
        uri,
        "truncate notification, attempt, delivery_queue, endpoint_hour",
        "insert into notification select * from example",
        HOLD);
    Instant now = Instant.now();
    for (int written = 0; written < rows; written += WRITTEN_AT_ONCE) {
      int some = Math.min(WRITTEN_AT_ONCE, rows - written);
      Instant at = Backlog.endedBefore(now, rows - written - some);
      stage.sql(uri, Backlog.more(some, at, EXAMPLES, "t.origin"));
    }
    // Analyzed, and all on disk.
    stage.sql(uri, "vacuum analyze", "checkpoint", "select pg_stat_statements_reset()");
  }

  /** Makes the backlog due. */
  void release() throws SQLException {
    stage.receiver().reset();
    stage.sql(uri, RELEASE);
  }

  /**
   * Fills, makes the backlog due, and waits until all callbacks have arrived and are recorded.
   *
   * @throws IllegalStateException if any callback was lost, sent twice or not recorded
   */
  Outcome run(int rows) throws SQLException, IOException {
    fill(rows);
    Cpu before = Cpu.now(stage, node);
    release();
    long maxResidentBytes = awaitArrivals(rows);
    awaitRecorded();
    // On Linux, all processes see the same clock.
    long endNanos = System.nanoTime();
    Cpu used = Cpu.now(stage, node).minus(before);
    Arrivals arrivals = stage.receiver().report();
    check(rows, arrivals);
    return new Outcome(
        rows * 1e9 / (endNanos - arrivals.firstNanos()),
        used,
        maxResidentBytes,
        arrivals.connections());
  }

  private long awaitArrivals(int rows) throws IOException {
    long max = 0;
    long before = 0;
    long movedNanos = System.nanoTime();
    while (before < rows) {
      LockSupport.parkNanos(POLL.toNanos());
      max = Math.max(max, node.residentBytes());
      long now = stage.receiver().report().count();
      if (now != before) {
        movedNanos = System.nanoTime();
      } else if (System.nanoTime() - movedNanos > STALLED.toNanos()) {
        throw new IllegalStateException("only " + now + " of " + rows + " arrived");
      }
      before = now;
    }
    return max;
  }

  private void awaitRecorded() throws SQLException {
    long end = System.nanoTime() + STALLED.toNanos();
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement()) {
      // Remaining dead rows are skipped once, by the index.
      statement.execute("set enable_seqscan = off");
      while (count(statement, "(select from delivery_queue where shard is not null limit 1) q")
          > 0) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("not all that has arrived was recorded");
        }
        LockSupport.parkNanos(POLL_RECORDED.toNanos());
      }
    }
  }

  private void check(int rows, Arrivals arrivals) throws SQLException {
    same("requests at the receiver", rows, arrivals.count());
    same("origins", Math.min(rows, clients), arrivals.origins());
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement()) {
      same("delivered", rows, count(statement, "notification_now where state = 'delivered'"));
      same(
          "attempts",
          rows,
          count(statement, "attempt where outcome = 'delivered' and status = 200"));
    }
  }

  private static long count(Statement statement, String from) throws SQLException {
    try (ResultSet result = statement.executeQuery("select count(*) from " + from)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static void same(String what, long expected, long count) {
    if (count != expected) {
      throw new IllegalStateException(what + ": " + count + " of " + expected);
    }
  }

  /** The costliest statements since the last {@link #fill}. */
  void printStatements(int rows) throws SQLException {
    Statements.print(System.err, uri, rows);
  }

  @Override
  public void close() throws IOException, SQLException {
    node.close();
    stage.drop(uri);
  }
}
