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
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Lets one endpoint in a hundred read requests and never answer. Measures the latency of the
 * others' callbacks from the end of the job, compared with a run without hanging endpoints.
 */
final class SlowEndpointsRow implements Row {
  private static final int CLIENTS = 1_000;
  private static final int ONE_IN = 100;
  private static final int HANGING = CLIENTS / ONE_IN;

  /** Faster than the measured rate, so that the node's JVM compiles sooner. */
  private static final int WARM_UP_PER_SECOND = 2_000;

  private static final Duration ROUND = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final double MICROS_PER_MILLI = 1000;

  private final int perSecond;
  private final Duration lasts;

  /**
   * Creates the row.
   *
   * @param perSecond jobs that end per second
   * @param lasts duration of each run; longer than the deadline, so that attempts time out
   */
  SlowEndpointsRow(int perSecond, Duration lasts) {
    this.perSecond = perSecond;
    this.lasts = lasts;
  }

  @Override
  public String name() {
    return "slow";
  }

  @Override
  public void run(Stage stage, Report report)
      throws IOException, SQLException, InterruptedException {
    String uri = stage.freshDatabase();
    ReceiverProcess receiver = stage.receiver();
    List<URI> hooks = receiver.hooks().subList(0, CLIENTS);
    Backlog.fill(stage.vertx(), uri, stage.box(), hooks, CLIENTS, Instant.now());
    List<String> origins =
        hooks.stream().map(hook -> hook.resolve("/").toString().replaceFirst("/$", "")).toList();
    receiver.reset();
    List<Histogram> without = new ArrayList<>();
    List<Histogram> with = new ArrayList<>();
    try (Endings endings = new Endings(stage, uri, origins);
        Node node = stage.node(Set.of(Role.DISPATCH), uri, Map.of())) {
      receiver.measure(ONE_IN, EnumSet.of(Moment.DUE));
      Rounds.warmUp(node.pid(), () -> measured(receiver, endings, WARM_UP_PER_SECOND, ROUND));
      for (int run = 1; run <= stage.runs(); run++) {
        Cpu before = Cpu.now(stage, node);
        without.add(measured(receiver, endings, perSecond, lasts));
        Cpu between = Cpu.now(stage, node);
        receiver.hang(ONE_IN);
        with.add(measured(receiver, endings, perSecond, lasts));
        receiver.hang(0);
        long each = perSecond * lasts.toSeconds();
        report.progress(
            "  run %d: all answer; CPU each: %s", run, between.minus(before).each(each));
      }
    } finally {
      receiver.hang(0);
      receiver.measure(0, Set.of());
    }
    report(report, with, without, timeouts(uri));
    stage.drop(uri);
  }

  /**
   * The number of callbacks, of {@code all}, that go to endpoints that answer; each is waited for.
   */
  private Histogram measured(
      ReceiverProcess receiver, Endings endings, int perSecond, Duration howLong)
      throws SQLException {
    receiver.reset();
    long expected = -answered(endings.ended());
    endings.run(perSecond, howLong);
    expected += answered(endings.ended());
    long end = System.nanoTime() + PATIENCE.toNanos();
    Histogram histogram = receiver.latencies(Moment.DUE);
    while (histogram.getTotalCount() < expected) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "only " + histogram.getTotalCount() + " of " + expected + " arrived");
      }
      LockSupport.parkNanos(POLL.toNanos());
      histogram = receiver.latencies(Moment.DUE);
    }
    return histogram;
  }

  /** The number of jobs, of those ended in round-robin order, whose endpoint never hangs. */
  private static long answered(long ended) {
    return ended - (ended + ONE_IN - 1) / ONE_IN;
  }

  private static long timeouts(String uri) throws SQLException {
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select count(*) from attempt where outcome = 'timeout'")) {
      result.next();
      return result.getLong(1);
    }
  }

  private void report(Report report, List<Histogram> with, List<Histogram> without, long timeouts) {
    for (double percentile : new double[] {50, 99}) {
      report.figure(
          name(),
          String.format(
              Locale.ROOT,
              "p%.0f of the others, %d of %,d origins hang, %,d/s",
              percentile,
              HANGING,
              CLIENTS,
              perSecond),
          "ms",
          millis(with, percentile),
          "all answer",
          millis(without, percentile),
          false);
    }
    report.remark(
        String.format(
            Locale.ROOT,
            "from the moment when a job was due to end until its callback is at the receiver; %,d"
                + " attempts at those that hang ran into the deadline.",
            timeouts));
  }

  private static List<Double> millis(List<Histogram> micros, double percentile) {
    return micros.stream()
        .map(one -> one.getValueAtPercentile(percentile) / MICROS_PER_MILLI)
        .toList();
  }
}
