package dev.hookpress.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures PDFs per second through the service (accepted, rendered, stored and recorded), compared
 * with the bare engine in a loop on as many threads. No callback is sent.
 */
final class RenderRow implements Row {
  private final Duration lasts;

  /** Creates the row; each measurement lasts that long. */
  RenderRow(Duration lasts) {
    this.lasts = lasts;
  }

  private record Subject(String name, String html, int pages) {}

  @Override
  public String name() {
    return "render";
  }

  @Override
  public void run(Stage stage, Report report)
      throws IOException, SQLException, InterruptedException {
    for (Subject subject :
        List.of(
            new Subject("invoice", Documents.invoice(), 1),
            new Subject("report of 21 pages", Documents.report(), Documents.REPORT_PAGES))) {
      measure(stage, report, subject);
    }
  }

  private void measure(Stage stage, Report report, Subject subject)
      throws IOException, SQLException, InterruptedException {
    Engine engine = stage.engine();
    Service service = stage.service();
    Call render = service.render(subject.html());
    List<Double> bare = new ArrayList<>();
    List<Double> bareMicros = new ArrayList<>();
    List<Double> through = new ArrayList<>();
    Cpu cpu = Cpu.NONE;
    long jobs = 0;
    for (int run = 1; run <= stage.runs(); run++) {
      Engine.Outcome alone = engine.run(subject.html(), subject.pages(), lasts);
      bare.add(alone.perSecond());
      bareMicros.add(alone.cpuMicros());
      ClosedLoop.Outcome outcome = service.completed(render, lasts);
      through.add(outcome.perSecond());
      cpu = cpu.plus(outcome.cpu());
      jobs += outcome.jobs();
      report.progress(
          "  run %d: %s: %.1f/s, bare engine %.1f/s; CPU each: %s",
          run,
          subject.name(),
          outcome.perSecond(),
          bare.get(run - 1),
          outcome.cpu().each(outcome.jobs()));
    }
    report.figure("render", subject.name(), "/s", through, "bare engine", bare, true);
    report.remark(
        String.format(
            Locale.ROOT,
            "%s: on %d threads; processor time each through the service: %s; bare engine %.0f µs.",
            subject.name(),
            engine.threads(),
            cpu.each(jobs),
            Report.median(bareMicros)));
  }
}
