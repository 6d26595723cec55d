package dev.hookpress.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how many invoices with flexbox and custom properties the bare engine renders, compared
 * with the same invoice as a table, which the style front end examines but does not change.
 */
final class StylesRow implements Row {
  private final Duration lasts;

  /** Creates the row; each measurement lasts that long. */
  StylesRow(Duration lasts) {
    this.lasts = lasts;
  }

  @Override
  public String name() {
    return "styles";
  }

  @Override
  public void run(Stage stage, Report report)
      throws IOException, SQLException, InterruptedException {
    Engine engine = new Engine();
    Rounds.warmUp(
        ProcessHandle.current().pid(),
        () -> {
          engine.run(Documents.invoice(), 1, lasts);
          engine.run(Documents.modernInvoice(), 1, lasts);
        });
    List<Double> modern = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    for (int run = 1; run <= stage.runs(); run++) {
      plain.add(perProcessorSecond(engine, Documents.invoice()));
      modern.add(perProcessorSecond(engine, Documents.modernInvoice()));
      report.progress(
          "  run %d: %.1f/s of a processor, as a table %.1f/s",
          run, modern.get(run - 1), plain.get(run - 1));
    }
    report.figure(
        "styles", "invoice of flex rows", "/s of a processor", modern, "as a table", plain, true);
  }

  /** Processor time, as other programs on the machine change the elapsed time. */
  private double perProcessorSecond(Engine engine, String html) throws InterruptedException {
    return 1e6 / engine.run(html, 1, lasts).cpuMicros();
  }
}
