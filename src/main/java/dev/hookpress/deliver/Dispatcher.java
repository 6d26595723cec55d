package dev.hookpress.deliver;

import dev.hookpress.dialect.Dialects;
import dev.hookpress.job.ClientId;
import dev.hookpress.outbound.Door;
import dev.hookpress.outbound.Exchange;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.pump.Claimed;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Delivers one notification at a time: blocked? sign, post, judge, count, record. Confined to one
 * event loop.
 */
public final class Dispatcher {
  /** The ports that the dispatcher acts through. */
  public record Ports(
      NotificationQueue queue,
      Terms terms,
      Blocks blocks,
      ErrorWindow errors,
      Door door,
      DeliveryEvents events) {}

  /**
   * Bounds of one exchange.
   *
   * @param slotsPerClient attempts in flight of one client on this node
   */
  public record Bounds(
      int slotsPerClient, Duration deadline, int maxAnswerBytes, int storedAnswerBytes) {}

  private final Ports ports;
  private final Bounds bounds;
  private final InstantSource clock;
  private final DoubleSupplier random;
  private final Allowances allowances;

  /**
   * Makes a dispatcher.
   *
   * @param random from 0 to 1, for the jitter of retries
   */
  public Dispatcher(Ports ports, Bounds bounds, InstantSource clock, DoubleSupplier random) {
    this.ports = ports;
    this.bounds = bounds;
    this.clock = clock;
    this.random = random;
    this.allowances = new Allowances(bounds.slotsPerClient(), ports.blocks());
  }

  /** Claims up to {@code max} notifications of clients that may be sent something. */
  public Future<Claimed<ClaimedNotification>> claim(int max) {
    Instant now = clock.instant();
    Map<ClientId, Integer> free = allowances.free(now);
    return ports
        .queue()
        .claim(max, free, allowances.otherwise(), now)
        .map(
            found -> {
              allowances.taken(found.items(), free);
              // While the claim was under way, slots may have come free.
              boolean room =
                  found.items().stream().anyMatch(item -> allowances.roomAgain(item.client()));
              return new Claimed<>(found.items(), found.more() || room);
            });
  }

  /**
   * Delivers one notification; completes when the attempt is on disk.
   *
   * @param onRoom called when a claim may find more of this client's, which had all its slots in
   *     use at the last one
   */
  public Future<Void> deliver(ClaimedNotification notification, Runnable onRoom) {
    ClientId client = notification.client();
    Instant now = clock.instant();
    if (ports.blocks().blocked(client, now)) {
      // Its client was blocked while it was being claimed: parked, and no attempt burned.
      allowances.returned(client);
      return ports.queue().release(notification, now);
    }
    return ports
        .terms()
        .of(client, now)
        .compose(terms -> attempt(notification, terms, clock.instant()))
        // The answer is here and counted: the client's slot is free while Postgres writes it down.
        .eventually(
            () -> {
              allowances.returned(client);
              if (allowances.roomAgain(client)) {
                onRoom.run();
              }
              return Future.succeededFuture();
            })
        .compose(attempt -> ports.queue().record(attempt).map(attempt))
        .onSuccess(ports.events()::attempted)
        .mapEmpty();
  }

  private Future<Attempt> attempt(
      ClaimedNotification notification, Terms.ClientTerms terms, Instant startedAt) {
    return ports
        .door()
        .send(request(notification, terms, startedAt))
        .map(exchange -> attempt(notification, terms, startedAt, exchange))
        .compose(attempt -> count(attempt, terms).map(attempt));
  }

  private OutboundRequest request(
      ClaimedNotification notification, Terms.ClientTerms terms, Instant at) {
    return SignedRequest.of(
        notification.target(),
        notification.id(),
        notification.body(),
        terms.signingKeys(),
        at,
        bounds);
  }

  private Attempt attempt(
      ClaimedNotification notification,
      Terms.ClientTerms terms,
      Instant startedAt,
      Exchange exchange) {
    Instant endedAt = clock.instant();
    Judgement judgement = Judgement.of(exchange, Dialects.of(notification.dialect()));
    RetryPolicy.Next next =
        terms
            .retries()
            .after(
                judgement.outcome(), notification.attemptNumber(), endedAt, random.getAsDouble());
    Buffer answer = judgement.answer();
    return new Attempt(
        notification,
        startedAt,
        exchange.took(),
        judgement.address(),
        judgement.outcome(),
        judgement.status(),
        judgement.detail(),
        answer.slice(0, Math.min(answer.length(), bounds.storedAnswerBytes())),
        next,
        endedAt);
  }

  /**
   * Counts before recording: after a crash in between, the attempt is made again under the same id
   * and counts once. The other way round, an error could be recorded and never counted.
   */
  private Future<Void> count(Attempt attempt, Terms.ClientTerms terms) {
    ClientId client = attempt.notification().client();
    if (attempt.outcome() == Outcome.DELIVERED) {
      allowances.succeeded(client);
    }
    if (!attempt.outcome().errorResponse()) {
      return Future.succeededFuture();
    }
    allowances.failed(client);
    return ports
        .errors()
        .recordError(client, attempt.notification().attemptId(), terms.breaker(), attempt.endedAt())
        .onSuccess(verdict -> learn(client, verdict))
        .mapEmpty();
  }

  private void learn(ClientId client, ErrorWindow.Verdict verdict) {
    verdict.blockedUntil().ifPresent(until -> ports.blocks().learn(client, until));
    if (verdict.tripped()) {
      ports.events().clientBlocked(client, verdict.blockedUntil().orElseThrow());
    }
  }
}
