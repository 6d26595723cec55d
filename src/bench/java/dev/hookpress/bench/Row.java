package dev.hookpress.bench;

/** One subject of the table: one or more figures, each with its limit. */
interface Row {
  /** Its name for {@code --only}. */
  String name();

  /**
   * Measures and reports.
   *
   * @throws Exception if the measurement failed, or if the system lost or repeated work
   */
  void run(Stage stage, Report report) throws Exception;
}
