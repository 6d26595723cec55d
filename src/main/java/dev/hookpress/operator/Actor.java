package dev.hookpress.operator;

/**
 * Who makes a change, for the audit log.
 *
 * @param name as the operator calls himself; not verified beyond the operator key or the access to
 *     the database
 */
public record Actor(String name, Source source) {
  /** The most characters of a name. */
  public static final int MAX_NAME_CHARACTERS = 100;

  /** How a change was made. */
  public enum Source {
    API("api"),
    CLI("cli");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    /** The name in the audit log. */
    public String label() {
      return label;
    }
  }
}
