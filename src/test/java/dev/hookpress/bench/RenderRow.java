package dev.hookpress.bench;

import dev.hookpress.Role;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * PDFs a second through the service, accepted, rendered, stored and recorded, beside the bare
 * engine in a loop on as many threads. No callback is sent.
 */
final class RenderRow implements Row {
  /** Several times what a node takes in hand, so that it never runs dry. */
  private static final int UNDER_WAY = 40;

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration RAMP = Duration.ofSeconds(1);

  private final Duration lasts;

  /** Makes it; each measurement lasts so long, and so does a round of warming up. */
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
    Engine engine = new Engine();
    String uri = stage.freshDatabase();
    Tenant tenant = Tenant.create(stage, uri);
    URI hook = stage.receiver().hooks().get(0);
    List<Double> bare = new ArrayList<>();
    List<Double> bareMicros = new ArrayList<>();
    List<Double> service = new ArrayList<>();
    Cpu cpu = Cpu.NONE;
    long jobs = 0;
    try (Node node = stage.node(Set.of(Role.API, Role.RENDER), uri, Tenant.NO_LIMITS);
        LoadGenerator generator = new LoadGenerator()) {
      ClosedLoop loop = new ClosedLoop(stage, node, generator, UNDER_WAY, POLL);
      Call submit = tenant.submit(node, subject.html(), hook);
      Rounds.warmUp(() -> engine.run(subject.html(), subject.pages(), lasts).perSecond());
      Rounds.warmUp(() -> service(stage, uri, loop, submit, lasts).perSecond());
      for (int run = 1; run <= stage.runs(); run++) {
        Engine.Outcome alone = engine.run(subject.html(), subject.pages(), lasts);
        bare.add(alone.perSecond());
        bareMicros.add(alone.cpuMicros());
        ClosedLoop.Outcome outcome = service(stage, uri, loop, submit, lasts);
        service.add(outcome.perSecond());
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
    }
    stage.drop(uri);
    report.figure("render", subject.name(), "/s", service, "bare engine", bare, true);
    report.remark(
        String.format(
            Locale.ROOT,
            "%s: on %d threads; processor time each through the service: %s; bare engine %.0f µs.",
            subject.name(),
            engine.threads(),
            cpu.each(jobs),
            Report.median(bareMicros)));
  }

  private static ClosedLoop.Outcome service(
      Stage stage, String uri, ClosedLoop loop, Call submit, Duration lasts) throws SQLException {
    stage.sql(uri, "truncate render_queue, delivery_queue, notification, document, job");
    ClosedLoop.Outcome outcome =
        loop.run(submit, () -> stage.count(uri, "job where state = 'completed'"), RAMP, lasts);
    if (stage.count(uri, "job where state <> 'completed'") > 0) {
      throw new IllegalStateException("Jobs have failed");
    }
    return outcome;
  }
}
