package dev.hookpress.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.EgressTarget;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pools idle connections and limits how many are open, per client and origin: a connection never
 * carries messages of two clients. Thread-safe.
 */
final class ConnectionPool {
  /** Connections in use on this node: several times what deliveries and documents can need. */
  private static final int MAX_IN_USE = 8_192;

  /** Origins that recently violated HTTP; a few hundred bytes each. */
  private static final int MAX_DISTRUSTED = 10_000;

  private static final Duration DISTRUST = Duration.ofMinutes(10);

  /**
   * What shares connections.
   *
   * @param certificate the id of the certificate presented; empty for none
   */
  record Key(ClientId client, boolean tls, String host, int port, String certificate) {
    private static final String NONE = "";

    static Key of(OutboundRequest request, EgressTarget target) {
      return new Key(
          request.client(),
          target.tls(),
          target.host(),
          target.port(),
          request.certificate().isEmpty() ? NONE : request.certificate().get().id());
    }
  }

  /**
   * Permission to use one connection.
   *
   * @param idle the connection to reuse; empty to open a new one
   */
  record Slot(Key key, Optional<ClientConnection> idle) {}

  /** Thrown when no slot is free and too many requests wait. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1;

    Full() {
      super("too many requests wait for a connection", null, false, false);
    }
  }

  private record Waiter(boolean fresh, Promise<Slot> granted) {}

  private static final class Bucket {
    private final Deque<ClientConnection> idle = new ArrayDeque<>();
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private int inUse;

    boolean unused() {
      return inUse == 0 && idle.isEmpty() && waiting.isEmpty();
    }
  }

  private final int maxPerKey;
  private final int maxWaitingPerKey;
  private final int maxIdle;
  private final Map<Key, Bucket> buckets = new HashMap<>();

  /** All idle connections with their keys, the longest idle first. */
  private final Map<ClientConnection, Key> idle = new LinkedHashMap<>();

  private final Cache<Key, Boolean> distrusted =
      Caffeine.newBuilder().maximumSize(MAX_DISTRUSTED).expireAfterWrite(DISTRUST).build();
  private int inUse;
  private boolean closed;

  /**
   * @param maxPerKey connections in use at a time per client and origin, at least 1
   * @param maxWaitingPerKey requests that may wait for a connection
   * @param maxIdle idle connections in total. Above it, a key with more than an equal share of them
   *     closes its own longest idle one: where the longest idle of all is closed instead, keys that
   *     take turns close each other's connections just before they are needed
   */
  ConnectionPool(int maxPerKey, int maxWaitingPerKey, int maxIdle) {
    this.maxIdle = maxIdle;
    this.maxPerKey = maxPerKey;
    this.maxWaitingPerKey = maxWaitingPerKey;
  }

  /**
   * Acquires a slot, to be returned once by {@link #release}.
   *
   * @param fresh whether a new connection is required: the idle ones are then closed, since they
   *     lead to where the last one broke
   * @return completes now, or later on any thread; fails with {@link Full}
   */
  Future<Slot> acquire(Key key, boolean fresh) {
    List<ClientConnection> dropped = new ArrayList<>();
    try {
      synchronized (this) {
        return acquire(key, fresh, dropped);
      }
    } finally {
      dropped.forEach(ClientConnection::close);
    }
  }

  private Future<Slot> acquire(Key key, boolean fresh, List<ClientConnection> dropped) {
    if (closed) {
      return Future.failedFuture(new IllegalStateException("the client is closed"));
    }
    Bucket bucket = buckets.computeIfAbsent(key, unknown -> new Bucket());
    if (fresh) {
      dropIdle(bucket, dropped);
    }
    if (bucket.inUse < maxPerKey && inUse < MAX_IN_USE) {
      bucket.inUse++;
      inUse++;
      return Future.succeededFuture(
          new Slot(key, Optional.ofNullable(pollIdle(key, bucket, dropped))));
    }
    if (bucket.waiting.size() >= maxWaitingPerKey || bucket.inUse == 0) {
      forget(key, bucket);
      return Future.failedFuture(new Full());
    }
    Promise<Slot> granted = Promise.promise();
    bucket.waiting.add(new Waiter(fresh, granted));
    return granted.future();
  }

  private void dropIdle(Bucket bucket, List<ClientConnection> dropped) {
    bucket.idle.forEach(idle::remove);
    dropped.addAll(bucket.idle);
    bucket.idle.clear();
  }

  /** Takes the most recently used connection, so that the others can expire. */
  private ClientConnection pollIdle(Key key, Bucket bucket, List<ClientConnection> dropped) {
    ClientConnection last;
    while ((last = bucket.idle.pollLast()) != null) {
      idle.remove(last);
      if (mayBeKept(last)) {
        return last;
      }
      dropped.add(last);
      distrustIfMisbehaved(key, last);
    }
    return null;
  }

  /** Cancels a pending {@link #acquire}: a slot granted after all passes to the next request. */
  void abandon(Key key, Future<Slot> asked) {
    synchronized (this) {
      Bucket bucket = buckets.get(key);
      if (bucket != null) {
        bucket.waiting.removeIf(one -> one.granted().future() == asked);
        forget(key, bucket);
      }
    }
    asked.onSuccess(slot -> release(slot.key(), slot.idle()));
  }

  /**
   * Returns a slot.
   *
   * @param reusable the connection, if it may be reused; the longest-waiting request gets it
   */
  void release(Key key, Optional<ClientConnection> reusable) {
    Waiter next;
    Optional<ClientConnection> kept = reusable.filter(this::mayBeKept);
    List<ClientConnection> dropped = new ArrayList<>();
    reusable.filter(one -> kept.isEmpty()).ifPresent(dropped::add);
    synchronized (this) {
      Bucket bucket = buckets.get(key);
      boolean trusted = !closed && distrusted.getIfPresent(key) == null;
      next = bucket.waiting.poll();
      if (next == null) {
        bucket.inUse--;
        inUse--;
      }
      if (kept.isPresent() && (!trusted || next != null && next.fresh())) {
        dropped.add(kept.get());
      } else if (kept.isPresent() && next == null) {
        keep(key, bucket, kept.get(), dropped);
      }
      forget(key, bucket);
    }
    if (next != null) {
      Optional<ClientConnection> handed = kept.filter(one -> !dropped.contains(one));
      next.granted().complete(new Slot(key, handed));
    }
    dropped.forEach(ClientConnection::close);
  }

  private boolean mayBeKept(ClientConnection connection) {
    return connection.isOpen() && connection.reusableUntilNanos() - System.nanoTime() > 0;
  }

  private void keep(
      Key key, Bucket bucket, ClientConnection connection, List<ClientConnection> dropped) {
    bucket.idle.addLast(connection);
    idle.put(connection, key);
    if (idle.size() > maxIdle) {
      dropped.add(bucket.idle.size() > share() ? own(bucket) : longestIdle());
    }
  }

  /** How many idle connections each key may have while there are too many. */
  private int share() {
    return Math.max(1, maxIdle / buckets.size());
  }

  private ClientConnection own(Bucket bucket) {
    ClientConnection oldest = bucket.idle.removeFirst();
    idle.remove(oldest);
    return oldest;
  }

  private ClientConnection longestIdle() {
    Iterator<Map.Entry<ClientConnection, Key>> all = idle.entrySet().iterator();
    Map.Entry<ClientConnection, Key> oldest = all.next();
    all.remove();
    Bucket bucket = buckets.get(oldest.getValue());
    bucket.idle.remove(oldest.getKey());
    forget(oldest.getValue(), bucket);
    return oldest.getKey();
  }

  private void forget(Key key, Bucket bucket) {
    if (bucket.unused()) {
      buckets.remove(key);
    }
  }

  /** Checks for unsolicited bytes that arrived while the connection was idle. */
  private void distrustIfMisbehaved(Key key, ClientConnection idleOne) {
    if (idleOne.misbehaved()) {
      distrust(key);
    }
  }

  /** Stops reusing the origin's connections for ten minutes, because it violated HTTP. */
  void distrust(Key key) {
    distrusted.put(key, true);
  }

  /** Whether connections to the origin are closed after one request. */
  boolean distrusts(Key key) {
    return distrusted.getIfPresent(key) != null;
  }

  /** Closes connections that were idle for too long or that the peer has closed. */
  void sweep() {
    List<ClientConnection> dropped = new ArrayList<>();
    synchronized (this) {
      idle.entrySet()
          .removeIf(
              one -> {
                if (mayBeKept(one.getKey())) {
                  return false;
                }
                Bucket bucket = buckets.get(one.getValue());
                bucket.idle.remove(one.getKey());
                forget(one.getValue(), bucket);
                distrustIfMisbehaved(one.getValue(), one.getKey());
                return dropped.add(one.getKey());
              });
    }
    dropped.forEach(ClientConnection::close);
  }

  /** The number of idle connections. */
  synchronized int idleCount() {
    return idle.size();
  }

  /** Refuses all further slots, fails the waiting requests and closes the idle connections. */
  void close() {
    List<Waiter> waiters = new ArrayList<>();
    List<ClientConnection> dropped = new ArrayList<>();
    synchronized (this) {
      closed = true;
      for (Bucket bucket : buckets.values()) {
        waiters.addAll(bucket.waiting);
        bucket.waiting.clear();
        dropIdle(bucket, dropped);
      }
    }
    dropped.forEach(ClientConnection::close);
    waiters.forEach(one -> one.granted().fail(new IllegalStateException("the client is closed")));
  }
}
