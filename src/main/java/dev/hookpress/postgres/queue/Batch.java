package dev.hookpress.postgres.queue;

import dev.hookpress.claim.CallerPromise;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * Groups concurrent writes into one statement. The first write is sent at once; writes that arrive
 * while statements are in flight join the next one. An idle system adds no latency, and a busy one
 * shares a commit among many writes.
 *
 * @param <I> one write
 * @param <O> its result
 */
public final class Batch<I, O> {
  private final int maxItems;
  private final int maxWaiting;
  private final int maxUnderWay;
  private final Function<List<I>, Future<List<O>>> write;
  private final Queue<Waiting<I, O>> waiting = new ArrayDeque<>();
  private int underWay;

  private record Waiting<I, O>(I item, CallerPromise<O> result) {}

  /**
   * Creates a batch.
   *
   * @param maxItems items per statement
   * @param maxWaiting waiting items, beyond which {@link #add} fails at once
   * @param maxUnderWay statements in flight at a time
   * @param write runs one statement for many items; returns results in the items' order
   */
  public Batch(
      int maxItems, int maxWaiting, int maxUnderWay, Function<List<I>, Future<List<O>>> write) {
    this.maxItems = maxItems;
    this.maxWaiting = maxWaiting;
    this.maxUnderWay = maxUnderWay;
    this.write = write;
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
      if (underWay >= maxUnderWay || waiting.isEmpty()) {
        return;
      }
      underWay++;
      while (batch.size() < maxItems && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
    }
    write(batch)
        .onComplete(
            done -> {
              synchronized (this) {
                underWay--;
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
