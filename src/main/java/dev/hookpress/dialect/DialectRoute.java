package dev.hookpress.dialect;

import java.util.Map;

/**
 * A route of a wire format and its action.
 *
 * @param method the HTTP method, in capitals
 * @param path segments that begin with a colon, such as {@code :id}, are parameters
 * @param values what the path itself says, given to {@link Dialect#decode} like path parameters
 */
public record DialectRoute(Does does, String method, String path, Map<String, String> values) {
  /** The path parameter that holds the name of one of a job's files. */
  public static final String FILENAME = "filename";

  /** The path parameter that holds a job's id. */
  public static final String ID = "id";

  /** The action of a route. */
  public enum Does {
    /** Submits a job: {@link Dialect#decode}. */
    SUBMIT,
    /** Submits a job by a form with a file ({@link Submission#form}). */
    UPLOAD,
    /** Returns the status of a job: {@link Dialect#status}. */
    READ,
    /** Redirects to the PDF of a job. */
    DOWNLOAD,
    /** Sends the file of a job with that name; the id is a bare ULID. */
    CONTENT,
    /** Cancels a job and returns its status. */
    CANCEL
  }

  public static DialectRoute submit(String path) {
    return submit(path, Map.of());
  }

  /** A route whose path says what the body does not. */
  public static DialectRoute submit(String path, Map<String, String> values) {
    return new DialectRoute(Does.SUBMIT, "POST", path, values);
  }

  /** A route for forms whose path says what the form does not. */
  public static DialectRoute upload(String path, Map<String, String> values) {
    return new DialectRoute(Does.UPLOAD, "POST", path, values);
  }

  public static DialectRoute read(String path) {
    return read(path, Map.of());
  }

  /** A route whose path says which of several replies is wanted. */
  public static DialectRoute read(String path, Map<String, String> values) {
    return new DialectRoute(Does.READ, "GET", path, values);
  }

  public static DialectRoute download(String path) {
    return new DialectRoute(Does.DOWNLOAD, "GET", path, Map.of());
  }

  /** A route that sends a job's file; its path has {@link #ID} and {@link #FILENAME}. */
  public static DialectRoute content(String path) {
    return new DialectRoute(Does.CONTENT, "GET", path, Map.of());
  }

  public static DialectRoute cancel(String method, String path) {
    return new DialectRoute(Does.CANCEL, method, path, Map.of());
  }
}
