package dev.hookpress.job;

/**
 * The name of a wire format. Each format says its own; the catalog of formats holds all of them, a
 * closed set.
 *
 * @param label as it stands in the database, in metrics and in answers: lower case
 */
public record DialectName(String label) {
  @Override
  public String toString() {
    return label;
  }
}
