package dev.hookpress.postgres.queue;

import dev.hookpress.claim.CallerPromise;
import dev.hookpress.claim.Timers;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Groups concurrent writes into one statement. The first write is sent at once; writes that arrive
 * while statements are in flight join the next one. An idle system adds no latency, and a busy one
 * shares a commit among many writes. While there is a backlog, statements may also begin some time
 * apart, so that each is larger.
 *
 * @param <I> one write
 * @param <O> its result
 */
public final class Batch<I, O> {
  private final int maxItems;
  private final int maxWaiting;
  private final int maxUnderWay;
  private final Function<List<I>, Future<List<O>>> write;
  private final Spacing spacing;
  private final Queue<Waiting<I, O>> waiting = new ArrayDeque<>();
  private int underWay;

  /** Whether a statement has begun so recently that the next one waits for more writes. */
  private boolean justBegun;

  private record Waiting<I, O>(I item, CallerPromise<O> result) {}

  /**
   * How far apart two statements begin.
   *
   * @param apart the time from the beginning of one to that of the next, unless that is full; asked
   *     at each beginning; zero: none
   */
  public record Spacing(Supplier<Duration> apart, Timers timers) {
    /** Each statement begins as soon as it may. */
    static final Spacing NONE = new Spacing(() -> Duration.ZERO, (delay, task) -> () -> {});
  }

  /**
   * Creates a batch.
   *
   * @param maxItems items per statement
   * @param maxWaiting waiting items, beyond which {@link #add} fails at once
   * @param maxUnderWay statements in flight at a time
   * @param spacing of the statements
   * @param write runs one statement for many items; returns results in the items' order
   */
  public Batch(
      int maxItems,
      int maxWaiting,
      int maxUnderWay,
      Spacing spacing,
      Function<List<I>, Future<List<O>>> write) {
    this.maxItems = maxItems;
    this.maxWaiting = maxWaiting;
    this.maxUnderWay = maxUnderWay;
    this.spacing = spacing;
    this.write = write;
  }

  /** Creates a batch whose statements begin as soon as they may. */
  public Batch(
      int maxItems, int maxWaiting, int maxUnderWay, Function<List<I>, Future<List<O>>> write) {
    this(maxItems, maxWaiting, maxUnderWay, Spacing.NONE, write);
  }

  /**
   * Writes the item. The Future completes on the caller's context once the item is committed. May
   * be called from any thread.
   */
  public Future<O> add(I item) {
    CallerPromise<O> result = CallerPromise.here();
    synchronized (this) {
      if (waiting.size() >= maxWaiting) {
        return Future.failedFuture("Too many writes are waiting for Postgres.");
      }
      waiting.add(new Waiting<>(item, result));
    }
    writeNext();
    return result.future();
  }

  private void writeNext() {
    List<Waiting<I, O>> batch = new ArrayList<>();
    synchronized (this) {
      boolean early = justBegun && waiting.size() < maxItems;
      if (underWay >= maxUnderWay || waiting.isEmpty() || early) {
        return;
      }
      underWay++;
      while (batch.size() < maxItems && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
    }
    spaceOut();
    write(batch)
        .onComplete(
            done -> {
              synchronized (this) {
                underWay--;
              }
              writeNext();
            });
  }

  private void spaceOut() {
    Duration apart = spacing.apart().get();
    if (apart.isZero()) {
      return;
    }
    synchronized (this) {
      justBegun = true;
    }
    spacing
        .timers()
        .after(
            apart,
            () -> {
              synchronized (this) {
                justBegun = false;
              }
              writeNext();
            });
  }

  private Future<?> write(List<Waiting<I, O>> batch) {
    return attempt(batch.stream().map(Waiting::item).toList())
        .onSuccess(
            results -> {
              for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result().complete(results.get(i));
              }
            })
        .recover(
            cause -> {
              if (batch.size() > 1 && isTheDatas(cause)) {
                // One invalid item must not fail the others, so each is retried on its own.
                return Future.join(batch.stream().map(one -> write(List.of(one))).toList())
                    .mapEmpty();
              }
              batch.forEach(one -> one.result().fail(cause));
              return Future.succeededFuture();
            });
  }

  private Future<List<O>> attempt(List<I> items) {
    try {
      return write.apply(items);
    } catch (RuntimeException broken) {
      return Future.failedFuture(broken);
    }
  }

  /**
   * Returns whether the data caused the failure: SQLSTATE class 22 (data exception) or 23
   * (integrity constraint violation).
   */
  public static boolean isTheDatas(Throwable cause) {
    return cause instanceof PgException e
        && e.getSqlState() != null
        && (e.getSqlState().startsWith("22") || e.getSqlState().startsWith("23"));
  }
}
