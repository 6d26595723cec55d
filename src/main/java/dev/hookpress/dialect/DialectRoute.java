package dev.hookpress.dialect;

/**
 * A path of a wire format, and what a request to it does.
 *
 * @param method in capitals
 * @param path its places, such as {@code :id}, stand between slashes
 */
public record DialectRoute(Does does, String method, String path) {
  /** The place in the path that holds a job's id. */
  public static final String ID = "id";

  /** What a request does. */
  public enum Does {
    /** Asks for a job: {@link Dialect#decode}. */
    SUBMIT,
    /** Asks how a job is: {@link Dialect#status}. */
    READ,
    /** Takes a job back; answered with its status. */
    CANCEL
  }

  public static DialectRoute submit(String path) {
    return new DialectRoute(Does.SUBMIT, "POST", path);
  }

  public static DialectRoute read(String path) {
    return new DialectRoute(Does.READ, "GET", path);
  }
}
