package dev.hookpress.deliver;

import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.dialect.catalog.OperationalEvent.EndpointFailing.Reason;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.Outcome;
import dev.hookpress.trace.Tracing;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Delivers claimed notifications: waits for a slot, signs and sends the request, determines the
 * outcome, counts an error, and records the attempt. Confined to one event loop.
 */
public final class Dispatcher {
  /** The ports that the dispatcher uses. */
  public record Ports(
      NotificationQueue queue,
      DeliverySettings deliverySettings,
      BlockList blocks,
      ErrorWindow errors,
      EndpointStore endpoints,
      SigningExecutor signing,
      OutboundClient outboundClient,
      MailSender post,
      LocalHandoff handoff,
      DeliveryEvents events,
      Tracing tracing) {}

  /**
   * The limits of one exchange and of all exchanges together.
   *
   * @param slots the most attempts in flight on this node
   * @param slotsPerEndpoint the most attempts in flight to one endpoint, when its adaptive limit is
   *     highest
   * @param deadline the deadline of one exchange, unless its dialect sets another
   * @param longest the longest that any exchange may last; a lease must outlive it
   * @param patience how long a claimed notification may wait for a slot; its lease must outlive
   *     that, too
   */
  public record Bounds(
      int slots,
      int slotsPerEndpoint,
      Duration deadline,
      Duration longest,
      Duration patience,
      int maxAnswerBytes,
      int storedAnswerBytes) {
    // Each takes a few kilobytes; enough for claims of several hundred.
    private static final int IN_HAND_PER_SLOT = 4;

    /**
     * The most notifications that this node may have claimed: in flight, waiting or being recorded.
     */
    public int inHand() {
      return IN_HAND_PER_SLOT * slots;
    }

    /** The deadline of an exchange in this dialect. */
    Duration deadline(Dialect dialect) {
      Duration wanted = dialect.deadline().orElse(deadline);
      return wanted.compareTo(longest) < 0 ? wanted : longest;
    }
  }

  private final Ports ports;
  private final Bounds bounds;
  private final InstantSource clock;
  private final DoubleSupplier random;
  private final Function<Instant, NotificationId> ids;
  private final EndpointLimits limits;
  private final SendScheduler sendScheduler;
  private final Transport transport;
  private final EndpointReports reports;
  private final Attempt.Factory attempts;

  /**
   * Creates a dispatcher.
   *
   * @param random from 0 to 1, for the jitter of retries and holds
   * @param ids generates the ids of operational events
   */
  public Dispatcher(
      Ports ports,
      Bounds bounds,
      InstantSource clock,
      DoubleSupplier random,
      Function<Instant, NotificationId> ids) {
    this.ports = ports;
    this.bounds = bounds;
    this.clock = clock;
    this.random = random;
    this.ids = ids;
    this.limits = new EndpointLimits(bounds.inHand(), bounds.slotsPerEndpoint(), ports.blocks());
    this.sendScheduler = new SendScheduler(bounds.slots(), bounds.patience(), limits);
    this.transport = new Transport(ports, bounds);
    this.reports = new EndpointReports(ports.endpoints());
    this.attempts = new Attempt.Factory(bounds.storedAnswerBytes(), random, ids);
  }

  /** Claims up to {@code max} notifications that may be sent now. */
  public Future<ClaimedBatch<ClaimedNotification>> claim(int max) {
    Instant now = clock.instant();
    ClaimLimits claimLimits = limits.claimLimits(now);
    return ports
        .queue()
        .claim(max, claimLimits, now)
        .map(
            found -> {
              limits.taken(found.items(), claimLimits, now);
              // Slots may have become free while the claim ran.
              boolean room = found.items().stream().anyMatch(item -> limits.roomAgain(item, now));
              return new ClaimedBatch<>(found.items(), found.more() || room);
            });
  }

  /**
   * Whether there is room for a notification from the local handoff; if not, it is released, to be
   * claimed later.
   */
  public boolean admits(ClaimedNotification notification) {
    Instant now = clock.instant();
    boolean admitted = limits.admitted(notification, now);
    if (!admitted) {
      ports.handoff().full(notification.queuedUnder());
      ports.queue().release(notification, now, false).onFailure(ports.events()::failed);
    }
    return admitted;
  }

  /**
   * Delivers one notification once a slot is free; completes when the attempt is durable or the
   * notification has been released.
   *
   * @param onRoom called when a new claim may find more for this endpoint or client, after one that
   *     reached its limit
   */
  public Future<Void> deliver(ClaimedNotification notification, Runnable onRoom) {
    Instant now = clock.instant();
    if (notification.endpointGone()) {
      giveBack(notification, onRoom);
      return ports
          .queue()
          .endAsGone(notification, now)
          .onSuccess(ended -> ports.events().endedAsGone(notification.dialect(), 1));
    }
    return sendScheduler
        .take(notification, now)
        .compose(comes -> comes ? send(notification, onRoom) : park(notification, onRoom));
  }

  /** Releases a notification without an attempt. */
  private Future<Void> park(ClaimedNotification notification, Runnable onRoom) {
    Instant now = clock.instant();
    Instant dueAt = limits.dueAgain(notification, now);
    boolean itself = limits.closedByItself(notification, now);
    if (itself) {
      // Other URLs under the same origin may be open, and their notifications are behind it in the
      // queue.
      giveBack(notification, onRoom);
    } else {
      returned(notification);
    }
    return ports.queue().release(notification, dueAt, itself);
  }

  private Future<Void> send(ClaimedNotification notification, Runnable onRoom) {
    return ports
        .deliverySettings()
        .of(notification.endpoint(), clock.instant())
        .compose(terms -> attempt(notification, terms, clock.instant()))
        // The answer has arrived and is counted: the slot is free while Postgres records the
        // attempt.
        .eventually(
            () -> {
              sendScheduler.over(notification, clock.instant());
              giveBack(notification, onRoom);
              return Future.succeededFuture();
            })
        .compose(tries -> tries.earlier().compose(written -> record(tries.last())));
  }

  private void returned(ClaimedNotification notification) {
    if (limits.returned(notification)) {
      ports.handoff().empty(notification.queuedUnder());
    }
  }

  private void giveBack(ClaimedNotification notification, Runnable onRoom) {
    returned(notification);
    if (limits.roomAgain(notification, clock.instant())) {
      onRoom.run();
    }
  }

  /** Opens the local handoff; {@code taker} may be called on any thread. */
  public void open(Consumer<ClaimedNotification> taker) {
    ports.handoff().open(taker);
  }

  /** Stops sending: waiting notifications are released, for other nodes to claim. */
  public void close() {
    ports.handoff().close();
    sendScheduler.close(clock.instant());
  }

  /** The number of attempts in flight; the metrics gauge reads it from other threads. */
  public int inFlight() {
    return sendScheduler.inFlight();
  }

  /** Reports the results of attempts since the last report; to be called every few seconds. */
  public Future<Void> report() {
    return reports.flush(clock.instant());
  }

  private Future<Void> record(Attempt attempt) {
    return ports
        .queue()
        .record(attempt)
        .onSuccess(written -> ports.events().attempted(attempt))
        .mapEmpty();
  }

  /**
   * The attempts of one send.
   *
   * @param earlier completes when the earlier attempt of the same send, if any, has been recorded
   */
  private record Tries(Attempt last, Future<Void> earlier) {}

  private Future<Tries> attempt(
      ClaimedNotification notification, DeliverySettings.ClientTerms terms, Instant startedAt) {
    return transport
        .carry(notification, terms, startedAt)
        .compose(
            attemptResult ->
                attemptResult.atOnce()
                    ? again(notification, terms, startedAt, attemptResult)
                    : judged(notification, terms, startedAt, attemptResult)
                        .map(attempt -> new Tries(attempt, Future.succeededFuture())));
  }

  /** Repeats an attempt whose idle connection broke, or whose access token was not accepted. */
  private Future<Tries> again(
      ClaimedNotification notification,
      DeliverySettings.ClientTerms terms,
      Instant startedAt,
      AttemptResult first) {
    Attempt lost = attempts.beforeAnother(notification, startedAt, first, clock.instant());
    Future<Void> earlier = record(lost).onFailure(ports.events()::failed).otherwiseEmpty();
    ClaimedNotification same = notification.afterUncountedAttempt();
    Instant now = clock.instant();
    return transport
        .carryAgain(same, terms, now, first.took())
        .compose(attemptResult -> judged(same, terms, now, attemptResult))
        .map(attempt -> new Tries(attempt, earlier));
  }

  private Future<Attempt> judged(
      ClaimedNotification notification,
      DeliverySettings.ClientTerms terms,
      Instant startedAt,
      AttemptResult attemptResult) {
    Attempt attempt = attempts.last(notification, terms, startedAt, attemptResult, clock.instant());
    return learn(attempt, attemptResult).compose(learnt -> count(attempt, terms)).map(attempt);
  }

  /**
   * Adapts the endpoint's limit to an attempt, and holds or ends the endpoint if the outcome
   * requires it.
   */
  private Future<Void> learn(Attempt attempt, AttemptResult result) {
    ClaimedNotification notification = attempt.notification();
    Instant now = attempt.endedAt();
    Optional<Instant> held =
        limits.learn(notification, result, attempt.startedAt(), now, random.getAsDouble());
    boolean gone = attempt.outcome() == Outcome.GONE;
    reports.add(report(attempt, gone || held.isPresent()), now).onFailure(ports.events()::failed);
    if (gone) {
      limits.ending(notification);
      return ports
          .endpoints()
          .end(EndpointStore.Named.of(notification), now, goneEvent(notification, now))
          .onComplete(done -> sendScheduler.endpointEnded(notification, clock.instant()));
    }
    return held.map(
            until ->
                hold(
                    notification,
                    new EndpointStore.Hold(
                        EndpointStore.Named.of(notification), until, result.detail())))
        .orElseGet(Future::succeededFuture);
  }

  /**
   * Assigns the attempt to the origin if its URL has no row, unless this attempt creates the row.
   */
  private EndpointReport report(Attempt attempt, boolean ofUrl) {
    ClaimedNotification notification = attempt.notification();
    return new EndpointReport(
        ofUrl ? EndpointStore.Named.of(notification) : EndpointStore.Named.queueOf(notification),
        1,
        attempt.outcome() == Outcome.DELIVERED ? 1 : 0,
        attempt.latency(),
        attempt.latency(),
        limits.limit(notification),
        attempt.outcome(),
        attempt.endedAt());
  }

  private Optional<OutboxEvent> goneEvent(ClaimedNotification notification, Instant now) {
    EndpointKey key = notification.endpoint().key();
    return key.operational()
        ? Optional.empty()
        : Optional.of(
            OutboxEvent.of(
                ids.apply(now),
                new OperationalEvent.EndpointGone(notification.target().shown(), key),
                now));
  }

  /** Writes a hold. The attempt is recorded even if that fails. */
  private Future<Void> hold(ClaimedNotification notification, EndpointStore.Hold hold) {
    return ports
        .endpoints()
        .hold(hold)
        .onSuccess(
            ofOrigin ->
                ofOrigin.ifPresent(
                    until -> limits.originHeld(notification, until, clock.instant())))
        .onFailure(ports.events()::failed)
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /**
   * Counts an error before the attempt is recorded: after a crash in between, the attempt is
   * repeated under the same id and counts once. In the other order, a recorded error might never be
   * counted.
   */
  private Future<Void> count(Attempt attempt, DeliverySettings.ClientTerms terms) {
    ClaimedNotification notification = attempt.notification();
    // Failures of operational events and of our mail relay do not count towards a block.
    if (!attempt.outcome().errorResponse()
        || notification.endpoint().key().operational()
        || notification.target() instanceof Target.Email) {
      return Future.succeededFuture();
    }
    return ports
        .errors()
        .recordError(
            notification.client(), notification.attemptId(), terms.breaker(), attempt.endedAt())
        .onSuccess(
            verdict -> {
              learn(notification.client(), verdict);
              if (verdict.halfFull(terms.breaker())) {
                warn(attempt, terms.breaker(), verdict.errors());
              }
            })
        .mapEmpty();
  }

  /** Not awaited: the attempt does not depend on it. */
  private void warn(Attempt attempt, BreakerPolicy breaker, int errors) {
    ClaimedNotification notification = attempt.notification();
    ports
        .endpoints()
        .warn(
            notification.client(),
            BlockEvents.halfWindow(notification.client(), breaker, attempt.endedAt()),
            new OperationalEvent.EndpointFailing(
                notification.target().shown(),
                notification.endpoint().key(),
                new Reason.HalfWindow(errors, breaker.errors(), breaker.window()),
                attempt.outcome().label()),
            attempt.endedAt())
        .onFailure(ports.events()::failed);
  }

  private void learn(ClientId client, ErrorWindow.Verdict verdict) {
    verdict.blockedUntil().ifPresent(until -> ports.blocks().learn(client, until));
    if (verdict.tripped()) {
      ports.events().clientBlocked(client, verdict.blockedUntil().orElseThrow());
    }
  }
}
