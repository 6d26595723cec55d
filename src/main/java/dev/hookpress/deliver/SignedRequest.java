package dev.hookpress.deliver;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.StandardWebhooks;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one attempt sends: the client's own headers, ours where it has none, the signature's. */
final class SignedRequest {
  private SignedRequest() {}

  /**
   * The request of an attempt.
   *
   * @param keys all that are valid now, newest first
   * @param at when the attempt is made
   * @param dialect whose signature, and whose deadline
   */
  static OutboundRequest of(
      Target.Webhook target,
      NotificationId id,
      byte[] body,
      List<SigningKey> keys,
      Instant at,
      Dialect dialect,
      Dispatcher.Bounds bounds) {
    Map<String, String> headers = new LinkedHashMap<>(target.headers());
    putIfAbsent(headers, "content-type", "application/json");
    putIfAbsent(headers, "user-agent", "Hookpress/1");
    headers.putAll(dialect.signed(body, keys));
    headers.putAll(StandardWebhooks.sign(NativeIds.shown(id), at, body, keys));
    return new OutboundRequest(
        HttpMethod.POST,
        target.url(),
        headers,
        Buffer.buffer(body),
        bounds.deadline(dialect),
        bounds.maxAnswerBytes(),
        0);
  }

  /** Header names do not differ by case: the client's Content-Type is its content-type too. */
  private static void putIfAbsent(Map<String, String> headers, String name, String value) {
    if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
      headers.put(name, value);
    }
  }
}
