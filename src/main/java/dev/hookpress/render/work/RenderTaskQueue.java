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
 * Queues prepared documents and idle workers. Workers pull from this queue: a document pushed to a
 * worker would wait for that worker's current task. Tasks are taken round-robin by client, so that
 * no client waits behind another client's backlog.
 */
final class RenderTaskQueue {
  private final int capacity;

  /** Queued tasks by client, in round-robin order; clients without a task are absent. */
  private final Map<ClientId, Deque<RenderTask>> calls = new LinkedHashMap<>();

  private final Deque<RenderWorkerVerticle> idle = new ArrayDeque<>();
  private int waiting;

  /**
   * Creates an empty queue.
   *
   * @param capacity maximum number of queued documents; each holds all of its sources in memory
   */
  RenderTaskQueue(int capacity) {
    this.capacity = capacity;
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

  /** Takes the next task; if there is none, registers the worker to be woken for the next one. */
  synchronized Optional<RenderTask> take(RenderWorkerVerticle worker) {
    Optional<RenderTask> call = next();
    if (call.isEmpty()) {
      idle.add(worker);
    }
    return call;
  }

  private Optional<RenderTask> next() {
    Iterator<Map.Entry<ClientId, Deque<RenderTask>>> sendScheduler = calls.entrySet().iterator();
    if (!sendScheduler.hasNext()) {
      return Optional.empty();
    }
    Map.Entry<ClientId, Deque<RenderTask>> turn = sendScheduler.next();
    ClientId client = turn.getKey();
    Deque<RenderTask> own = turn.getValue();
    sendScheduler.remove();
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

  /** Removes and returns all queued tasks. */
  synchronized List<RenderTask> drain() {
    List<RenderTask> left = calls.values().stream().flatMap(Deque::stream).toList();
    calls.clear();
    waiting = 0;
    return left;
  }
}
