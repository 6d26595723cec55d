package dev.hookpress.bench;

import dev.hookpress.bench.Drain.Outcome;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how many notifications per second a node drains durably: claimed, signed, sent, answered
 * and recorded. The limit is the bare HTTP client with the same requests in the same run.
 */
final class DrainRow implements Row {
  /** With this many or more, those that the node holds show in its memory. */
  private static final int LONG = 1_000_000;

  private final List<Integer> clients;
  private final List<Integer> due;
  private final int warmUp;

  /**
   * Creates the row.
   *
   * @param clients numbers of clients
   * @param due sizes of backlogs
   * @param warmUp notifications that the node drains before the measurement
   */
  DrainRow(List<Integer> clients, List<Integer> due, int warmUp) {
    this.clients = clients;
    this.due = due;
    this.warmUp = warmUp;
  }

  /** One run, with its limit. */
  private record Run(Outcome drained, double bare) {}

  @Override
  public String name() {
    return "drain";
  }

  @Override
  public void run(Stage stage, Report report) throws IOException, SQLException {
    for (int number : clients) {
      Map<Integer, List<Run>> runs = new LinkedHashMap<>();
      try (Drain drain = Drain.start(stage, number)) {
        drain.run(warmUp);
        for (int run = 1; run <= stage.runs(); run++) {
          double bare = stage.limits().bareClient(number).perSecond();
          for (int rows : due) {
            Outcome outcome = drain.run(rows);
            report.progress(
                "  run %d: %,d clients, %,d due: %,.0f/s; bare client %,.0f/s; CPU each: %s;"
                    + " %,d connections opened",
                run,
                number,
                rows,
                outcome.perSecond(),
                bare,
                outcome.cpu().each(rows),
                outcome.connections());
            if (stage.options().statements()) {
              drain.printStatements(rows);
            }
            runs.computeIfAbsent(rows, first -> new ArrayList<>()).add(new Run(outcome, bare));
          }
        }
      }
      runs.forEach((rows, same) -> report(report, number, rows, same));
    }
  }

  private static void report(Report report, int clients, int rows, List<Run> runs) {
    report.figure(
        "drain",
        String.format(Locale.ROOT, "%s, %,d due", clients(clients), rows),
        "/s",
        runs.stream().map(run -> run.drained().perSecond()).toList(),
        "bare client",
        runs.stream().map(Run::bare).toList(),
        true);
    if (rows >= LONG) {
      report.figure(
          "memory",
          String.format(Locale.ROOT, "draining %,d due of %s", rows, clients(clients)),
          "MB",
          runs.stream().map(run -> MemoryRow.megabytes(run.drained().maxResidentBytes())).toList(),
          "",
          List.of(),
          false);
    }
    Cpu cpu = runs.stream().map(run -> run.drained().cpu()).reduce(Cpu.NONE, Cpu::plus);
    report.remark(
        String.format(
            Locale.ROOT,
            "%s, %,d due: processor time each: %s, mean of all runs.",
            clients(clients),
            rows,
            cpu.each((long) rows * runs.size())));
  }

  /** The number in words. */
  static String clients(int number) {
    return number == 1 ? "1 client" : String.format(Locale.ROOT, "%,d clients", number);
  }
}
