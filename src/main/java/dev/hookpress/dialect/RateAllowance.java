package dev.hookpress.dialect;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What is left of a client's rate limit.
 *
 * @param limit the requests that a client may make in a second
 * @param remaining the requests that may follow at once
 * @param now when the request was counted
 * @param resetSeconds until the next request may follow, if none is left; otherwise 1
 */
public record RateAllowance(int limit, int remaining, Instant now, long resetSeconds) {
  /** When the limit is renewed. */
  public Instant resetAt() {
    return now.plusSeconds(resetSeconds);
  }

  /** The headers of the IETF draft ratelimit-headers. */
  public Map<String, String> headers() {
    return Map.of(
        "RateLimit-Policy",
        "\"requests\";q=" + limit + ";w=1",
        "RateLimit",
        "\"requests\";r=" + remaining + ";t=" + resetSeconds);
  }

  /**
   * The headers of the draft, and the three older ones that tell its numbers one by one.
   *
   * @param prefix of the names of those three
   * @param reset when the limit is renewed, in the unit of the format
   */
  public Map<String, String> headers(String prefix, long reset) {
    Map<String, String> all = new HashMap<>(headers());
    all.put(prefix + "Limit", Integer.toString(limit));
    all.put(prefix + "Remaining", Integer.toString(remaining));
    all.put(prefix + "Reset", Long.toString(reset));
    return all;
  }
}
