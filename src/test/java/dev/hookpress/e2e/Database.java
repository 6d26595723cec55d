package dev.hookpress.e2e;

import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.support.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Reads a standalone's database, whether its program runs or not. */
record Database(String uri) {
  /** PostgreSQL writes there where it listens; the fourth line is the port. */
  private static final int PORT_LINE = 3;

  private static final String IN_HAND =
      "from delivery_hand h cross join unnest(h.notifications, h.claims) as i (id, claims)"
          + " join delivery_queue q on q.notification_id = i.id and q.claims = i.claims";

  static Database of(Path data) {
    try {
      String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(PORT_LINE);
      String password = Files.readString(data.resolve("servers-password")).strip();
      return new Database(
          "postgresql://hookpress:" + password + "@127.0.0.1:" + port.strip() + "/hookpress");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Documents and notifications that are not done. */
  int queued() {
    return count(
        "select (select count(*) from render_queue) + (select count(*) from delivery_queue)");
  }

  /** All accepted jobs. */
  int jobs() {
    return count("select count(*) from job");
  }

  /** Notifications that are owed and have not been acknowledged as far as is known. */
  int owed() {
    return count("select count(*) from delivery_queue");
  }

  /** The notifications that a node has claimed and not yet recorded: attempts may be in flight. */
  Set<UUID> inFlight() {
    return ids("select q.notification_id " + IN_HAND);
  }

  /** The documents that a node has claimed and not yet finished, by their jobs. */
  Set<UUID> rendering() {
    return ids("select job_id from render_queue where node is not null");
  }

  /** The notifications that this node has claimed and not yet recorded. */
  Set<UUID> inFlight(UUID node) {
    return ids("select q.notification_id " + IN_HAND + " where h.node = '" + node + "'");
  }

  /** All that this node has claimed and not ended. */
  int leases(UUID node) {
    return count(
        "select (select count(*) from render_queue where node = '%s')".formatted(node)
            + " + (select count(*) %s where h.node = '%s')".formatted(IN_HAND, node));
  }

  /** The nodes that live, as far as is known. */
  Set<UUID> nodes() {
    return ids("select id from node");
  }

  /** The queue after two kills: all documents were claimed each time, and one was begun. */
  void twoNodesDiedHolding(String begun) {
    UUID job = NativeIds.job(begun).orElseThrow().value();
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement()) {
      statement.execute("update render_queue set claims = 2, begun = job_id = '" + job + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Executes a statement; gives how many rows it changed. */
  int execute(String statement) {
    try (Connection connection = TestServers.connect(uri);
        Statement changing = connection.createStatement()) {
      return changing.executeUpdate(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int count(String query) {
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Set<UUID> ids(String query) {
    Set<UUID> ids = new HashSet<>();
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
      return ids;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
