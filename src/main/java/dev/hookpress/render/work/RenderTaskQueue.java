package dev.hookpress.render.work;

import dev.hookpress.job.ClientId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where prepared documents wait, and idle workers too. Workers pull from here: a document that were
 * sent to a worker would wait behind whatever that worker is busy with. The clients that have some
 * here take turns, so that nobody waits behind all that another has prepared.
 */
final class RenderTaskQueue {
  private final int capacity;

  /** Whose turn it is first. Nobody is in it without a call. */
  private final Map<ClientId, Deque<RenderTask>> calls = new LinkedHashMap<>();

  private final Deque<RenderWorkerVerticle> idle = new ArrayDeque<>();
  private int waiting;

  /**
   * @param capacity how many documents may wait; each holds all of its sources in memory
   */
  RenderTaskQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Whether there was room. Wakes a worker if one is idle. */
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

  /** The next call, or nothing, and then the worker is woken for the one after. */
  synchronized Optional<RenderTask> take(RenderWorkerVerticle worker) {
    Optional<RenderTask> call = next();
    if (call.isEmpty()) {
      idle.add(worker);
    }
    return call;
  }

  private Optional<RenderTask> next() {
    Iterator<Map.Entry<ClientId, Deque<RenderTask>>> turns = calls.entrySet().iterator();
    if (!turns.hasNext()) {
      return Optional.empty();
    }
    Map.Entry<ClientId, Deque<RenderTask>> turn = turns.next();
    ClientId client = turn.getKey();
    Deque<RenderTask> own = turn.getValue();
    turns.remove();
    RenderTask call = own.remove();
    waiting--;
    if (!own.isEmpty()) {
      calls.put(client, own);
    }
    return Optional.of(call);
  }

  synchronized void forget(RenderWorkerVerticle worker) {
    idle.remove(worker);
  }

  synchronized boolean isEmpty() {
    return waiting == 0;
  }

  /** Removes and returns what waits. */
  synchronized List<RenderTask> drain() {
    List<RenderTask> left = calls.values().stream().flatMap(Deque::stream).toList();
    calls.clear();
    waiting = 0;
    return left;
  }
}
