package dev.hookpress.render.work;

import dev.hookpress.job.ClientId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Queues documents and idle workers. Workers pull from this queue: a document pushed to a worker
 * would wait for that worker's current task. The client that has used the least time lately comes
 * first, and clients that have used the same take turns, so that no client waits behind another
 * client's backlog or its slow documents. One worker is kept from clients whose documents have just
 * timed out.
 */
final class RenderTaskQueue {
  private final int capacity;
  private final int workers;
  private final LongSupplier nanoTime;
  private final TimeShares shares = new TimeShares();

  /** Queued tasks by client, in round-robin order; clients without a task are absent. */
  private final Map<ClientId, Deque<RenderTask>> calls = new LinkedHashMap<>();

  private final Deque<RenderWorkerVerticle> idle = new ArrayDeque<>();
  private final Set<Taken> running = new HashSet<>();
  private int waiting;

  /** Tasks of slow clients that run. */
  private int slowRunning;

  /**
   * Creates an empty queue.
   *
   * @param capacity maximum number of queued documents; each holds all of its sources in memory
   * @param workers number of workers that pull
   */
  RenderTaskQueue(int capacity, int workers, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.workers = workers;
    this.nanoTime = nanoTime;
  }

  /** Queues a task and wakes an idle worker. Returns false if the queue is full. */
  boolean offer(ClientId client, RenderTask call) {
    RenderWorkerVerticle worker;
    synchronized (this) {
      if (waiting >= capacity) {
        return false;
      }
      waiting++;
      calls.computeIfAbsent(client, first -> new ArrayDeque<>()).add(call);
      worker = idle.poll();
    }
    if (worker != null) {
      worker.wake();
    }
    return true;
  }

  /** A task that a worker has taken; it is returned by {@link #ended}. */
  record Taken(RenderTask call, ClientId client, boolean slow, long sinceNanos) {}

  /**
   * Takes the next task; if there is none for this worker, registers it to be woken for the next
   * one.
   */
  synchronized Optional<Taken> take(RenderWorkerVerticle worker) {
    Optional<Taken> taken = next();
    if (taken.isEmpty()) {
      idle.add(worker);
    }
    return taken;
  }

  private Optional<Taken> next() {
    long now = nanoTime.getAsLong();
    boolean full = workers > 1 && slowRunning >= workers - 1;
    Optional<ClientId> turn =
        calls.keySet().stream()
            .filter(client -> !full || !shares.slow(client, now))
            .min(Comparator.comparingDouble(client -> shares.used(client, now)));
    return turn.map(client -> take(client, now));
  }

  private Taken take(ClientId client, long now) {
    Deque<RenderTask> own = calls.remove(client);
    RenderTask call = own.remove();
    waiting--;
    if (!own.isEmpty()) {
      calls.put(client, own);
    }
    boolean slow = shares.slow(client, now);
    slowRunning += slow ? 1 : 0;
    Taken taken = new Taken(call, client, slow, now);
    running.add(taken);
    return taken;
  }

  /** Charges the client for the time of a task, once. */
  synchronized void ended(Taken task) {
    if (!running.remove(task)) {
      return;
    }
    long now = nanoTime.getAsLong();
    slowRunning -= task.slow() ? 1 : 0;
    shares.charge(task.client(), now - task.sinceNanos(), task.call().timedOut(), now);
  }

  synchronized void forget(RenderWorkerVerticle worker) {
    idle.remove(worker);
  }

  synchronized boolean isEmpty() {
    return waiting == 0;
  }

  /** Removes and returns all queued tasks. */
  synchronized List<RenderTask> drain() {
    List<RenderTask> left = calls.values().stream().flatMap(Deque::stream).toList();
    calls.clear();
    waiting = 0;
    return left;
  }
}
