package dev.hookpress.outbound;

import dev.hookpress.job.ClientId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * The client for sources. Bounds the fetches in flight to one host, of all clients and of each:
 * whoever submits a document chooses whom it is fetched from, and must not make this node flood
 * them. The same fetch for the same client is made once while it is in flight. Thread-safe.
 */
public final class FetchClient implements OutboundClient {
  private static final String USER_AGENT = "user-agent";

  /**
   * Bounds on fetches in flight to one host; all at least 1.
   *
   * @param maxWaiting fetches that may wait for one host; more fail at once
   */
  public record Bounds(int perHost, int perHostAndClient, int maxWaiting) {}

  private final Vertx vertx;
  private final OutboundClient client;
  private final Bounds bounds;
  private final String userAgent;
  private final Map<String, Host> hosts = new HashMap<>();
  private final Map<Same, Future<ExchangeResult>> underWay = new HashMap<>();

  private record Same(ClientId client, URI uri, Map<String, String> headers) {}

  private static final class Host {
    private final Map<ClientId, Integer> inFlight = new HashMap<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int all;
  }

  private record Waiting(
      OutboundRequest request, long since, Context caller, Promise<ExchangeResult> result) {
    Duration left(long now) {
      return request.deadline().minusNanos(now - since);
    }
  }

  /**
   * Creates the client.
   *
   * @param contact a page for those whose servers are fetched from, named in the User-Agent
   */
  public FetchClient(Vertx vertx, OutboundClient client, Bounds bounds, Optional<URI> contact) {
    this.vertx = vertx;
    this.client = client;
    this.bounds = bounds;
    this.userAgent = "Hookpress" + contact.map(page -> " (+" + page + ")").orElse("");
  }

  @Override
  public Future<ExchangeResult> send(OutboundRequest given) {
    OutboundRequest request = named(given);
    Context caller = vertx.getOrCreateContext();
    Same same = new Same(request.client(), request.uri(), request.headers());
    Promise<ExchangeResult> result = Promise.promise();
    Future<ExchangeResult> known;
    synchronized (this) {
      known = underWay.putIfAbsent(same, result.future());
    }
    if (known != null) {
      return joined(request, caller, known);
    }
    result
        .future()
        .onComplete(
            ended -> {
              synchronized (this) {
                underWay.remove(same);
              }
            });
    admit(new Waiting(request, System.nanoTime(), caller, result));
    return result.future();
  }

  private OutboundRequest named(OutboundRequest request) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put(USER_AGENT, userAgent);
    return new OutboundRequest(
        request.client(),
        request.method(),
        request.uri(),
        headers,
        request.body(),
        request.deadline(),
        request.wanted(),
        request.maxRedirects(),
        request.newConnection(),
        Optional.empty());
  }

  /** Waits for the fetch of another document, within this one's deadline. */
  private Future<ExchangeResult> joined(
      OutboundRequest request, Context caller, Future<ExchangeResult> known) {
    Promise<ExchangeResult> result = Promise.promise();
    long timer =
        vertx.setTimer(
            Math.max(1, request.deadline().toMillis()),
            late -> result.tryComplete(timedOut(request)));
    known.onComplete(
        ended ->
            caller.runOnContext(
                back -> {
                  vertx.cancelTimer(timer);
                  if (ended.succeeded()) {
                    result.tryComplete(ended.result());
                  } else {
                    result.tryFail(ended.cause());
                  }
                }));
    return result.future();
  }

  private void admit(Waiting fetch) {
    boolean starts;
    boolean waits = false;
    synchronized (this) {
      Host host = hosts.computeIfAbsent(name(fetch.request()), fresh -> new Host());
      // Whoever waits while there is room waits for its own client's places.
      starts = takes(host, fetch.request().client());
      if (!starts && host.waiting.size() < bounds.maxWaiting()) {
        host.waiting.add(fetch);
        waits = true;
      }
    }
    if (starts) {
      start(fetch);
    } else if (waits) {
      expire(fetch);
    } else {
      fetch.result().complete(tooMany(fetch.request()));
    }
  }

  private void expire(Waiting fetch) {
    vertx.setTimer(
        Math.max(1, fetch.request().deadline().toMillis()),
        late -> {
          boolean waited;
          synchronized (this) {
            Host host = hosts.get(name(fetch.request()));
            waited = host != null && host.waiting.remove(fetch);
          }
          if (waited) {
            fetch.result().complete(timedOut(fetch.request()));
          }
        });
  }

  /** Takes a place at the host if there is one for the client; the caller holds the lock. */
  private boolean takes(Host host, ClientId client) {
    if (host.all >= bounds.perHost()
        || host.inFlight.getOrDefault(client, 0) >= bounds.perHostAndClient()) {
      return false;
    }
    host.all++;
    host.inFlight.merge(client, 1, Integer::sum);
    return true;
  }

  private void start(Waiting fetch) {
    fetch
        .caller()
        .runOnContext(
            begin ->
                client
                    .send(fetch.request().within(fetch.left(System.nanoTime())))
                    .onComplete(
                        ended -> {
                          leave(fetch.request());
                          fetch.result().handle(ended);
                        }));
  }

  private void leave(OutboundRequest ended) {
    Waiting next = null;
    synchronized (this) {
      Host host = hosts.get(name(ended));
      host.all--;
      host.inFlight.computeIfPresent(ended.client(), (same, count) -> count > 1 ? count - 1 : null);
      Iterator<Waiting> waiting = host.waiting.iterator();
      while (next == null && waiting.hasNext()) {
        Waiting candidate = waiting.next();
        if (takes(host, candidate.request().client())) {
          waiting.remove();
          next = candidate;
        }
      }
      if (host.all == 0 && host.waiting.isEmpty()) {
        hosts.remove(name(ended));
      }
    }
    if (next != null) {
      start(next);
    }
  }

  private static String name(OutboundRequest request) {
    return String.valueOf(request.uri().getHost()).toLowerCase(Locale.ROOT);
  }

  private static ExchangeResult timedOut(OutboundRequest request) {
    return new ExchangeResult.Failed(
        ExchangeResult.Kind.TIMEOUT,
        "other fetches from " + name(request) + " took all of the time",
        "",
        request.deadline());
  }

  private static ExchangeResult tooMany(OutboundRequest request) {
    return new ExchangeResult.Failed(
        ExchangeResult.Kind.INTERNAL,
        "too many fetches wait for " + name(request),
        "",
        Duration.ZERO);
  }
}
