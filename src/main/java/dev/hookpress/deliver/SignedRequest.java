package dev.hookpress.deliver;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.CallbackHeaders;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.outbound.ResponseBody;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.StandardWebhooks;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Builds the request of an attempt: the client's own headers, defaults for those it lacks, and the
 * signature headers.
 */
final class SignedRequest {
  private SignedRequest() {}

  /**
   * The message that one attempt sends to a webhook.
   *
   * @param client the client that it belongs to
   * @param attempt the attempt's number, from 1
   * @param body the same bytes in each attempt
   */
  record Message(
      ClientId client, NotificationId id, int attempt, Target.Webhook target, byte[] body) {}

  /**
   * Builds the request of an attempt.
   *
   * @param keys all keys valid now, newest first
   * @param at when the attempt is made
   * @param dialect determines the signature and the deadline
   */
  static OutboundRequest of(
      Message message,
      List<SigningKey> keys,
      Instant at,
      Dialect dialect,
      Dispatcher.Bounds bounds) {
    Map<String, String> headers =
        CallbackHeaders.unsigned(message.target().headers(), message.id(), at, message.attempt());
    headers.putAll(dialect.signed(message.body(), keys));
    headers.putAll(StandardWebhooks.sign(NativeIds.shown(message.id()), at, message.body(), keys));
    return new OutboundRequest(
        message.client(),
        HttpMethod.POST,
        message.target().url(),
        headers,
        Buffer.buffer(message.body()),
        bounds.deadline(dialect),
        dialect.readsAnswer()
            ? ResponseBody.needed(AttemptResult.MAX_ACKNOWLEDGEMENT_BYTES)
            : ResponseBody.forTheLog(bounds.maxAnswerBytes()),
        0);
  }
}
