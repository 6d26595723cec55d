package dev.hookpress.job;

/**
 * The name of a wire format, from the closed set of formats in the catalog.
 *
 * @param label lower-case name used in the database, in metrics and in responses
 */
public record DialectName(String label) {
  @Override
  public String toString() {
    return label;
  }
}
