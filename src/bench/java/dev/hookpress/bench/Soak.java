package dev.hookpress.bench;

import dev.hookpress.node.Role;
import dev.hookpress.support.TestServers;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends callbacks at a steady rate for a long time, and shows by the minute what grows: latency,
 * memory, pauses of the collector, and tables.
 */
final class Soak {
  private static final int CLIENTS = 1_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final double MICROS_PER_MILLI = 1000;
  private static final double BYTES_PER_MB = 1024.0 * 1024;

  private static final String MEGABYTES =
      "select coalesce(sum(pg_total_relation_size(relid)), 0) / 1048576"
          + " from pg_partition_tree('%s')";

  private final Stage stage;
  private final String uri;
  private final PrintStream out;

  private Soak(Stage stage, String uri, PrintStream out) {
    this.stage = stage;
    this.uri = uri;
    this.out = out;
  }

  /**
   * Prints a line a minute.
   *
   * @param perSecond jobs that end in a second, of a thousand clients in turn
   * @throws IllegalStateException if a callback is lost or sent twice
   */
  static void run(Stage stage, int minutes, int perSecond, PrintStream out)
      throws IOException, SQLException {
    String uri = stage.freshDatabase();
    List<URI> hooks = stage.receiver().hooks().subList(0, CLIENTS);
    Backlog.fill(stage.vertx(), uri, stage.box(), hooks, CLIENTS, Instant.now());
    List<String> origins =
        hooks.stream().map(hook -> hook.resolve("/").toString().replaceFirst("/$", "")).toList();
    new Soak(stage, uri, out).run(minutes, perSecond, origins);
    stage.drop(uri);
  }

  private void run(int minutes, int perSecond, List<String> origins)
      throws IOException, SQLException {
    ReceiverProcess receiver = stage.receiver();
    receiver.reset();
    out.println(
        "minute; callbacks; latency p50, p99, max ms; node MB; collector: pauses, ms; MB of queue,"
            + " notification, attempt; CPU each");
    try (Endings endings = new Endings(stage, uri, origins);
        Node node = stage.node(Set.of(Role.DISPATCH), uri, Map.of())) {
      receiver.measure(0, EnumSet.of(Moment.DUE));
      Histogram before = receiver.latencies(Moment.DUE);
      double[] collected = pauses(node);
      for (int minute = 1; minute <= minutes; minute++) {
        Cpu from = Cpu.now(stage, node);
        endings.run(perSecond, MINUTE);
        Histogram all = receiver.latencies(Moment.DUE);
        Histogram these = all.copy();
        these.subtract(before);
        before = all;
        double[] now = pauses(node);
        out.printf(
            Locale.ROOT,
            "%d; %,d; %.1f, %.1f, %.1f; %.0f; %.0f, %.0f; %d, %d, %d; %s%n",
            minute,
            these.getTotalCount(),
            these.getValueAtPercentile(50) / MICROS_PER_MILLI,
            these.getValueAtPercentile(99) / MICROS_PER_MILLI,
            these.getMaxValue() / MICROS_PER_MILLI,
            node.residentBytes() / BYTES_PER_MB,
            now[0] - collected[0],
            (now[1] - collected[1]) * MICROS_PER_MILLI,
            megabytes("delivery_queue"),
            megabytes("notification"),
            megabytes("attempt"),
            Cpu.now(stage, node).minus(from).each(Math.max(1, these.getTotalCount())));
        collected = now;
      }
      awaitAll(receiver, endings.ended());
    } finally {
      receiver.measure(0, Set.of());
    }
  }

  private static void awaitAll(ReceiverProcess receiver, long ended) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long arrived = receiver.latencies(Moment.DUE).getTotalCount();
    while (arrived < ended && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL.toNanos());
      arrived = receiver.latencies(Moment.DUE).getTotalCount();
    }
    if (arrived != ended) {
      throw new IllegalStateException(arrived + " arrived of " + ended);
    }
  }

  /** How often the node's collector has stopped it, and for how many seconds in all. */
  private static double[] pauses(Node node) throws IOException {
    URL metrics = node.management().resolve("/metrics").toURL();
    double[] sums = new double[2];
    String text;
    try (var in = metrics.openStream()) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    text.lines()
        .filter(line -> line.startsWith("jvm_gc_pause_seconds_"))
        .forEach(
            line -> {
              double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
              if (line.startsWith("jvm_gc_pause_seconds_count")) {
                sums[0] += value;
              } else if (line.startsWith("jvm_gc_pause_seconds_sum")) {
                sums[1] += value;
              }
            });
    return sums;
  }

  private long megabytes(String table) throws SQLException {
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(MEGABYTES.formatted(table))) {
      result.next();
      return result.getLong(1);
    }
  }
}
