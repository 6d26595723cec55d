package dev.hookpress.bench;

import dev.hookpress.job.ClientId;
import dev.hookpress.node.Role;
import dev.hookpress.support.TestServers;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long it takes until every client has received a callback, when each has one due and
 * one client has a large backlog. Runs in rounds, on a node that has been running for a while: the
 * backlog starts in the first round and is being sent during the others.
 */
final class FirstCallbacks {
  private static final Duration POLL = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // Longer than a node caches the settings of a client.
  private static final Duration PAUSE = Duration.ofSeconds(6);
  private static final Duration ON_DISK = Duration.ofSeconds(2);

  private final Stage stage;
  private final ReceiverProcess receiver;
  private final String uri;
  private final List<ClientId> clients;
  private final int rows;

  private FirstCallbacks(Stage stage, String uri, List<ClientId> clients, int rows) {
    this.stage = stage;
    this.receiver = stage.receiver();
    this.uri = uri;
    this.clients = clients;
    this.rows = rows;
  }

  /**
   * Prints a line per round.
   *
   * @param clients numbers of clients, each with its own origin; the last one has the backlog
   * @param rows sizes of its backlog
   */
  static void run(Stage stage, List<Integer> clients, List<Integer> rows, PrintStream out)
      throws SQLException, IOException {
    for (int number : clients) {
      for (int backlog : rows) {
        String uri = stage.freshDatabase();
        List<ClientId> all =
            Backlog.fill(
                stage.vertx(),
                uri,
                stage.box(),
                stage.receiver().hooks().subList(0, number),
                number,
                Instant.now());
        new FirstCallbacks(stage, uri, all, backlog).run(out);
        stage.drop(uri);
      }
    }
  }

  private void run(PrintStream out) throws SQLException, IOException {
    receiver.reset();
    try (Node node = stage.node(Set.of(Role.DISPATCH), uri, Map.of())) {
      awaitOrigins(clients.size());
      ClientId big = clients.get(clients.size() - 1);
      for (int round = 1; round <= stage.runs(); round++) {
        LockSupport.parkNanos((round == 1 ? ON_DISK : PAUSE).toNanos());
        Instant now = Instant.now();
        String oneEach = Backlog.more(clients.size(), now, "true", "t.origin");
        String backlog = Backlog.more(rows, now, "client_id = '" + big.value() + "'", "t.origin");
        long begunNanos = round == 1 ? committed(backlog, oneEach) : committed(oneEach);
        Cpu before = Cpu.now(stage, node);
        Arrivals arrivals = awaitOrigins(clients.size());
        long tookNanos = System.nanoTime() - begunNanos;
        out.printf(
            "  round %d: %,d clients called back within %,d ms, beside %,d due of one of them;"
                + " it had %,d in that time. CPU for each client: %s%n",
            round,
            clients.size(),
            tookNanos / 1_000_000,
            rows,
            arrivals.count() - clients.size() + 1,
            Cpu.now(stage, node).minus(before).each(clients.size()));
      }
    }
  }

  /** Commits and wakes the node as any writer of notifications does; returns the time. */
  private long committed(String... statements) throws SQLException {
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String one : statements) {
        statement.execute(one);
      }
      receiver.reset();
      long begunNanos = System.nanoTime();
      connection.commit();
      TestServers.redis(stage.redis().uri(), "PUBLISH hookpress:wakes deliver");
      return begunNanos;
    }
  }

  private Arrivals awaitOrigins(int count) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Arrivals arrivals = receiver.report();
    while (arrivals.origins() < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "only " + arrivals.origins() + " of " + count + " clients were called back");
      }
      LockSupport.parkNanos(POLL.toNanos());
      arrivals = receiver.report();
    }
    return arrivals;
  }
}
