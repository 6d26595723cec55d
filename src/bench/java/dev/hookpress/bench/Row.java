package dev.hookpress.bench;

/** One subject of the table: one or more figures, each beside its limit. */
interface Row {
  /** What {@code --only} calls it. */
  String name();

  /**
   * Measures and reports.
   *
   * @throws Exception if it could not be measured, or what was measured did not do its work
   */
  void run(Stage stage, Report report) throws Exception;
}
