package dev.hookpress.render.chromium;

import dev.hookpress.job.ClientId;
import dev.hookpress.render.work.TimeShares;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The documents that wait for a browser. The client that has used the browsers least lately is
 * next. It has no bound of its own: a document that finds no room keeps its render slot, of which
 * there are few. Thread-safe.
 */
final class WaitingDocuments {
  private final int room;
  private final LongSupplier nanoTime;
  private final TimeShares shares = new TimeShares();
  private final Map<ClientId, Deque<Waiting>> clients = new LinkedHashMap<>();
  private int size;

  /** A document and its result. */
  record Waiting(PageBrowser.Job job, Promise<PageBrowser.Printed> result) {}

  /**
   * @param room for documents without a render slot; a client has at most half of what is free
   */
  WaitingDocuments(int room, LongSupplier nanoTime) {
    this.room = room;
    this.nanoTime = nanoTime;
  }

  synchronized boolean hasRoom(ClientId client) {
    Deque<Waiting> own = clients.get(client);
    return size < room && (own == null ? 0 : own.size()) < Math.max(1, (room - size + 1) / 2);
  }

  synchronized Waiting add(PageBrowser.Job job) {
    Waiting entry = new Waiting(job, Promise.promise());
    clients.computeIfAbsent(job.client(), first -> new ArrayDeque<>()).add(entry);
    size++;
    return entry;
  }

  /** Removes a document; false if it does not wait any more. */
  synchronized boolean remove(Waiting entry) {
    Deque<Waiting> own = clients.get(entry.job().client());
    if (own == null || !own.removeIf(it -> it == entry)) {
      return false;
    }
    left(entry.job().client(), own);
    return true;
  }

  synchronized Optional<Waiting> next() {
    long now = nanoTime.getAsLong();
    return clients.keySet().stream()
        .min(Comparator.comparingDouble(client -> shares.used(client, now)))
        .map(
            client -> {
              Deque<Waiting> own = clients.get(client);
              Waiting entry = own.remove();
              left(client, own);
              return entry;
            });
  }

  private void left(ClientId client, Deque<Waiting> own) {
    size--;
    if (own.isEmpty()) {
      clients.remove(client);
    }
  }

  /** Charges a client for the time of a document. */
  synchronized void charge(ClientId client, Duration took, boolean timedOut) {
    shares.charge(client, took.toNanos(), timedOut, nanoTime.getAsLong());
  }

  synchronized int size() {
    return size;
  }

  synchronized boolean isEmpty() {
    return size == 0;
  }
}
