package dev.hookpress.bench;

import dev.hookpress.node.Role;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Measures how many jobs per second a node accepts, each answered with 202 after its commit;
 * nothing is rendered. The limit is the same requests to the cheapest route of the same server.
 */
final class IngestRow implements Row {
  private static final List<Integer> CONNECTIONS = List.of(1, 16, 64, 256);
  private static final List<Integer> RATES = List.of(1_000, 5_000, 10_000);
  private static final int OPEN_CONNECTIONS = 256;

  /** A rate is reached if all requests were sent in time and 99 in 100 answered within this. */
  private static final double HELD_MILLIS = 100;

  private static final double NEXT_RATE = 0.9;
  private static final int MAX_TRIES = 6;

  private final Duration lasts;
  private Stage stage;
  private Report report;
  private LoadGenerator generator;
  private Node node;
  private String uri;
  private Call submit;
  private Call refused;

  /** Creates the row; {@code lasts} applies to each load and to each warm-up round. */
  IngestRow(Duration lasts) {
    this.lasts = lasts;
  }

  /** A load, its limit, and the processor time used. */
  private record Run(Load load, Load empty, Cpu cpu) {}

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public void run(Stage stage, Report report)
      throws IOException, SQLException, InterruptedException {
    this.stage = stage;
    this.report = report;
    uri = stage.freshDatabase();
    Tenant tenant = Tenant.create(stage, uri);
    URI hook = stage.receiver().hooks().get(0);
    try (Node started = stage.node(Set.of(Role.API), uri, Tenant.NO_LIMITS);
        LoadGenerator own = new LoadGenerator()) {
      node = started;
      generator = own;
      submit = tenant.submit(node, Documents.LINE, hook);
      refused = tenant.refused(node, Documents.LINE, hook);
      Rounds.warmUp(node.pid(), () -> warmUp(submit));
      Rounds.warmUp(node.pid(), () -> warmUp(refused));
      report.remark(
          "requests of %,d bytes; the empty route is POST /v1/jobs without a key, answered with 401"
              .formatted(submit.length()));
      Call receive = Call.post(hook, Map.of(), Documents.LINE, 200);
      Rounds.warmUp(
          ProcessHandle.current().pid(),
          () -> generator.closed(receive, 64, Long.MAX_VALUE, lasts));
      report.remark(
          "the load generator alone reaches %,.0f/s against the receiver, on 64 connections"
              .formatted(
                  generator.closed(receive, 64, Long.MAX_VALUE, lasts.dividedBy(2)).perSecond()));
      measure();
    }
    stage.drop(uri);
  }

  private void warmUp(Call call) throws SQLException {
    emptied();
    generator.closed(call, OPEN_CONNECTIONS, Long.MAX_VALUE, lasts);
  }

  private void measure() throws SQLException {
    Map<Integer, List<Run>> closed = new LinkedHashMap<>();
    Map<Integer, List<Run>> open = new LinkedHashMap<>();
    List<Double> held = new ArrayList<>();
    List<Double> heldLimits = new ArrayList<>();
    for (int run = 1; run <= stage.runs(); run++) {
      double best = 0;
      for (int connections : CONNECTIONS) {
        Run one = closed(connections);
        best = Math.max(best, one.load().perSecond());
        closed.computeIfAbsent(connections, first -> new ArrayList<>()).add(one);
        tell(run, "closed loop, %,d connections".formatted(connections), one);
      }
      for (int rate : RATES) {
        Run one = open(rate);
        open.computeIfAbsent(rate, first -> new ArrayList<>()).add(one);
        tell(run, "open loop, %,d a second".formatted(rate), one);
      }
      held.add(highest(best));
      heldLimits.add(last(closed.get(OPEN_CONNECTIONS)).empty().perSecond());
    }
    closed.forEach(this::reportClosed);
    open.forEach(this::reportOpen);
    report.figure(
        "ingest",
        "open loop, the highest rate that is held",
        "/s",
        held,
        "empty route, 256 connections",
        heldLimits,
        true);
  }

  private Run closed(int connections) throws SQLException {
    Load empty = generator.closed(refused, connections, Long.MAX_VALUE, lasts.dividedBy(2));
    Cpu before = emptied();
    Load load = generator.closed(submit, connections, Long.MAX_VALUE, lasts);
    return checked(new Run(load, empty, Cpu.now(stage, node).minus(before)));
  }

  private Run open(double perSecond) throws SQLException {
    Load empty = generator.open(refused, OPEN_CONNECTIONS, perSecond, lasts.dividedBy(2));
    Cpu before = emptied();
    Load load = generator.open(submit, OPEN_CONNECTIONS, perSecond, lasts);
    return checked(new Run(load, empty, Cpu.now(stage, node).minus(before)));
  }

  /**
   * Lowers the rate from that of a closed loop by a tenth each time until one is reached; 0 if none
   * is.
   */
  private double highest(double reached) throws SQLException {
    double rate = reached;
    for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
      emptied();
      Load load = generator.open(submit, OPEN_CONNECTIONS, rate, lasts);
      report.progress(
          "  %,.0f a second: reached %,.0f, p99 %.1f ms",
          rate, load.perSecond(), load.millisAt(99));
      if (load.held(rate) && load.millisAt(99) <= HELD_MILLIS) {
        return rate;
      }
      rate *= NEXT_RATE;
    }
    return 0;
  }

  /** Nothing is rendered, so the queue only grows: each load starts with an empty one. */
  private Cpu emptied() throws SQLException {
    stage.sql(uri, "truncate render_queue, document, job", "checkpoint");
    return Cpu.now(stage, node);
  }

  /** Every 202 is a committed job. */
  private Run checked(Run run) throws SQLException {
    long jobs = stage.count(uri, "job");
    if (jobs != run.load().answered()) {
      throw new IllegalStateException(run.load().answered() + " answered, on disk " + jobs);
    }
    return run;
  }

  private void tell(int number, String what, Run run) {
    report.progress(
        "  run %d: %s: %,.0f/s, p50 %.1f ms, p99 %.1f ms, %,d unsent; empty %,.0f/s, p99 %.1f ms;"
            + " CPU each: %s, generator %.0f µs",
        number,
        what,
        run.load().perSecond(),
        run.load().millisAt(50),
        run.load().millisAt(99),
        run.load().unsent(),
        run.empty().perSecond(),
        run.empty().millisAt(99),
        run.cpu().each(run.load().answered()),
        generatorMicros(List.of(run)));
  }

  private void reportClosed(int connections, List<Run> runs) {
    String setting = connections == 1 ? "1 connection" : "%,d connections".formatted(connections);
    report.figure(
        "ingest",
        "closed loop, " + setting,
        "/s",
        runs.stream().map(run -> run.load().perSecond()).toList(),
        "empty route",
        runs.stream().map(run -> run.empty().perSecond()).toList(),
        true);
    remark("closed loop, " + setting, runs);
  }

  private void reportOpen(int rate, List<Run> runs) {
    for (double percentile : new double[] {50, 99}) {
      report.figure(
          "ingest",
          "open loop, %,d a second, p%.0f".formatted(rate, percentile),
          "ms",
          runs.stream().map(run -> run.load().millisAt(percentile)).toList(),
          "empty route",
          runs.stream().map(run -> run.empty().millisAt(percentile)).toList(),
          false);
    }
    remark("open loop, %,d a second".formatted(rate), runs);
  }

  private void remark(String setting, List<Run> runs) {
    report.remark(
        String.format(
            Locale.ROOT,
            "%s: reached %,.0f/s, p50 %.1f ms, p99 %.1f ms; processor time each: %s, generator"
                + " %.0f µs.",
            setting,
            Report.median(runs.stream().map(run -> run.load().perSecond()).toList()),
            Report.median(runs.stream().map(run -> run.load().millisAt(50)).toList()),
            Report.median(runs.stream().map(run -> run.load().millisAt(99)).toList()),
            runs.stream().map(Run::cpu).reduce(Cpu.NONE, Cpu::plus).each(answered(runs)),
            generatorMicros(runs)));
  }

  private static double generatorMicros(List<Run> runs) {
    long nanos = runs.stream().mapToLong(run -> run.cpu().self().toNanos()).sum();
    return nanos / (double) TimeUnit.MICROSECONDS.toNanos(1) / answered(runs);
  }

  private static long answered(List<Run> runs) {
    return runs.stream().mapToLong(run -> run.load().answered()).sum();
  }

  private static Run last(List<Run> runs) {
    return runs.get(runs.size() - 1);
  }
}
