package dev.hookpress.deliver;

import dev.hookpress.api.account.TestDelivery;
import dev.hookpress.api.feed.JobCallbacks;
import dev.hookpress.deliver.auth.Authorizer;
import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.catalog.SampleCallback;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.ExchangeHeads;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.policy.ClientCounts;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes callbacks outside the queue: sends samples, built and evaluated like attempts of their
 * format, and signs those of jobs for clients that fetch them. Used by all event loops of the API.
 */
public final class TestCallbacks implements TestDelivery, JobCallbacks {
  // A callback that is fetched is sent nowhere.
  private static final URI NOWHERE = URI.create("http://localhost/");

  // Enough to test an endpoint by hand; more at once would be traffic.
  private static final int MAX_AT_ONCE_PER_CLIENT = 4;

  private final DeliverySettings deliverySettings;
  private final Signer signing;
  private final OutboundClient outboundClient;
  private final Dispatcher.Bounds bounds;
  private final InstantSource clock;
  private final Function<Instant, UUID> ids;

  /** Test callbacks in flight; guarded by itself. */
  private final ClientCounts inFlight = new ClientCounts();

  /**
   * @param bounds the limits of attempts
   * @param ids generates the ids of the sample's job and notification, which do not exist
   */
  public TestCallbacks(
      DeliverySettings deliverySettings,
      SigningExecutor threads,
      OutboundClient outboundClient,
      Dispatcher.Bounds bounds,
      InstantSource clock,
      Function<Instant, UUID> ids) {
    this.deliverySettings = deliverySettings;
    this.signing = new Signer(threads, bounds);
    this.outboundClient = outboundClient;
    this.bounds = bounds;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public Future<Trial> send(ClientId client, Target.Webhook target) {
    if (!begin(client)) {
      return Future.succeededFuture(new Trial.Busy());
    }
    Endpoint endpoint = new Endpoint(client, EndpointKey.of(target.identity(), false));
    return deliverySettings
        .of(endpoint, clock.instant())
        .compose(
            known ->
                request(client, target, known, clock.instant())
                    .compose(request -> send(endpoint, request, target, known)))
        .onComplete(done -> ended(client));
  }

  private Future<Trial> send(
      Endpoint endpoint,
      OutboundRequest request,
      Target.Webhook target,
      DeliverySettings.ClientTerms known) {
    if (known.auth().isEmpty()) {
      return exchange(request, target);
    }
    // A token is fetched for each test, which shows whether it can be had now.
    return new Authorizer(outboundClient)
        .authorize(request, endpoint, known.auth().get(), clock.instant())
        .compose(
            authorized ->
                authorized instanceof Authorizer.Authorized.Ready ready
                    ? exchange(ready.request(), target)
                    : Future.succeededFuture(
                        made(
                            request,
                            target,
                            AttemptResult.withoutToken(
                                (Authorizer.Authorized.WithoutToken) authorized))));
  }

  private Future<Trial> exchange(OutboundRequest request, Target.Webhook target) {
    return outboundClient
        .send(request)
        .map(
            exchange ->
                made(
                    request,
                    target,
                    AttemptResult.of(exchange, format(target)).with(Map.of(), exchange)));
  }

  @Override
  public Future<SignedCallback> sign(
      ClientId client, JobReport job, Optional<Target.Webhook> target) {
    Target.Webhook webhook = target.orElseGet(() -> new Target.Webhook(NOWHERE, Map.of()));
    Dialect format = Dialects.of(webhook.format().orElse(job.dialect()));
    Callback callback = format.callback(job, webhook);
    Instant now = clock.instant();
    return deliverySettings
        .of(new Endpoint(client, EndpointKey.of(webhook.identity(), false)), now)
        .compose(
            known ->
                signing.request(
                    new SignedRequest.Message(
                        client,
                        // The same for each fetch, as it is for each attempt.
                        new NotificationId(job.id().value()),
                        1,
                        new Target.Webhook(NOWHERE, callback.headers()),
                        callback.body()),
                    known.signingKeys(),
                    now,
                    format))
        .map(request -> new SignedCallback(request.headers(), request.body()));
  }

  private boolean begin(ClientId client) {
    synchronized (inFlight) {
      boolean free = inFlight.of(client) < MAX_AT_ONCE_PER_CLIENT;
      if (free) {
        inFlight.add(client);
      }
      return free;
    }
  }

  private void ended(ClientId client) {
    synchronized (inFlight) {
      inFlight.remove(client);
    }
  }

  private Future<OutboundRequest> request(
      ClientId client, Target.Webhook target, DeliverySettings.ClientTerms known, Instant at) {
    Callback callback = SampleCallback.of(new JobId(ids.apply(at)), target, at);
    NotificationId id = new NotificationId(ids.apply(at));
    // A new connection shows the receiver's present state; an idle one may have broken.
    return signing
        .request(
            new SignedRequest.Message(client, id, 1, with(target, callback), callback.body()),
            known.signingKeys(),
            at,
            format(target))
        .map(OutboundRequest::onNewConnection);
  }

  private Trial.Made made(
      OutboundRequest request, Target.Webhook target, AttemptResult attemptResult) {
    int shown = Math.min(attemptResult.answer().length(), bounds.storedAnswerBytes());
    return new Trial.Made(
        sent(request, target),
        attemptResult.outcome().label(),
        attemptResult.status().isPresent()
            ? Optional.of(attemptResult.status().getAsInt())
            : Optional.empty(),
        attemptResult.detail(),
        attemptResult.address(),
        attemptResult.took(),
        attemptResult.heads().answer(),
        attemptResult.answer().getString(0, shown, StandardCharsets.UTF_8.name()));
  }

  /** The format whose rules the callback follows and its answer is judged by. */
  private static Dialect format(Target.Webhook target) {
    return Dialects.of(target.format().orElse(NativeDialect.NAME));
  }

  private static Target.Webhook with(Target.Webhook target, Callback callback) {
    Map<String, String> headers = new LinkedHashMap<>(target.headers());
    headers.putAll(callback.headers());
    return new Target.Webhook(target.url(), headers);
  }

  /** Hides the values of the client's own headers, which may be secrets, and the access token. */
  private static Sent sent(OutboundRequest request, Target.Webhook target) {
    Map<String, String> headers = new LinkedHashMap<>(request.headers());
    target.headers().keySet().forEach(name -> headers.replace(name, ExchangeHeads.HIDDEN));
    headers.replace(Authorizer.HEADER, ExchangeHeads.HIDDEN);
    return new Sent(
        request.uri().toString(), headers, request.body().toString(StandardCharsets.UTF_8));
  }
}
