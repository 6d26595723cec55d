package dev.hookpress.outbound;

import dev.hookpress.outbound.RoundTrip.Broken;
import dev.hookpress.outbound.RoundTrip.Reason;
import dev.hookpress.outbound.RoundTrip.Responded;
import dev.hookpress.policy.EgressRule;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One exchange, including redirects. All its state belongs to its caller's context: the deadline,
 * the response and every failure arrive there in sequence, and the first of them ends it.
 */
final class HttpExchange {
  private static final String LOOKING_UP = "looking up the name";
  private static final String CONNECTING = "connecting";
  private static final String WAITING = "waiting for the answer";
  private static final String READING = "reading the answer";

  /** What all exchanges of one HTTP client share. */
  record Shared(
      Vertx vertx,
      Connector connector,
      ConnectionPool pool,
      RouteCache routes,
      Consumer<EgressRule> onRefused) {}

  private final Shared shared;
  private final Context context;
  private final Promise<ExchangeResult> ending = Promise.promise();
  private final long begunNanos = System.nanoTime();

  private OutboundRequest request;
  private long deadlineTimer;
  private boolean ended;

  /** The current stage, named in the message of a timeout. */
  private String stage = LOOKING_UP;

  private Route.Open route;
  private int serverIndex;
  private boolean triedAgain;
  private boolean newConnection;
  private ConnectionPool.Key key;
  private Future<ConnectionPool.Slot> asked;
  private ClientConnection connection;
  private String address = "";

  HttpExchange(Shared shared, OutboundRequest request) {
    this.shared = shared;
    this.context = shared.vertx().getOrCreateContext();
    this.request = request;
    this.newConnection = request.newConnection();
  }

  /** Starts the exchange. Call once, on the context that the result is wanted on. */
  Future<ExchangeResult> begin() {
    deadlineTimer =
        shared.vertx().setTimer(Math.max(1, request.deadline().toMillis()), expired -> expire());
    approach();
    return ending.future();
  }

  private void approach() {
    stage = LOOKING_UP;
    Optional<String> problem = RequestHead.problem(request.headers());
    if (problem.isPresent()) {
      refuse(EgressRule.HEADER, problem.get());
      return;
    }
    onHere(shared.routes().to(request.uri()), found -> take(found.result()));
  }

  private void take(Route found) {
    if (ended) {
      return;
    }
    if (found instanceof Route.Closed closed) {
      refuse(closed.refused().rule(), closed.refused().message());
    } else if (found instanceof Route.Unknown unknown) {
      fail(ExchangeResult.Kind.DNS_FAILED, "the name " + unknown.host() + " could not be resolved");
    } else {
      route = (Route.Open) found;
      serverIndex = 0;
      acquire();
    }
  }

  private void acquire() {
    stage = CONNECTING;
    key = ConnectionPool.Key.of(request, route.target());
    asked = shared.pool().acquire(key, newConnection);
    onHere(asked, this::acquired);
  }

  private void acquired(AsyncResult<ConnectionPool.Slot> slot) {
    if (ended) {
      return; // The slot has been abandoned.
    }
    asked = null;
    if (slot.failed()) {
      fail(slot.cause());
      return;
    }
    Optional<ClientConnection> idle = slot.result().idle();
    if (idle.filter(one -> route.servers().contains(one.server())).isPresent()) {
      send(idle.get());
    } else {
      // The name now resolves to another address.
      idle.ifPresent(ClientConnection::close);
      connect();
    }
  }

  private void connect() {
    stage = CONNECTING;
    address = route.servers().get(serverIndex).hostAddress();
    Duration left = request.deadline().minus(took());
    onHere(
        shared.connector().connect(route, serverIndex, left, request.certificate()),
        this::connected);
  }

  private void connected(AsyncResult<ClientConnection> opened) {
    if (ended) {
      if (opened.succeeded()) {
        opened.result().close();
      }
      release(Optional.empty());
    } else if (opened.succeeded()) {
      send(opened.result());
    } else {
      ConnectionFailure failure =
          ConnectionFailure.connecting(opened.cause(), route.target().host(), route.target().tls());
      if (failure.kind() == ExchangeResult.Kind.CONNECT_FAILED
          && serverIndex + 1 < route.servers().size()) {
        serverIndex++;
        connect();
      } else {
        release(Optional.empty());
        fail(failure.kind(), failure.message());
      }
    }
  }

  private void send(ClientConnection on) {
    stage = WAITING;
    connection = on;
    address = on.server().hostAddress();
    boolean used = on.used();
    boolean once = shared.pool().distrusts(key);
    on.send(
        RequestHead.encoded(request, route.hostHeader(), once),
        request.wanted(),
        result -> here(() -> arrived(result, on, used)));
  }

  private void arrived(RoundTrip result, ClientConnection from, boolean used) {
    boolean reusable = result instanceof Responded responded && responded.reusable();
    connection = null;
    if (from.misbehaved()) {
      shared.pool().distrust(key);
    }
    release(reusable ? Optional.of(from) : Optional.empty());
    if (ended) {
      return;
    }
    if (result instanceof Responded responded) {
      respond(responded);
    } else {
      broken((Broken) result, from, used);
    }
  }

  private void broken(Broken broken, ClientConnection from, boolean used) {
    if (broken.reason() == Reason.EXPIRED) {
      stage = from.headSeen() ? READING : WAITING;
      timeOut();
      return;
    }
    // An idle connection breaks when a receiver restarts or moves; neither the message nor the
    // receiver is at fault.
    boolean stale = used && !broken.begun();
    boolean again = broken.reason() == Reason.NOT_SENT || request.idempotent();
    if (stale && again && !triedAgain) {
      triedAgain = true;
      newConnection = true;
      serverIndex = 0;
      acquire();
      return;
    }
    ConnectionFailure failure =
        ConnectionFailure.exchanging(broken.reason(), route.target().host());
    end(
        new ExchangeResult.Failed(
            failure.kind(), failure.message(), address, took(), stale && !triedAgain));
  }

  private void respond(Responded response) {
    Optional<OutboundRequest> next =
        request.maxRedirects() == 0
            ? Optional.empty()
            : Redirect.of(request, response.status(), response.headers().get(HttpHeaders.LOCATION));
    if (next.isPresent()) {
      request = next.get();
      approach();
      return;
    }
    end(
        new ExchangeResult.Answered(
            response.status(),
            response.headers(),
            response.body(),
            response.truncated(),
            request.uri(),
            address,
            took()));
  }

  private void expire() {
    if (ended) {
      return;
    }
    if (connection != null) {
      // The connection knows whether a decisive head has arrived.
      connection.expire();
      return;
    }
    if (asked != null) {
      shared.pool().abandon(key, asked);
    }
    timeOut();
  }

  private void timeOut() {
    fail(
        ExchangeResult.Kind.TIMEOUT,
        "the time limit of " + seconds(request.deadline()) + " s passed while " + stage);
  }

  private void release(Optional<ClientConnection> reusable) {
    shared.pool().release(key, reusable);
  }

  private void refuse(EgressRule rule, String message) {
    shared.onRefused().accept(rule);
    end(new ExchangeResult.Refused(rule.label(), message, took()));
  }

  private void fail(Throwable cause) {
    ConnectionFailure failure =
        ConnectionFailure.connecting(cause, route.target().host(), route.target().tls());
    fail(failure.kind(), failure.message());
  }

  private void fail(ExchangeResult.Kind kind, String message) {
    end(new ExchangeResult.Failed(kind, message, address, took()));
  }

  private void end(ExchangeResult exchange) {
    ended = true;
    shared.vertx().cancelTimer(deadlineTimer);
    ending.complete(exchange);
  }

  private <T> void onHere(Future<T> future, Consumer<AsyncResult<T>> step) {
    if (future.isComplete()) {
      step.accept(future);
    } else {
      future.onComplete(done -> here(() -> step.accept(future)));
    }
  }

  private void here(Runnable step) {
    if (Vertx.currentContext() == context) {
      step.run();
    } else {
      context.runOnContext(there -> step.run());
    }
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }
}
