package dev.hookpress.bench;

import dev.hookpress.Role;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Jobs a second from submission to the acknowledged callback, an invoice each, on one node with all
 * roles; and where the time goes.
 */
final class WholeRow implements Row {
  private static final int UNDER_WAY = 40;
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration RAMP = Duration.ofSeconds(1);
  private static final Duration RECORDED = Duration.ofSeconds(10);

  private final Duration lasts;

  /** Makes it; each measurement lasts so long, and so does a round of warming up. */
  WholeRow(Duration lasts) {
    this.lasts = lasts;
  }

  @Override
  public String name() {
    return "whole";
  }

  @Override
  public void run(Stage stage, Report report)
      throws IOException, SQLException, InterruptedException {
    Engine engine = new Engine();
    String uri = stage.freshDatabase();
    Tenant tenant = Tenant.create(stage, uri);
    List<Double> bare = new ArrayList<>();
    List<Double> bareMicros = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    Cpu cpu = Cpu.NONE;
    long jobs = 0;
    try (Node node = stage.node(EnumSet.allOf(Role.class), uri, Tenant.NO_LIMITS);
        LoadGenerator generator = new LoadGenerator()) {
      ClosedLoop loop = new ClosedLoop(stage, node, generator, UNDER_WAY, POLL);
      Call submit = tenant.submit(node, Documents.invoice(), stage.receiver().hooks().get(0));
      Rounds.warmUp(() -> engine.run(Documents.invoice(), 1, lasts).perSecond());
      Rounds.warmUp(() -> submittedToAcknowledged(stage, uri, loop, submit, lasts).perSecond());
      for (int run = 1; run <= stage.runs(); run++) {
        Engine.Outcome alone = engine.run(Documents.invoice(), 1, lasts);
        bare.add(alone.perSecond());
        bareMicros.add(alone.cpuMicros());
        ClosedLoop.Outcome outcome = submittedToAcknowledged(stage, uri, loop, submit, lasts);
        whole.add(outcome.perSecond());
        cpu = cpu.plus(outcome.cpu());
        jobs += outcome.jobs();
        report.progress(
            "  run %d: %.1f/s, bare engine %.1f/s; CPU each: %s",
            run, outcome.perSecond(), bare.get(run - 1), outcome.cpu().each(outcome.jobs()));
      }
    }
    stage.drop(uri);
    report.figure(
        "whole",
        "invoice, submitted to acknowledged",
        "/s",
        whole,
        "bare engine, nothing else",
        bare,
        true);
    report.remark(
        String.format(
            Locale.ROOT,
            "%d jobs under way at most; processor time each: %s; bare engine %.0f µs.",
            UNDER_WAY,
            cpu.each(jobs),
            Report.median(bareMicros)));
  }

  private static ClosedLoop.Outcome submittedToAcknowledged(
      Stage stage, String uri, ClosedLoop loop, Call submit, Duration lasts) throws SQLException {
    stage.receiver().reset();
    long before = stage.count(uri, "notification");
    ClosedLoop.Outcome outcome =
        loop.run(submit, () -> stage.receiver().report().count(), RAMP, lasts);
    long end = System.nanoTime() + RECORDED.toNanos();
    // The last acknowledgements are on their way to the disk.
    while (stage.count(uri, "delivery_queue") > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL.toNanos());
    }
    long sent = stage.receiver().report().count();
    long delivered = stage.count(uri, "notification_now where state = 'delivered'") - before;
    if (delivered != sent) {
      throw new IllegalStateException(sent + " arrived, recorded as delivered " + delivered);
    }
    return outcome;
  }
}
