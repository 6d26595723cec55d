package dev.hookpress.dialect;

import java.util.Map;

/**
 * What a webhook is told of a job's end.
 *
 * @param headers that belong to this body, such as the name of the event; sent beside the client's
 */
public record Callback(byte[] body, Map<String, String> headers) {
  /** A callback without headers of its own. */
  public Callback(byte[] body) {
    this(body, Map.of());
  }
}
