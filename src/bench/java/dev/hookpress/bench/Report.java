package dev.hookpress.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Collects figures and remarks and prints them as one table. Also prints progress. */
final class Report {
  private record Line(String row, String text) {}

  private final PrintStream out;
  private final PrintStream progress;
  private final List<String> table = new ArrayList<>();
  private final List<Line> remarks = new ArrayList<>();
  private String row = "";

  /**
   * Creates an empty report.
   *
   * @param out for the table
   * @param progress for messages while the benchmark runs
   */
  Report(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  /** Sets the row that later remarks refer to. */
  void begin(Row begun) {
    row = begun.name();
    progress("%s", row);
  }

  /**
   * Adds a figure: the median of its runs, with the median of its limit and the ratios of the runs.
   *
   * @param setting the parameters of the measurement
   * @param values one per run
   * @param limits one per run, measured in the same run; empty if there is no limit
   * @param higherIsBetter true for rates, false for times and sizes
   */
  void figure(
      String row,
      String setting,
      String unit,
      List<Double> values,
      String limitName,
      List<Double> limits,
      boolean higherIsBetter) {
    String limit = limits.isEmpty() ? "" : limitName + ": " + shown(median(limits), unit);
    String ratio = ratios(values, limits, unit);
    if (!higherIsBetter && !limits.isEmpty()) {
      ratio += ", less is better";
    }
    String line =
        "| %s | %s | %s | %s | %s |"
            .formatted(row, setting, shown(median(values), unit), limit, ratio);
    table.add(line);
    progress("  %s", line);
  }

  /** Adds one or more sentences about the row, printed below the table. */
  void remark(String text) {
    remarks.add(new Line(row, text));
    progress("  %s", text);
  }

  /** Prints progress; not part of the report. */
  void progress(String format, Object... arguments) {
    progress.printf(Locale.ROOT, format + "%n", arguments);
  }

  void print() {
    out.println();
    out.println("| what | setting | figure | its limit | ratio (lowest to highest) |");
    out.println("|---|---|---:|---:|---:|");
    table.forEach(out::println);
    out.println();
    remarks.forEach(line -> out.println("- " + line.row() + ": " + line.text()));
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String ratios(List<Double> values, List<Double> limits, String unit) {
    if (limits.isEmpty()) {
      return values.size() == 1
          ? ""
          : "(%s to %s)"
              .formatted(
                  shown(values.stream().min(Double::compare).orElseThrow(), unit),
                  shown(values.stream().max(Double::compare).orElseThrow(), unit));
    }
    // A run without its own limit is compared with the limits of all runs.
    boolean paired = values.size() == limits.size();
    List<Double> ratios =
        IntStream.range(0, values.size())
            .mapToObj(run -> values.get(run) / (paired ? limits.get(run) : median(limits)))
            .toList();
    String spread =
        ratios.size() == 1
            ? "one run"
            : String.format(
                Locale.ROOT,
                "%.2f to %.2f",
                ratios.stream().min(Double::compare).orElseThrow(),
                ratios.stream().max(Double::compare).orElseThrow());
    return String.format(Locale.ROOT, "%.2f (%s)", median(ratios), spread);
  }

  /** With as many digits as are significant. */
  private static String shown(double value, String unit) {
    String number = String.format(Locale.ROOT, value < 100 ? "%,.1f" : "%,.0f", value);
    return unit.startsWith("/") ? number + unit : number + " " + unit;
  }
}
