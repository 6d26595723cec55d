package dev.hookpress.deliver;

import dev.hookpress.deliver.auth.Authorizer;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.CallbackHeaders;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.email.EmailContent;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointAuth;
import dev.hookpress.job.ExchangeHeads;
import dev.hookpress.job.Target;
import dev.hookpress.job.TraceParent;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.policy.Outcome;
import dev.hookpress.trace.Step;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Sends a notification to its target, by webhook or e-mail, and returns the result. */
final class Transport {
  private final Dispatcher.Ports ports;
  private final Dispatcher.Bounds bounds;
  private final Signer signing;
  private final Authorizer authorizer;

  Transport(Dispatcher.Ports ports, Dispatcher.Bounds bounds) {
    this.ports = ports;
    this.bounds = bounds;
    this.signing = new Signer(ports.signing(), bounds);
    this.authorizer = new Authorizer(ports.outboundClient());
  }

  /**
   * Makes one attempt.
   *
   * @param terms what holds for its endpoint now
   * @param at when the attempt is made
   */
  Future<AttemptResult> carry(
      ClaimedNotification notification, DeliverySettings.ClientTerms terms, Instant at) {
    // Nothing is made for a trace while there is none.
    return ports.tracing().on()
        ? traced(notification, target -> send(notification, target, terms, at))
        : send(notification, notification.target(), terms, at);
  }

  private Future<AttemptResult> send(
      ClaimedNotification notification,
      Target target,
      DeliverySettings.ClientTerms terms,
      Instant at) {
    if (target instanceof Target.Email email) {
      EmailContent content =
          EmailContent.read(new EmailAddress(email.address()), notification.body());
      return ports.post().post(notification.id(), content, at).map(MailAttemptResult::of);
    }
    return send(notification, (Target.Webhook) target, terms, at, UnaryOperator.identity());
  }

  /**
   * Repeats an attempt at a webhook at once, on a new connection.
   *
   * @param spent the duration of the first attempt: both together must end before the lease does
   */
  Future<AttemptResult> carryAgain(
      ClaimedNotification notification,
      DeliverySettings.ClientTerms terms,
      Instant at,
      Duration spent) {
    Duration left = bounds.longest().minus(spent);
    UnaryOperator<OutboundRequest> change =
        request ->
            request.deadline().compareTo(left) > 0
                ? request.onNewConnection().within(left)
                : request.onNewConnection();
    return traced(
        notification, target -> send(notification, (Target.Webhook) target, terms, at, change));
  }

  /** Sends, as an attempt in its job's trace. */
  private Future<AttemptResult> traced(
      ClaimedNotification notification, Function<Target, Future<AttemptResult>> send) {
    Target target = notification.target();
    boolean mail = target instanceof Target.Email;
    Step step =
        ports
            .tracing()
            .attempt(notification.id(), notification.attemptNumber(), TraceParent.of(target))
            .with("hookpress.client", notification.client().toString())
            .with("hookpress.notification", NativeIds.shown(notification.id()))
            .with("hookpress.job", notification.job().map(NativeIds::shown).orElse(""))
            .with("network.protocol.name", mail ? "smtp" : "http")
            .with("url.origin", target.origin());
    if (!mail) {
      step.with("http.request.method", "POST");
    }
    String status = mail ? "hookpress.reply_code" : "http.response.status_code";
    Target joined = step.traceParent().map(TraceParent::header).map(target::traced).orElse(target);
    return step.until(
        send.apply(joined)
            .onSuccess(
                result -> {
                  step.with("hookpress.outcome", result.outcome().label());
                  result.status().ifPresent(code -> step.with(status, code));
                  if (result.outcome() != Outcome.DELIVERED) {
                    step.failed(result.detail());
                  }
                }));
  }

  private Future<AttemptResult> send(
      ClaimedNotification notification,
      Target.Webhook webhook,
      DeliverySettings.ClientTerms terms,
      Instant at,
      UnaryOperator<OutboundRequest> change) {
    Dialect dialect = Dialects.of(notification.dialect());
    SignedRequest.Message message =
        new SignedRequest.Message(
            notification.client(),
            notification.id(),
            notification.attemptNumber(),
            webhook,
            notification.body());
    return signing
        .request(message, terms.signingKeys(), at, dialect)
        .map(change)
        .compose(
            request ->
                terms.auth().isEmpty()
                    ? exchange(request, notification, dialect)
                    : authorized(request, notification, terms.auth().get(), at, dialect),
            cause -> unsigned(cause).map(failed -> AttemptResult.of(failed, dialect)));
  }

  private Future<AttemptResult> exchange(
      OutboundRequest request, ClaimedNotification notification, Dialect dialect) {
    return ports
        .outboundClient()
        .send(request)
        .map(
            exchange ->
                AttemptResult.of(exchange, dialect)
                    .with(signatures(request, notification.target()), exchange));
  }

  private Future<AttemptResult> authorized(
      OutboundRequest request,
      ClaimedNotification notification,
      EndpointAuth auth,
      Instant at,
      Dialect dialect) {
    Endpoint endpoint = notification.endpoint();
    return authorizer
        .authorize(request, endpoint, auth, at)
        .compose(
            authorized ->
                authorized instanceof Authorizer.Authorized.Ready ready
                    ? exchange(ready.request(), notification, dialect)
                        .map(result -> orRenewed(result, ready.request(), endpoint, auth))
                    : Future.succeededFuture(
                        AttemptResult.withoutToken(
                            (Authorizer.Authorized.WithoutToken) authorized)));
  }

  /** Wants another attempt at once if the access token is renewed and there is time for it. */
  private AttemptResult orRenewed(
      AttemptResult result, OutboundRequest request, Endpoint endpoint, EndpointAuth auth) {
    boolean renewed = authorizer.renewsAfter(result.status().orElse(0), request, endpoint, auth);
    boolean inTime = result.took().compareTo(bounds.longest().dividedBy(2)) < 0;
    return renewed && inTime ? result.repeatedAtOnce() : result;
  }

  /** The headers that are stored with the attempt: those that cannot be derived again. */
  private static Map<String, String> signatures(OutboundRequest request, Target target) {
    Map<String, String> ofTarget = ((Target.Webhook) target).headers();
    Map<String, String> signatures = new LinkedHashMap<>();
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!CallbackHeaders.derived(name) && !value.equals(ofTarget.get(name))) {
                signatures.put(name, name.equals(Authorizer.HEADER) ? ExchangeHeads.HIDDEN : value);
              }
            });
    return signatures;
  }

  /**
   * Maps a signing failure to an internal error: the attempt is retried and does not count against
   * the client.
   */
  private Future<ExchangeResult> unsigned(Throwable cause) {
    ports.events().failed(cause);
    return Future.succeededFuture(
        new ExchangeResult.Failed(
            ExchangeResult.Kind.INTERNAL, "The callback could not be signed.", "", Duration.ZERO));
  }
}
