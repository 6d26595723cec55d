package dev.hookpress.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures jobs per second from submission to the acknowledged callback, one invoice each, on one
 * node with all roles, and the processor time of each part.
 */
final class WholeRow implements Row {
  private final Duration lasts;

  /** Creates the row; each measurement lasts that long. */
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
    Engine engine = stage.engine();
    Service service = stage.service();
    Call submit = service.submit(Documents.invoice());
    List<Double> bare = new ArrayList<>();
    List<Double> bareMicros = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    Cpu cpu = Cpu.NONE;
    long jobs = 0;
    for (int run = 1; run <= stage.runs(); run++) {
      Engine.Outcome alone = engine.run(Documents.invoice(), 1, lasts);
      bare.add(alone.perSecond());
      bareMicros.add(alone.cpuMicros());
      ClosedLoop.Outcome outcome = service.acknowledged(submit, lasts);
      whole.add(outcome.perSecond());
      cpu = cpu.plus(outcome.cpu());
      jobs += outcome.jobs();
      report.progress(
          "  run %d: %.1f/s, bare engine %.1f/s; CPU each: %s",
          run, outcome.perSecond(), bare.get(run - 1), outcome.cpu().each(outcome.jobs()));
    }
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
            Service.UNDER_WAY,
            cpu.each(jobs),
            Report.median(bareMicros)));
  }
}
