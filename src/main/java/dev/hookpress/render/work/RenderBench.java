package dev.hookpress.render.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Where prepared documents wait, and idle workers too. Workers pull from here: a document that were
 * sent to a worker would wait behind whatever that worker is busy with.
 */
final class RenderBench {
  private final int capacity;
  private final Deque<RenderCall> calls = new ArrayDeque<>();
  private final Deque<RenderWorkerVerticle> idle = new ArrayDeque<>();

  /**
   * @param capacity how many documents may wait; each holds all of its sources in memory
   */
  RenderBench(int capacity) {
    this.capacity = capacity;
  }

  /** Whether there was room. Wakes a worker if one is idle. */
  boolean offer(RenderCall call) {
    RenderWorkerVerticle worker;
    synchronized (this) {
      if (calls.size() >= capacity) {
        return false;
      }
      calls.add(call);
      worker = idle.poll();
    }
    if (worker != null) {
      worker.wake();
    }
    return true;
  }

  /** The next call, or nothing, and then the worker is woken for the one after. */
  synchronized Optional<RenderCall> take(RenderWorkerVerticle worker) {
    RenderCall call = calls.poll();
    if (call == null) {
      idle.add(worker);
    }
    return Optional.ofNullable(call);
  }

  synchronized void forget(RenderWorkerVerticle worker) {
    idle.remove(worker);
  }

  synchronized boolean isEmpty() {
    return calls.isEmpty();
  }

  /** Removes and returns what waits. */
  synchronized Deque<RenderCall> drain() {
    Deque<RenderCall> left = new ArrayDeque<>(calls);
    calls.clear();
    return left;
  }
}
