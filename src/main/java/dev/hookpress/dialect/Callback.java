package dev.hookpress.dialect;

import java.util.Map;

/**
 * The webhook callback for a job that has ended.
 *
 * @param headers headers that belong to this body, such as the event name; sent in addition to the
 *     client's headers
 */
public record Callback(byte[] body, Map<String, String> headers) {
  /** Creates a callback without headers of its own. */
  public Callback(byte[] body) {
    this(body, Map.of());
  }
}
