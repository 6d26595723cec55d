package dev.hookpress.bench;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the packaged program; each figure is reported with its limit from the same run. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures the packaged program, each figure beside its limit from the same run.",
    footer = {
      "",
      "Rows: limit, drain, slow, memory, ingest, latency, render, styles, whole, chromium.",
      "All of them take some 45 minutes on a quiet machine of two cores."
    })
public final class Benchmark implements Callable<Integer> {
  private static final Path LOG = Path.of("target", "bench", "own.log");

  @Option(names = "--only", split = ",", paramLabel = "ROW", description = "these rows only")
  private List<String> only = List.of();

  @Option(names = "--runs", description = "measured runs of each, after a warm-up")
  private int runs = 3;

  @Option(names = "--clients", split = ",", description = "drain: clients that they belong to")
  private List<Integer> clients = List.of(1, 1_000);

  @Option(names = "--due", split = ",", description = "drain: notifications that come due")
  private List<Integer> due = List.of(10_000, 100_000, 1_000_000);

  @Option(names = "--warm-up", description = "drain: notifications before what is measured")
  private int warmUp = 150_000;

  @Option(names = "--seconds", description = "ingest, latency, render, styles, whole: of each load")
  private int seconds = 4;

  @Option(names = "--slow-seconds", description = "slow, memory, chromium: of each load")
  private int slowSeconds = 20;

  @Option(names = "--slow-rate", description = "slow: jobs that end in a second")
  private int slowPerSecond = 500;

  @Option(names = "--limit-requests", description = "requests in a run of a limit")
  private int limitRequests = 50_000;

  @Option(names = "--statements", description = "show the costliest SQL statements as well")
  private boolean statements;

  @Option(
      names = "--first",
      description =
          "instead of the table: how long until each client has had its first callback, beside one"
              + " with so many due")
  private boolean first;

  @Option(
      names = "--soak",
      paramLabel = "MINUTES",
      description =
          "instead of the table: a steady rate for so long, with what grows by the minute")
  private int soakMinutes;

  @Option(names = "--soak-rate", description = "soak: jobs that end in a second")
  private int soakPerSecond = 2_000;

  @Option(
      names = "--node-jvm",
      split = ",",
      paramLabel = "FLAG",
      description = "flags of the program's JVM: --node-jvm=-Xmx2g,-XX:+UseZGC")
  private List<String> nodeJvm = List.of("-Xmx1g", "-XX:+ExitOnOutOfMemoryError");

  @Option(names = "--isolation", description = "what the program renders in: process or thread")
  private String isolation = "process";

  private final PrintStream out;

  private Benchmark(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs the benchmark; exits with 0 if everything was measured and nothing was lost or sent twice.
   */
  public static void main(String[] args) throws IOException {
    // Code in this JVM logs to a file, as in production.
    System.setProperty("hookpress.log", "json");
    PrintStream console = System.out;
    Files.createDirectories(LOG.getParent());
    System.setOut(new PrintStream(new FileOutputStream(LOG.toFile()), true));
    System.exit(
        new CommandLine(new Benchmark(console))
            .setOut(new PrintWriter(console, true))
            .execute(args));
  }

  private List<Row> rows() {
    Duration lasts = Duration.ofSeconds(seconds);
    List<Row> all =
        List.of(
            new LimitRow(clients),
            new DrainRow(clients, due, warmUp),
            new SlowEndpointsRow(slowPerSecond, Duration.ofSeconds(slowSeconds)),
            new MemoryRow(Duration.ofSeconds(slowSeconds)),
            new IngestRow(lasts),
            new LatencyRow(lasts),
            new RenderRow(lasts),
            new StylesRow(lasts),
            new WholeRow(lasts),
            new ChromiumRow(Duration.ofSeconds(slowSeconds)));
    List<String> names = all.stream().map(Row::name).toList();
    if (!names.containsAll(only)) {
      throw new IllegalArgumentException("--only: there are " + names);
    }
    return all.stream().filter(row -> only.isEmpty() || only.contains(row.name())).toList();
  }

  @Override
  public Integer call() throws Exception {
    Stage.Options options = new Stage.Options(runs, limitRequests, statements, nodeJvm, isolation);
    List<Row> chosen = rows();
    try (Stage stage = new Stage(options)) {
      Setting.print(out, stage);
      if (first) {
        FirstCallbacks.run(stage, clients, due, out);
        return 0;
      }
      if (soakMinutes > 0) {
        Soak.run(stage, soakMinutes, soakPerSecond, out);
        return 0;
      }
      Report report = new Report(out, System.err);
      try {
        for (Row row : chosen) {
          report.begin(row);
          row.run(stage, report);
        }
      } finally {
        // Includes what was measured before a row failed.
        report.print();
      }
    }
    return 0;
  }
}
