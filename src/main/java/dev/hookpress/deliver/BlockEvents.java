package dev.hookpress.deliver;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.policy.BreakerPolicy;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Notifies clients of their blocks. Every node that learns of a block does so, whichever node
 * counted the error that began it, since that node may die; event ids derive from the block, so
 * each event is queued once.
 */
public final class BlockEvents {
  // A ULID has 80 random bits beside its timestamp.
  private static final int RANDOM_BYTES = 10;

  private final DeliverySettings deliverySettings;
  private final EventOutbox events;
  private final InstantSource clock;
  private final Consumer<Throwable> onFailure;

  /** Queues events in {@code events}, by each client's own block policy. */
  public BlockEvents(
      DeliverySettings deliverySettings,
      EventOutbox events,
      InstantSource clock,
      Consumer<Throwable> onFailure) {
    this.deliverySettings = deliverySettings;
    this.events = events;
    this.clock = clock;
    this.onFailure = onFailure;
  }

  /** Queues both events: the start of the block, due now, and its end, due at {@code until}. */
  public void blocked(ClientId client, Instant until) {
    deliverySettings
        .of(client, clock.instant())
        .compose(known -> owe(client, known.breaker(), until))
        .onFailure(onFailure::accept);
  }

  private Future<Void> owe(ClientId client, BreakerPolicy breaker, Instant until) {
    Instant began = until.minus(breaker.block());
    var blocked = new OperationalEvent.ClientBlocked(until, breaker.errors(), breaker.window());
    var unblocked = new OperationalEvent.ClientUnblocked(until);
    return events
        .owe(
            client, OutboxEvent.of(id(client, blocked.type(), began), blocked, began), began, began)
        .compose(
            owed ->
                events.owe(
                    client,
                    OutboxEvent.of(id(client, unblocked.type(), began), unblocked, until),
                    began,
                    until));
  }

  /**
   * The event that tells of the end of a block at {@code now} instead of {@code until}, under the
   * id that it is queued with.
   */
  public static OutboxEvent early(
      ClientId client, BreakerPolicy breaker, Instant until, Instant now) {
    var unblocked = new OperationalEvent.ClientUnblocked(now);
    return OutboxEvent.of(
        id(client, unblocked.type(), until.minus(breaker.block())), unblocked, now);
  }

  /**
   * The id of the event that half of a window is full: whichever node counts the error, the client
   * is told once in a window.
   */
  static NotificationId halfWindow(ClientId client, BreakerPolicy breaker, Instant at) {
    long window = breaker.window().toMillis();
    Instant turn = Instant.ofEpochMilli(at.toEpochMilli() / window * window);
    return id(client, "half window", turn);
  }

  private static NotificationId id(ClientId client, String occasion, Instant began) {
    String name = client + " " + occasion + " " + began.toEpochMilli();
    byte[] random = Arrays.copyOf(DigestUtils.sha256(name), RANDOM_BYTES);
    return new NotificationId(new Ulid(began.toEpochMilli(), random).toUuid());
  }
}
