package dev.hookpress.bench;

import dev.hookpress.node.Role;
import dev.hookpress.support.TestServers;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One node with all roles, shared by the rows that render, because it takes minutes to compile. */
final class Service implements AutoCloseable {
  /** Several times what it holds, and more than it ends between two polls. */
  static final int UNDER_WAY = 200;

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration RAMP = Duration.ofSeconds(1);
  private static final Duration RECORDED = Duration.ofSeconds(10);
  private static final Duration ROUND = Duration.ofSeconds(5);

  private final Stage stage;
  private final String uri;
  private final Tenant tenant;
  private final Node node;
  private final LoadGenerator generator = new LoadGenerator();
  private final Connection connection;
  private final Statement statement;

  private Service(Stage stage, String uri) throws IOException, SQLException {
    this.stage = stage;
    this.uri = uri;
    this.tenant = Tenant.create(stage, uri);
    this.connection = TestServers.connect(uri);
    this.statement = connection.createStatement();
    this.node = stage.node(EnumSet.allOf(Role.class), uri, Tenant.NO_LIMITS);
  }

  /** Returns when the JVM has compiled it for every document that is measured later. */
  static Service warm(Stage stage) throws IOException, SQLException, InterruptedException {
    Service service = new Service(stage, stage.freshDatabase());
    List<String> documents = List.of(Documents.invoice(), Documents.report(), Documents.LINE);
    Rounds.warmUp(
        service.node.pid(),
        () -> {
          for (String document : documents) {
            service.acknowledged(service.submit(document), ROUND);
          }
        });
    return service;
  }

  Node node() {
    return node;
  }

  LoadGenerator generator() {
    return generator;
  }

  /** A job with a callback to the receiver. */
  Call submit(String html) {
    URI hook = stage.receiver().hooks().get(0);
    return tenant.submit(node, html, hook);
  }

  /** A job without a callback. */
  Call render(String html) {
    return tenant.render(node, html);
  }

  /**
   * Runs a closed loop until jobs are completed.
   *
   * @throws IllegalStateException if one has failed
   */
  ClosedLoop.Outcome completed(Call render, Duration lasts) throws SQLException {
    empty();
    ClosedLoop.Outcome outcome = loop().run(render, this::completed, RAMP, lasts);
    if (completed() < count("job")) {
      throw new IllegalStateException("Jobs have failed");
    }
    return outcome;
  }

  /**
   * Runs a closed loop until callbacks are acknowledged.
   *
   * @throws IllegalStateException if one is lost, sent twice or not recorded
   */
  ClosedLoop.Outcome acknowledged(Call submit, Duration lasts) throws SQLException {
    empty();
    ClosedLoop.Outcome outcome =
        loop().run(submit, () -> stage.receiver().report().count(), RAMP, lasts);
    settle();
    long sent = stage.receiver().report().count();
    long delivered = count("notification_now where state = 'delivered'");
    if (delivered != sent || sent != count("job")) {
      throw new IllegalStateException(sent + " arrived, recorded as delivered " + delivered);
    }
    return outcome;
  }

  /** Deletes all jobs; none may be pending. */
  void empty() throws SQLException {
    settle();
    statement.execute(
        "truncate render_queue, delivery_queue, notification, attempt, document, job");
    stage.receiver().reset();
  }

  /** Waits until the last acknowledgements are committed. */
  private void settle() throws SQLException {
    long end = System.nanoTime() + RECORDED.toNanos();
    while (count("delivery_queue") > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Not everything that has arrived was recorded");
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private ClosedLoop loop() {
    return new ClosedLoop(stage, node, generator, UNDER_WAY, POLL);
  }

  private long completed() throws SQLException {
    return count("job where state = 'completed'");
  }

  private long count(String from) throws SQLException {
    try (ResultSet result = statement.executeQuery("select count(*) from " + from)) {
      result.next();
      return result.getLong(1);
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    node.close();
    generator.close();
    connection.close();
    stage.drop(uri);
  }
}
