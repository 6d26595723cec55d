package dev.hookpress.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The connections of one event loop. Closes those on which no request arrives in time, or whose
 * request arrives too slowly; a trickle of bytes, which resets an idle timeout, does not help them.
 * Used by the event loop's thread only.
 */
final class OpenConnections {
  private static final int REQUEST_TIMEOUT = 408;

  private final Pace pace;
  private final LongSupplier nanoTime;
  private final Map<HttpConnection, State> states = new IdentityHashMap<>();

  private static final class State {
    private final Set<Exchange> exchanges = new HashSet<>();
    private long quietSince;
    private boolean used;

    /**
     * Drops the exchanges whose response has ended, whether or not their body was read. They are
     * asked, because a response has one handler of its end, which the router sets.
     */
    void forgetAnswered(long now) {
      if (exchanges.removeIf(each -> each.request().response().ended())) {
        quietSince = now;
      }
    }
  }

  private record Exchange(HttpServerRequest request, long began) {}

  OpenConnections(Pace pace, LongSupplier nanoTime) {
    this.pace = pace;
    this.nanoTime = nanoTime;
  }

  void opened(HttpConnection connection) {
    State state = new State();
    state.quietSince = nanoTime.getAsLong();
    states.put(connection, state);
  }

  void closed(HttpConnection connection) {
    states.remove(connection);
  }

  /**
   * Follows a request until its response ends. False if its connection is being closed: what was
   * pipelined behind a refused request must not be handled.
   */
  boolean began(HttpServerRequest request) {
    State state = states.get(request.connection());
    if (state == null) {
      return false;
    }
    Exchange exchange = new Exchange(request, nanoTime.getAsLong());
    state.used = true;
    state.forgetAnswered(exchange.began());
    state.exchanges.add(exchange);
    return true;
  }

  /** Answers with a bare status and closes the connection. */
  void refuse(HttpServerRequest request, int status) {
    HttpConnection connection = request.connection();
    closed(connection);
    if (request.response().headWritten()) {
      connection.close();
    } else {
      request
          .response()
          .setStatusCode(status)
          .putHeader("Connection", "close")
          .end()
          .onComplete(sent -> connection.close());
    }
  }

  /** Closes what is too slow; to be called every second. */
  void sweep() {
    long now = nanoTime.getAsLong();
    for (Map.Entry<HttpConnection, State> each : List.copyOf(states.entrySet())) {
      State state = each.getValue();
      state.forgetAnswered(now);
      if (state.exchanges.isEmpty()) {
        Duration patience = state.used ? pace.idle() : pace.head();
        if (now - state.quietSince > patience.toNanos()) {
          each.getKey().close();
        }
        continue;
      }
      for (Exchange exchange : state.exchanges) {
        if (slow(exchange, now)) {
          refuse(exchange.request(), REQUEST_TIMEOUT);
          break;
        }
      }
    }
  }

  private boolean slow(Exchange exchange, long now) {
    HttpServerRequest request = exchange.request();
    return !request.isEnded()
        && pace.tooSlow(Duration.ofNanos(now - exchange.began()), request.bytesRead());
  }
}
