package dev.hookpress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of the benchmarks. */
class ReportTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Report report =
      new Report(
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          new PrintStream(PrintStream.nullOutputStream()));

  private String printed() {
    report.print();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFigureIsAMedianWithItsLimitAndTheRatios() {
    report.figure(
        "drain",
        "all",
        "/s",
        List.of(4_000.0, 1_000.0, 3_000.0),
        "bare",
        List.of(8_000.0, 10_000.0, 10_000.0),
        true);
    assertThat(printed())
        .contains("| drain | all | 3,000/s | bare: 10,000/s | 0.30 (0.10 to 0.50) |");
  }

  @Test
  void aTimeIsMarkedAsLowerIsBetter() {
    report.figure("slow", "p99", "ms", List.of(3.0), "without", List.of(2.0), false);
    assertThat(printed())
        .contains("| slow | p99 | 3.0 ms | without: 2.0 ms | 1.50 (one run), less is better |");
  }

  @Test
  void withoutALimitTheSpreadIsOfTheFigures() {
    report.figure("memory", "rest", "MB", List.of(310.0, 300.0), "", List.of(), false);
    assertThat(printed()).contains("| memory | rest | 305 MB |  | (300 MB to 310 MB) |");
  }

  @Test
  void fewerLimitsThanRunsAreOneLimit() {
    report.figure("x", "y", "/s", List.of(100.0, 200.0, 300.0), "z", List.of(200.0), true);
    assertThat(printed()).contains("| 200/s | z: 200/s | 1.00 (0.50 to 1.50) |");
  }
}
