package dev.hookpress.bench;

import dev.hookpress.App;
import dev.hookpress.Role;
import dev.hookpress.config.Settings;
import dev.hookpress.support.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.locks.LockSupport;

/** Notifications that are due, drained by a whole node with the role of dispatcher. */
final class Drain {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration STALLED = Duration.ofSeconds(30);

  private final ReceiverProcess receiver;
  private final Settings settings;
  private final String uri;
  private final int rows;

  /**
   * How it went.
   *
   * @param cpu processor time for each notification, the node's start included
   */
  record Outcome(double perSecond, String cpu) {}

  /**
   * Makes one.
   *
   * @param uri of the database that the settings name, for the check
   */
  Drain(ReceiverProcess receiver, Settings settings, String uri, int rows) {
    this.receiver = receiver;
    this.settings = settings;
    this.uri = uri;
    this.rows = rows;
  }

  /**
   * Starts a node, waits until all has arrived and is recorded, and stops it.
   *
   * @throws IllegalStateException if anything was lost, sent twice or not recorded
   */
  Outcome run() throws SQLException {
    receiver.reset();
    CpuTime before = CpuTime.now(receiver);
    String cpu;
    App app = App.start(settings, EnumSet.of(Role.DISPATCH), Clock.systemUTC());
    try {
      awaitArrivals();
      cpu = CpuTime.now(receiver).since(before, rows);
    } finally {
      // Returns when what is in hand has been recorded.
      app.stop();
    }
    Arrivals arrivals = receiver.report();
    same("requests at the receiver", arrivals.count());
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement()) {
      same("delivered", count(statement, "notification_now where state = 'delivered'"));
      same("attempts", count(statement, "attempt where outcome = 'delivered' and status = 200"));
      same("done or in the queue", rows - count(statement, "delivery_queue"));
    }
    return new Outcome(arrivals.perSecond(), cpu);
  }

  private void awaitArrivals() {
    long before = 0;
    long movedNanos = System.nanoTime();
    while (before < rows) {
      LockSupport.parkNanos(POLL.toNanos());
      long now = receiver.report().count();
      if (now != before) {
        movedNanos = System.nanoTime();
      } else if (System.nanoTime() - movedNanos > STALLED.toNanos()) {
        throw new IllegalStateException("only " + now + " of " + rows + " arrived");
      }
      before = now;
    }
  }

  private static long count(Statement statement, String from) throws SQLException {
    try (ResultSet result = statement.executeQuery("select count(*) from " + from)) {
      result.next();
      return result.getLong(1);
    }
  }

  private void same(String what, long count) {
    if (count != rows) {
      throw new IllegalStateException(what + ": " + count + " of " + rows);
    }
  }
}
