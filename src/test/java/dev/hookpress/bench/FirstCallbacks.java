package dev.hookpress.bench;

import dev.hookpress.App;
import dev.hookpress.Role;
import dev.hookpress.config.Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.support.TestServers;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes until every client has had a callback, when each has one that is due and one of
 * them has a great backlog. In rounds, on a node that has been running a while: the backlog begins
 * with the first, and is being sent during the others.
 */
final class FirstCallbacks {
  private static final Duration POLL = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // Longer than a node remembers what it knows of a client.
  private static final Duration PAUSE = Duration.ofSeconds(6);
  private static final Duration ON_DISK = Duration.ofSeconds(2);

  private final ReceiverProcess receiver;
  private final Settings settings;
  private final String uri;
  private final List<ClientId> clients;
  private final int rows;

  /**
   * Makes one, in a database that holds one notification of each client.
   *
   * @param clients each with an origin of its own; the last one is the one with the backlog
   * @param rows of its backlog
   */
  FirstCallbacks(
      ReceiverProcess receiver, Settings settings, String uri, List<ClientId> clients, int rows) {
    this.receiver = receiver;
    this.settings = settings;
    this.uri = uri;
    this.clients = clients;
    this.rows = rows;
  }

  /** Prints a line for each of so many rounds. */
  void run(PrintStream out, int rounds) throws SQLException {
    receiver.reset();
    App app = App.start(settings, EnumSet.of(Role.DISPATCH), Clock.systemUTC());
    try {
      awaitOrigins(clients.size());
      ClientId big = clients.get(clients.size() - 1);
      for (int round = 1; round <= rounds; round++) {
        LockSupport.parkNanos((round == 1 ? ON_DISK : PAUSE).toNanos());
        Instant now = Instant.now();
        String oneEach = Backlog.more(clients.size(), now, "true", "t.origin");
        String backlog = Backlog.more(rows, now, "client_id = '" + big.value() + "'", "t.origin");
        long begunNanos = round == 1 ? committed(backlog, oneEach) : committed(oneEach);
        CpuTime before = CpuTime.now(receiver);
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
            CpuTime.now(receiver).since(before, clients.size()));
      }
    } finally {
      app.stop();
    }
  }

  /** Commits, and wakes the node as whoever writes notifications does; gives when that was. */
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
      TestServers.redis(settings.redis().uri().orElseThrow(), "PUBLISH hookpress:wakes deliver");
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
