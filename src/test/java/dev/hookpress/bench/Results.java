package dev.hookpress.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Medians of what was measured, and the spread of the ratio. */
final class Results {
  /**
   * One run; rates are requests a second.
   *
   * @param clients how many
   * @param due how many notifications
   */
  record Run(int clients, int due, double sockets, double client, double door, double drained) {
    double ratio() {
      return drained / client;
    }
  }

  private final List<Run> runs = new ArrayList<>();

  void add(Run run) {
    runs.add(run);
  }

  void print(PrintStream out) {
    out.println();
    out.println("| clients | due | receiver/s | client/s | door/s | drain/s | drain / client |");
    out.println("|---:|---:|---:|---:|---:|---:|---:|");
    runs.stream()
        .map(run -> List.of(run.clients(), run.due()))
        .distinct()
        .forEach(
            which -> {
              List<Run> same =
                  runs.stream()
                      .filter(run -> List.of(run.clients(), run.due()).equals(which))
                      .toList();
              out.printf(
                  "| %,d | %,d | %,.0f | %,.0f | %,.0f | %,.0f | %.2f (%.2f to %.2f) |%n",
                  which.get(0),
                  which.get(1),
                  median(same, Run::sockets),
                  median(same, Run::client),
                  median(same, Run::door),
                  median(same, Run::drained),
                  median(same, Run::ratio),
                  same.stream().mapToDouble(Run::ratio).min().orElseThrow(),
                  same.stream().mapToDouble(Run::ratio).max().orElseThrow());
            });
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
