package dev.hookpress.bench;

import dev.hookpress.node.Role;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Measures the latency from a job's end, and from its submission, to the arrival of its callback,
 * at fixed rates and with PDFs of one line: through a whole node up to the rate at which it
 * renders, and above that with jobs ended by a separate process.
 */
final class LatencyRow implements Row {
  /** A rate, below the requested ones, at which rendering is not the limit. */
  private static final List<Integer> WHOLE_RATES = List.of(100, 200, 500, 2_000, 5_000);

  private static final List<Integer> ENDED_RATES = List.of(500, 2_000, 5_000);
  private static final int CONNECTIONS = 256;
  private static final double REACHED = 0.95;
  private static final Duration STALLED = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Duration lasts;
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();
  private final Map<String, List<Double>> limits = new LinkedHashMap<>();
  private final Map<Integer, List<Double>> reached = new LinkedHashMap<>();
  private Stage stage;
  private Report report;

  /** Creates the row; {@code lasts} applies to each load and to each warm-up round. */
  LatencyRow(Duration lasts) {
    this.lasts = lasts;
  }

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public void run(Stage stage, Report report)
      throws IOException, SQLException, InterruptedException {
    this.stage = stage;
    this.report = report;
    stage.receiver().measure(0, EnumSet.of(Moment.DUE, Moment.ENDED));
    try {
      ended();
      whole();
    } finally {
      stage.receiver().measure(0, Set.of());
    }
    figures.forEach(
        (setting, values) ->
            report.figure(
                "latency",
                setting,
                "ms",
                values,
                "the same pace straight to the receiver",
                limits.get(setting),
                false));
    reached.forEach(
        (rate, values) ->
            report.remark(
                String.format(
                    Locale.ROOT,
                    "dispatcher alone: of %,d jobs a second that were to end, %,.0f a second were"
                        + " called back",
                    rate,
                    Report.median(values))));
    report.remark(
        "acknowledged is the moment of arrival at the receiver, which answers at once; a job's end"
            + " is known to the millisecond, so up to one is too much");
  }

  /** Jobs are ended at a fixed rate by another process; the node only dispatches. */
  private void ended() throws IOException, SQLException, InterruptedException {
    String uri = stage.freshDatabase();
    Tenant tenant = Tenant.create(stage, uri);
    try (Node node = stage.node(Set.of(Role.DISPATCH), uri, Map.of());
        LoadGenerator generator = new LoadGenerator();
        JobEnderProcess ender =
            JobEnderProcess.start(stage, uri, tenant, stage.receiver().hooks().get(0))) {
      // The process may not keep up with the rate: then it runs as fast as it can.
      int max = ENDED_RATES.get(ENDED_RATES.size() - 1);
      Rounds.warmUp(
          node.pid(),
          () -> {
            ender.prepare(jobs(max));
            ended(ender, max);
          });
      for (int run = 1; run <= stage.runs(); run++) {
        for (int rate : ENDED_RATES) {
          Load straight = straight(generator, rate);
          ender.prepare(jobs(rate));
          Cpu before = Cpu.now(stage, node);
          Arrivals arrivals = ended(ender, rate);
          report.progress(
              "  run %d: ended by another process, %,d a second: %,.0f called back; CPU each: %s",
              run,
              rate,
              arrivals.perSecond(),
              Cpu.now(stage, node).minus(before).each(arrivals.count()));
          reached.computeIfAbsent(rate, first -> new ArrayList<>()).add(arrivals.perSecond());
          add("dispatcher alone, %,d/s, job ended to acknowledged", rate, Moment.ENDED, straight);
        }
      }
    }
    stage.drop(uri);
  }

  /** Submits at increasing rates until one is not reached. */
  private void whole() throws IOException, SQLException, InterruptedException {
    Service service = stage.service();
    Call submit = service.submit(Documents.LINE);
    for (int run = 1; run <= stage.runs(); run++) {
      boolean reached = true;
      for (int i = 0; i < WHOLE_RATES.size() && reached; i++) {
        service.empty();
        reached = whole(run, service.generator(), submit, WHOLE_RATES.get(i));
      }
    }
  }

  private boolean whole(int run, LoadGenerator generator, Call submit, int rate) {
    Load straight = straight(generator, rate);
    stage.receiver().reset();
    Load load = generator.open(submit, CONNECTIONS, rate, lasts);
    Arrivals arrivals = awaitArrivals(load.answered());
    boolean reached = arrivals.perSecond() >= REACHED * rate;
    report.progress(
        "  run %d: whole node, %,d a second offered: %,.0f accepted, %,.0f called back",
        run, rate, load.perSecond(), arrivals.perSecond());
    if (reached) {
      add("whole node, %,d/s, submitted to acknowledged", rate, Moment.DUE, straight);
      add("whole node, %,d/s, job ended to acknowledged", rate, Moment.ENDED, straight);
    } else {
      report.remark(
          String.format(
              Locale.ROOT,
              "whole node, %,d a second offered: rendering reaches %,.0f, so nothing is said of"
                  + " latency there; job ended to acknowledged: p50 %.1f ms, p99 %.1f ms",
              rate,
              arrivals.perSecond(),
              stage.receiver().latencies(Moment.ENDED).getValueAtPercentile(50) / 1000.0,
              stage.receiver().latencies(Moment.ENDED).getValueAtPercentile(99) / 1000.0));
    }
    return reached;
  }

  private Arrivals ended(JobEnderProcess ender, int rate) throws IOException {
    stage.receiver().reset();
    ender.end(rate);
    return awaitArrivals(jobs(rate));
  }

  private int jobs(int rate) {
    return (int) (rate * lasts.toMillis() / 1000);
  }

  private Load straight(LoadGenerator generator, int rate) {
    URI hook = stage.receiver().hooks().get(0);
    String body = "{\"due\":\"" + Call.DUE + "\"}";
    return generator.open(Call.post(hook, Map.of(), body, 200), CONNECTIONS, rate, lasts);
  }

  private void add(String setting, int rate, Moment from, Load straight) {
    Histogram micros = stage.receiver().latencies(from);
    for (double percentile : new double[] {50, 99}) {
      String full = setting.formatted(rate) + String.format(", p%.0f", percentile);
      double millis = micros.getValueAtPercentile(percentile) / 1000.0;
      report.progress("    %s: %.1f ms", full, millis);
      figures.computeIfAbsent(full, first -> new ArrayList<>()).add(millis);
      limits.computeIfAbsent(full, first -> new ArrayList<>()).add(straight.millisAt(percentile));
    }
  }

  private Arrivals awaitArrivals(long jobs) {
    Arrivals arrivals = stage.receiver().report();
    long moved = System.nanoTime();
    while (arrivals.count() < jobs) {
      LockSupport.parkNanos(POLL.toNanos());
      Arrivals now = stage.receiver().report();
      if (now.count() != arrivals.count()) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > STALLED.toNanos()) {
        throw new IllegalStateException("only " + now.count() + " of " + jobs + " arrived");
      }
      arrivals = now;
    }
    if (arrivals.count() != jobs) {
      throw new IllegalStateException(arrivals.count() + " arrived of " + jobs);
    }
    return arrivals;
  }
}
