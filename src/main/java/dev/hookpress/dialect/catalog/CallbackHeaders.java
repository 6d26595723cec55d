package dev.hookpress.dialect.catalog;

import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.job.NotificationId;
import dev.hookpress.signing.StandardWebhooks;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The headers of an attempt that need no key. They are not stored with the attempt: they are
 * derived again when it is shown. Its signatures are stored, since their key may have been rotated
 * out by then.
 */
public final class CallbackHeaders {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "content-type", "application/json",
          "user-agent", "Hookpress/1",
          // What the reader of answers decompresses or passes through.
          "accept-encoding", "gzip, identity");

  private static final Set<String> OF_ATTEMPT =
      Set.of(StandardWebhooks.ID, StandardWebhooks.TIMESTAMP, StandardWebhooks.ATTEMPT);

  private CallbackHeaders() {}

  /**
   * Returns the headers of an attempt without its signatures.
   *
   * @param own the target's headers, which replace the defaults
   * @param attempt from 1
   */
  public static Map<String, String> unsigned(
      Map<String, String> own, NotificationId id, Instant at, int attempt) {
    Map<String, String> headers = new LinkedHashMap<>(own);
    DEFAULTS.forEach((name, value) -> putIfAbsent(headers, name, value));
    headers.put(StandardWebhooks.ID, NativeIds.shown(id));
    headers.put(StandardWebhooks.TIMESTAMP, Long.toString(at.getEpochSecond()));
    headers.put(StandardWebhooks.ATTEMPT, Integer.toString(attempt));
    return headers;
  }

  /**
   * Whether {@link #unsigned} gives this header, unless it is the target's own.
   *
   * @param name in lower case
   */
  public static boolean derived(String name) {
    return DEFAULTS.containsKey(name) || OF_ATTEMPT.contains(name);
  }

  /**
   * Header names are case-insensitive: the client's Content-Type replaces the default content-type.
   */
  private static void putIfAbsent(Map<String, String> headers, String name, String value) {
    if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
      headers.put(name, value);
    }
  }
}
