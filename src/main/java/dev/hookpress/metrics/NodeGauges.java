package dev.hookpress.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a node knows of itself, its servers and the queues. Each value is NaN until it has been read
 * and again when it has not been read for 30 seconds (the clock's skew: five minutes), so that a
 * server that does not answer never looks like an empty queue.
 */
public final class NodeGauges {
  /** What {@code hookpress_ready} says {@code check} of; {@code node} is the sum of all checks. */
  public static final List<String> CHECKS = List.of("node", "postgres", "redis");

  /** Why a notification waits: the values of the {@code state} tag of the backlog. */
  public static final List<String> BACKLOG =
      List.of("due", "scheduled", "parked", "held", "leased");

  // Read every second to every fifteen seconds.
  private static final Duration FRESH = Duration.ofSeconds(30);
  // Read every minute.
  private static final Duration SKEW_FRESH = Duration.ofMinutes(5);

  private final LongSupplier nanos;
  private final Map<String, Reading> ready = new LinkedHashMap<>();
  private final Map<String, Reading> backlog = new LinkedHashMap<>();
  private final Reading renderOldestDue;
  private final Reading deliveryOldestDue;
  private final Reading clientsBlocked;
  private final Reading clientsActive;
  private final Reading clientsFailing;
  private final Reading breakerDegraded;
  private final Reading clockSkew;
  private volatile double queuesRead = Double.NaN;

  NodeGauges(Meters meters, LongSupplier nanos) {
    this.nanos = nanos;
    for (String check : CHECKS) {
      Reading reading = new Reading(nanos, FRESH);
      ready.put(check, reading);
      meters.ready(check, reading::value);
    }
    for (String state : BACKLOG) {
      Reading reading = new Reading(nanos, FRESH);
      backlog.put(state, reading);
      meters.backlog(state, reading::value);
    }
    renderOldestDue = reading(FRESH, meters::renderOldestDue);
    deliveryOldestDue = reading(FRESH, meters::deliveryOldestDue);
    clientsBlocked = reading(FRESH, meters::clientsBlocked);
    clientsActive = reading(FRESH, meters::clientsActive);
    clientsFailing = reading(FRESH, meters::clientsFailing);
    breakerDegraded = reading(FRESH, meters::breakerDegraded);
    clockSkew = reading(SKEW_FRESH, meters::clockSkew);
    meters.queuesRead(() -> queuesRead);
  }

  private Reading reading(Duration fresh, Consumer<Supplier<Number>> gauge) {
    Reading reading = new Reading(nanos, fresh);
    gauge.accept(reading::value);
    return reading;
  }

  /** The result of a check of readiness, one of {@link #CHECKS}. */
  public void ready(String check, boolean up) {
    ready.get(check).set(up ? 1 : 0);
  }

  /** The queues were read at this time; at first, the time of the start. */
  public void queuesRead(Instant now) {
    queuesRead = now.toEpochMilli() / 1000.0;
  }

  /** How long the oldest document that may be rendered now has been due; zero without one. */
  public void renderOldestDue(Duration age) {
    renderOldestDue.set(age.toMillis() / 1000.0);
  }

  /**
   * How long the oldest notification that may be sent now has been due; zero without one. Parked
   * notifications (client blocked or endpoint held) are not due.
   */
  public void deliveryOldestDue(Duration age) {
    deliveryOldestDue.set(age.toMillis() / 1000.0);
  }

  /** How many notifications wait, and why: by the names of {@link #BACKLOG}. */
  public void backlog(Map<String, Long> counts) {
    backlog.forEach((state, reading) -> reading.set(counts.getOrDefault(state, 0L)));
  }

  /** How many clients are blocked at present, as far as this node knows. */
  public void clientsBlocked(int count) {
    clientsBlocked.set(count);
  }

  /** To how many clients this node has sent callbacks lately, and how many took none of them. */
  public void clients(ClientActivity.Counts counts) {
    clientsActive.set(counts.active());
    clientsFailing.set(counts.failing());
  }

  /** Whether Redis is unavailable, so that errors are counted in this node's memory alone. */
  public void breakerDegraded(boolean degraded) {
    breakerDegraded.set(degraded ? 1 : 0);
  }

  /** How far this node's clock and that of Redis are apart. */
  public void clockSkew(Duration apart) {
    clockSkew.set(apart.toMillis() / 1000.0);
  }
}
