package dev.hookpress.deliver;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.Target;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.signing.SigningKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Takes a message to its target, by the way that the target asks for, and says how it went. */
final class Transport {
  private final Dispatcher.Ports ports;
  private final Signer signing;

  Transport(Dispatcher.Ports ports, Dispatcher.Bounds bounds) {
    this.ports = ports;
    this.signing = new Signer(ports.signing(), bounds);
  }

  /**
   * One attempt.
   *
   * @param keys all that are valid now, newest first
   * @param at when the attempt is made
   */
  Future<AttemptResult> carry(ClaimedNotification notification, List<SigningKey> keys, Instant at) {
    if (notification.target() instanceof Target.Email email) {
      EmailContent letter =
          EmailContent.read(new EmailAddress(email.address()), notification.body());
      return ports.post().post(notification.id(), letter, at).map(MailAttemptResult::of);
    }
    Target.Webhook webhook = (Target.Webhook) notification.target();
    Dialect dialect = Dialects.of(notification.dialect());
    return signing
        .request(webhook, notification.id(), notification.body(), keys, at, dialect)
        .compose(ports.door()::send, this::unsigned)
        .map(exchange -> AttemptResult.of(exchange, dialect));
  }

  /** Our own fault: tried again, and nothing held against the client. */
  private Future<ExchangeResult> unsigned(Throwable cause) {
    ports.events().failed(cause);
    return Future.succeededFuture(
        new ExchangeResult.Failed(
            ExchangeResult.Kind.INTERNAL, "The callback could not be signed.", "", Duration.ZERO));
  }
}
