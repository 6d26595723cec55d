package dev.hookpress.dialect;

/**
 * A route of a wire format and its action.
 *
 * @param method the HTTP method, in capitals
 * @param path segments that begin with a colon, such as {@code :id}, are parameters
 */
public record DialectRoute(Does does, String method, String path) {
  /** The path parameter that holds a job's id. */
  public static final String ID = "id";

  /** The action of a route. */
  public enum Does {
    /** Submits a job: {@link Dialect#decode}. */
    SUBMIT,
    /** Returns the status of a job: {@link Dialect#status}. */
    READ,
    /** Cancels a job and returns its status. */
    CANCEL
  }

  public static DialectRoute submit(String path) {
    return new DialectRoute(Does.SUBMIT, "POST", path);
  }

  public static DialectRoute read(String path) {
    return new DialectRoute(Does.READ, "GET", path);
  }
}
