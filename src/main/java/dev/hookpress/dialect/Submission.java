package dev.hookpress.dialect;

import java.util.Map;

/**
 * A request for a job as it came in, hostile.
 *
 * @param body at most as long as the settings allow
 * @param path what stood in the path's places, decoded
 */
public record Submission(byte[] body, Map<String, String> path) {
  /** A submission to a path without places. */
  public Submission(byte[] body) {
    this(body, Map.of());
  }
}
