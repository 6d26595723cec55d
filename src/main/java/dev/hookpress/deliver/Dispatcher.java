package dev.hookpress.deliver;

import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.policy.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Delivers one notification at a time: its turn? sign, post, judge, count, record. Confined to one
 * event loop.
 */
public final class Dispatcher {
  /** The ports that the dispatcher acts through. */
  public record Ports(
      NotificationQueue queue,
      DeliverySettings terms,
      BlockList blocks,
      ErrorWindow errors,
      EndpointStore endpoints,
      SigningExecutor signing,
      OutboundClient door,
      MailSender post,
      LocalHandoff handOver,
      DeliveryEvents events) {}

  /**
   * Bounds of one exchange, and of all together.
   *
   * @param slots attempts in flight on this node
   * @param slotsPerEndpoint attempts in flight to one endpoint, when it takes all that it is given
   * @param deadline of one exchange, unless its dialect has another
   * @param longest that any may last: a lease must outlive it
   * @param patience how long a claimed notification may wait for its turn: its lease must outlive
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
    // Some kilobytes each; and enough for claims of several hundred.
    private static final int IN_HAND_PER_SLOT = 4;

    /** Notifications that this node may have claimed: in flight, waiting, being recorded. */
    public int inHand() {
      return IN_HAND_PER_SLOT * slots;
    }

    /** How long an exchange by this dialect's rules may take. */
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
  private final EndpointLimits lanes;
  private final SendScheduler turns;
  private final Transport carrier;
  private final EndpointReports reports;
  private final Attempt.Factory attempts;

  /**
   * Makes a dispatcher.
   *
   * @param random from 0 to 1, for the jitter of retries and holds
   * @param ids names operational events
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
    this.lanes = new EndpointLimits(bounds.inHand(), bounds.slotsPerEndpoint(), ports.blocks());
    this.turns = new SendScheduler(bounds.slots(), bounds.patience(), lanes);
    this.carrier = new Transport(ports, bounds);
    this.reports = new EndpointReports(ports.endpoints());
    this.attempts = new Attempt.Factory(bounds.storedAnswerBytes(), random, ids);
  }

  /** Claims up to {@code max} notifications that may go out. */
  public Future<ClaimedBatch<ClaimedNotification>> claim(int max) {
    Instant now = clock.instant();
    ClaimLimits openings = lanes.openings(now);
    return ports
        .queue()
        .claim(max, openings, now)
        .map(
            found -> {
              lanes.taken(found.items(), openings);
              // While the claim was under way, slots may have come free.
              boolean room = found.items().stream().anyMatch(item -> lanes.roomAgain(item, now));
              return new ClaimedBatch<>(found.items(), found.more() || room);
            });
  }

  /**
   * Whether there is room for one that was not claimed but handed over; if there is not, it is
   * given back to be claimed.
   */
  public boolean admits(ClaimedNotification notification) {
    Instant now = clock.instant();
    boolean admitted = lanes.admitted(notification, now);
    if (!admitted) {
      ports.handOver().full(notification.endpoint());
      ports.queue().release(notification, now).onFailure(ports.events()::failed);
    }
    return admitted;
  }

  /**
   * Delivers one notification when its turn comes; completes when the attempt is on disk, or when
   * it has been given back.
   *
   * @param onRoom called when a claim may find more for this endpoint, or of this client, which had
   *     all that it may have in hand at the last one
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
    return turns
        .take(notification, now)
        .compose(comes -> comes ? send(notification, onRoom) : park(notification));
  }

  /** No attempt is burned. */
  private Future<Void> park(ClaimedNotification notification) {
    returned(notification);
    return ports.queue().release(notification, clock.instant());
  }

  private Future<Void> send(ClaimedNotification notification, Runnable onRoom) {
    return ports
        .terms()
        .of(notification.client(), clock.instant())
        .compose(terms -> attempt(notification, terms, clock.instant()))
        // The answer is here and counted: the slot is free while Postgres writes it down.
        .eventually(
            () -> {
              turns.over(notification, clock.instant());
              giveBack(notification, onRoom);
              return Future.succeededFuture();
            })
        .compose(tries -> tries.earlier().compose(written -> record(tries.last())));
  }

  private void returned(ClaimedNotification notification) {
    if (lanes.returned(notification)) {
      ports.handOver().empty(notification.endpoint());
    }
  }

  private void giveBack(ClaimedNotification notification, Runnable onRoom) {
    returned(notification);
    if (lanes.roomAgain(notification, clock.instant())) {
      onRoom.run();
    }
  }

  /** Takes what is handed over, by {@code taker}, which may be called on any thread. */
  public void open(Consumer<ClaimedNotification> taker) {
    ports.handOver().open(taker);
  }

  /** Sends nothing more: what waits for its turn is given back, for other nodes to claim. */
  public void close() {
    ports.handOver().close();
    turns.close(clock.instant());
  }

  /** Attempts in flight; read from other threads for the gauge. */
  public int inFlight() {
    return turns.inFlight();
  }

  /** Says what it has seen of endpoints since the last time; to be called every few seconds. */
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
   * What came of a turn.
   *
   * @param earlier completes when an earlier attempt of the same turn has been recorded
   */
  private record Tries(Attempt last, Future<Void> earlier) {}

  private Future<Tries> attempt(
      ClaimedNotification notification, DeliverySettings.ClientTerms terms, Instant startedAt) {
    return carrier
        .carry(notification, terms.signingKeys(), startedAt)
        .compose(
            judgement ->
                judgement.stale()
                    ? again(notification, terms, startedAt, judgement)
                    : judged(notification, terms, startedAt, judgement)
                        .map(attempt -> new Tries(attempt, Future.succeededFuture())));
  }

  /** The idle connection broke that the attempt was given: there is one more, on a new one. */
  private Future<Tries> again(
      ClaimedNotification notification,
      DeliverySettings.ClientTerms terms,
      Instant startedAt,
      AttemptResult stale) {
    Attempt lost = attempts.beforeAnother(notification, startedAt, stale, clock.instant());
    Future<Void> earlier = record(lost).onFailure(ports.events()::failed).otherwiseEmpty();
    ClaimedNotification same = notification.afterStaleConnection();
    Instant now = clock.instant();
    return carrier
        .carryAgain(same, terms.signingKeys(), now, stale.took())
        .compose(judgement -> judged(same, terms, now, judgement))
        .map(attempt -> new Tries(attempt, earlier));
  }

  private Future<Attempt> judged(
      ClaimedNotification notification,
      DeliverySettings.ClientTerms terms,
      Instant startedAt,
      AttemptResult judgement) {
    Attempt attempt = attempts.last(notification, terms, startedAt, judgement, clock.instant());
    return learn(attempt, judgement).compose(learnt -> count(attempt, terms)).map(attempt);
  }

  /** What the attempt says about its endpoint: how much it takes, whether to wait, or to end. */
  private Future<Void> learn(Attempt attempt, AttemptResult judgement) {
    Endpoint endpoint = attempt.notification().endpoint();
    String origin = attempt.notification().target().origin();
    Instant now = attempt.endedAt();
    Optional<Instant> held =
        lanes.learn(endpoint, judgement, attempt.startedAt(), now, random.getAsDouble());
    boolean delivered = attempt.outcome() == Outcome.DELIVERED;
    reports
        .add(
            new EndpointReport(
                endpoint,
                origin,
                1,
                delivered ? 1 : 0,
                attempt.latency(),
                attempt.latency(),
                lanes.limit(endpoint)),
            now)
        .onFailure(ports.events()::failed);
    if (attempt.outcome() == Outcome.GONE) {
      lanes.of(endpoint).ending = true;
      return ports
          .endpoints()
          .end(endpoint, origin, now, gone(endpoint, origin, now))
          .onComplete(done -> turns.endpointEnded(endpoint, clock.instant()));
    }
    return held.map(
            until -> hold(new EndpointStore.Hold(endpoint, origin, until, judgement.detail())))
        .orElseGet(Future::succeededFuture);
  }

  private Optional<OutboxEvent> gone(Endpoint endpoint, String origin, Instant now) {
    return endpoint.key().operational()
        ? Optional.empty()
        : Optional.of(
            OutboxEvent.of(
                ids.apply(now), new OperationalEvent.EndpointGone(origin, endpoint.key()), now));
  }

  /**
   * A hold that cannot be written is not worth an attempt's record: this node keeps it a moment.
   */
  private Future<Void> hold(EndpointStore.Hold hold) {
    return ports.endpoints().hold(hold).onFailure(ports.events()::failed).otherwiseEmpty();
  }

  /**
   * Counts before recording: after a crash in between, the attempt is made again under the same id
   * and counts once. The other way round, an error could be recorded and never counted.
   */
  private Future<Void> count(Attempt attempt, DeliverySettings.ClientTerms terms) {
    ClaimedNotification notification = attempt.notification();
    // Nobody is blocked for not hearing that he is blocked, nor for what our relay does.
    if (!attempt.outcome().errorResponse()
        || notification.endpoint().key().operational()
        || notification.target() instanceof Target.Email) {
      return Future.succeededFuture();
    }
    return ports
        .errors()
        .recordError(
            notification.client(), notification.attemptId(), terms.breaker(), attempt.endedAt())
        .onSuccess(verdict -> learn(notification.client(), verdict))
        .mapEmpty();
  }

  private void learn(ClientId client, ErrorWindow.Verdict verdict) {
    verdict.blockedUntil().ifPresent(until -> ports.blocks().learn(client, until));
    if (verdict.tripped()) {
      ports.events().clientBlocked(client, verdict.blockedUntil().orElseThrow());
    }
  }
}
