package dev.hookpress.bench;

import dev.hookpress.node.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the same invoice in the browser and in the fast engine of one node, from submission to
 * the acknowledged callback, with processor time and memory; and beside both a browser that is
 * started for each document.
 */
final class ChromiumRow implements Row {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** Several times what the browsers hold. */
  private static final int UNDER_WAY = 16 * CORES;

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration RAMP = Duration.ofSeconds(1);
  private static final String BROWSER = "chrom";

  private final Duration lasts;
  private final List<Double> fast = new ArrayList<>();
  private final List<Double> browser = new ArrayList<>();
  private final List<Double> started = new ArrayList<>();
  private final List<Double> startedMicros = new ArrayList<>();
  private final List<Double> resident = new ArrayList<>();
  private final List<Double> proportional = new ArrayList<>();
  private final List<Double> renderer = new ArrayList<>();
  private Cpu fastCpu = Cpu.NONE;
  private Cpu browserCpu = Cpu.NONE;
  private long fastJobs;
  private long browserJobs;

  /** Creates the row; each load lasts that long. */
  ChromiumRow(Duration lasts) {
    this.lasts = lasts;
  }

  @Override
  public String name() {
    return "chromium";
  }

  @Override
  public void run(Stage stage, Report report)
      throws IOException, SQLException, InterruptedException {
    if (!Files.isExecutable(PROGRAM)) {
      report.remark(PROGRAM + " is not here: nothing was measured.");
      return;
    }
    String uri = stage.freshDatabase();
    Tenant tenant = Tenant.create(stage, uri);
    try (Node node = stage.node(EnumSet.allOf(Role.class), uri, settings());
        LoadGenerator generator = new LoadGenerator()) {
      Measured measured = new Measured(stage, node, generator);
      Call plain =
          tenant.submit(node, Documents.invoice(), stage.receiver().hooks().get(0), "pdfbox");
      Call printed =
          tenant.submit(node, Documents.invoice(), stage.receiver().hooks().get(0), "chromium");
      // The node compiles for the fast engine; the browser's documents are few and need none of it.
      Rounds.warmUp(node.pid(), () -> measured.loop(plain));
      measured.loop(printed);
      for (int run = 1; run <= stage.runs(); run++) {
        measure(measured, plain, printed);
        StartedBrowser.Outcome alone =
            new StartedBrowser(PROGRAM, CORES).run(Documents.invoice(), lasts);
        started.add(alone.perSecond());
        startedMicros.add(alone.cpuMicros());
        report.progress(
            "  run %d: %.1f/s, fast engine %.1f/s, one browser a document %.1f/s",
            run, browser.get(run - 1), fast.get(run - 1), alone.perSecond());
      }
    }
    stage.drop(uri);
    report(report);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(Tenant.NO_LIMITS);
    settings.put("HOOKPRESS_RENDER_CHROMIUM_PATH", PROGRAM.toString());
    settings.put("HOOKPRESS_RENDER_CHROMIUM_PROCESSES", Integer.toString(CORES));
    settings.put("HOOKPRESS_RENDER_CHROMIUM_NO_SANDBOX", Boolean.toString(StartedBrowser.isRoot()));
    return settings;
  }

  private void measure(Measured measured, Call plain, Call printed) throws SQLException {
    measured.maxRenderer = 0;
    ClosedLoop.Outcome quick = measured.loop(plain);
    fast.add(quick.perSecond());
    fastCpu = fastCpu.plus(quick.cpu());
    fastJobs += quick.jobs();
    renderer.add(MemoryRow.megabytes(measured.maxRenderer));
    measured.maxResident = 0;
    measured.maxProportional = 0;
    ClosedLoop.Outcome slow = measured.loop(printed);
    browser.add(slow.perSecond());
    browserCpu = browserCpu.plus(slow.cpu());
    browserJobs += slow.jobs();
    resident.add(MemoryRow.megabytes(measured.maxResident) / CORES);
    proportional.add(MemoryRow.megabytes(measured.maxProportional) / CORES);
  }

  /** A node under load, and its greatest memory meanwhile. */
  private final class Measured {
    private final Stage stage;
    private final Node node;
    private final LoadGenerator generator;
    private long maxResident;
    private long maxProportional;
    private long maxRenderer;
    private long lookedNanos = System.nanoTime();

    Measured(Stage stage, Node node, LoadGenerator generator) {
      this.stage = stage;
      this.node = node;
      this.generator = generator;
    }

    ClosedLoop.Outcome loop(Call submit) throws SQLException {
      stage.receiver().reset();
      return new ClosedLoop(stage, node, generator, UNDER_WAY, POLL)
          .run(
              submit,
              () -> {
                look();
                return stage.receiver().report().count();
              },
              RAMP,
              lasts);
    }

    private void look() {
      // The system walks all page tables for it.
      if (System.nanoTime() - lookedNanos < BETWEEN_LOOKS.toNanos()) {
        return;
      }
      lookedNanos = System.nanoTime();
      maxResident = Math.max(maxResident, node.sum(BROWSER, Node.RESIDENT));
      maxProportional = Math.max(maxProportional, node.sum(BROWSER, Node.PROPORTIONAL));
      maxRenderer = Math.max(maxRenderer, node.largest("java", Node.RESIDENT));
    }
  }

  private void report(Report report) {
    String both = "invoice, submitted to acknowledged, in " + CORES + " browsers";
    report.figure(name(), both, "/s", browser, "fast engine, same node", fast, true);
    report.figure(name(), both, "/s", browser, "a browser for each document", started, true);
    report.figure(
        name(),
        "memory of one browser's processes, shared pages divided",
        "MB",
        proportional,
        "a render process",
        renderer,
        false);
    report.figure(name(), "the same, resident", "MB", resident, "", List.of(), false);
    report.remark(
        String.format(
            Locale.ROOT,
            "processor time each: in the browser: %s; in the fast engine: %s; a browser for each"
                + " document %.0f µs.",
            browserCpu.each(browserJobs),
            fastCpu.each(fastJobs),
            Report.median(startedMicros)));
  }
}
