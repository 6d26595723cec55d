package dev.hookpress.outbound;

import dev.hookpress.policy.EgressRule;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One exchange, redirects included. Lives on its caller's context, so its fields need no lock: the
 * deadline, the answer and every failure arrive there one after the other, and the first of them
 * ends it.
 */
final class HttpExchange {
  private static final CharSequence IDENTITY = HttpHeaders.createOptimized("identity");
  private static final CharSequence USER_AGENT = HttpHeaders.createOptimized("Hookpress");

  private final Vertx vertx;
  private final Context context;
  private final HttpClient client;
  private final RouteCache routes;
  private final Set<HttpConnection> proven;
  private final Consumer<EgressRule> onRefused;
  private final Promise<ExchangeResult> landing = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private final long begunNanos = System.nanoTime();

  private OutboundRequest request;
  private long deadlineTimer;
  private boolean landed;

  /** For whoever asks what the time was spent on. */
  private String stage;

  private Route.Open route;
  private int serverIndex;
  private boolean retriedClosed;
  private HttpClientRequest stream;
  private HttpClientResponse answer;

  HttpExchange(
      Vertx vertx,
      HttpClient client,
      RouteCache routes,
      Set<HttpConnection> proven,
      Consumer<EgressRule> onRefused,
      OutboundRequest request) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.client = client;
    this.routes = routes;
    this.proven = proven;
    this.onRefused = onRefused;
    this.request = request;
  }

  /** Call once, on the context that the answer is wanted on. */
  Future<ExchangeResult> begin() {
    deadlineTimer = vertx.setTimer(Math.max(1, request.deadline().toMillis()), expired -> expire());
    approach();
    return landing.future();
  }

  private void approach() {
    stage = "looking up the name";
    Optional<String> problem = RequestHead.problem(request.headers());
    if (problem.isPresent()) {
      refuse(EgressRule.HEADER, problem.get());
      return;
    }
    Future<Route> found = routes.to(request.uri());
    if (found.succeeded()) {
      take(found.result());
    } else {
      found.onSuccess(late -> context.runOnContext(here -> take(late)));
    }
  }

  private void take(Route found) {
    if (landed) {
      return;
    }
    if (found instanceof Route.Closed closed) {
      refuse(closed.refused().rule(), closed.refused().message());
    } else if (found instanceof Route.Unknown unknown) {
      fail(ExchangeResult.Kind.DNS_FAILED, "the name " + unknown.host() + " could not be resolved");
    } else {
      route = (Route.Open) found;
      serverIndex = 0;
      connect();
    }
  }

  private void connect() {
    stage = "connecting";
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setServer(route.servers().get(serverIndex))
            .setSsl(route.target().tls())
            .setHost(route.target().host())
            .setPort(route.target().port())
            .setURI(RequestHead.target(request.uri()))
            .setFollowRedirects(false)
            // Takes the request out of the pool's queue when nobody waits for it any longer.
            .setConnectTimeout(Math.max(1, request.deadline().minus(took()).toMillis()));
    // Composed, since a closed client throws.
    Future.succeededFuture(options).compose(client::request).onComplete(this::connected);
  }

  private void connected(AsyncResult<HttpClientRequest> connection) {
    if (landed) {
      if (connection.succeeded()) {
        connection.result().reset();
      }
      return;
    }
    if (connection.failed()) {
      ConnectionFailure failure = ConnectionFailure.of(connection.cause(), route.target().host());
      boolean another = serverIndex + 1 < route.servers().size();
      if (failure.kind() == ExchangeResult.Kind.CONNECT_FAILED && another) {
        serverIndex++;
        connect();
      } else {
        fail(failure.kind(), failure.message());
      }
      return;
    }
    stage = "waiting for the answer";
    stream = connection.result();
    boolean used = proven.contains(stream.connection());
    // Without a handler Vert.x logs what comes back by the Future anyway.
    stream.exceptionHandler(failure -> {});
    putHeaders();
    Future<HttpClientResponse> answered =
        request.body() == null ? stream.send() : stream.send(request.body());
    answered.onComplete(head -> answered(head, used));
  }

  private void putHeaders() {
    stream.putHeader(HttpHeaders.HOST, route.hostHeader());
    stream.putHeader(HttpHeaders.USER_AGENT, USER_AGENT);
    if (request.method() == HttpMethod.GET) {
      stream.putHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
    }
    request.headers().forEach(stream::putHeader);
  }

  private void answered(AsyncResult<HttpClientResponse> head, boolean connectionWasUsed) {
    if (landed) {
      return;
    }
    if (head.failed()) {
      if (connectionWasUsed && !retriedClosed && ConnectionFailure.closedQuietly(head.cause())) {
        // The receiver gave the idle connection up as we took it: its right, and no failure.
        retriedClosed = true;
        connect();
        return;
      }
      fail(head.cause());
      return;
    }
    answer = head.result();
    answer.exceptionHandler(this::fail);
    Optional<OutboundRequest> next =
        request.maxRedirects() == 0
            ? Optional.empty()
            : Redirect.of(request, answer.statusCode(), answer.getHeader(HttpHeaders.LOCATION));
    if (next.isPresent()) {
      answer.exceptionHandler(reset -> {});
      stream.reset();
      request = next.get();
      approach();
      return;
    }
    stage = "reading the answer";
    answer.handler(this::read);
    answer.endHandler(
        end -> {
          if (!connectionWasUsed) {
            proven.add(stream.connection());
          }
          arrive(false);
        });
  }

  private void read(Buffer chunk) {
    if (landed) {
      return;
    }
    int room = request.maxAnswerBytes() - body.length();
    body.appendBuffer(chunk, 0, Math.min(chunk.length(), room));
    if (chunk.length() > room) {
      arrive(true);
      stream.reset();
    }
  }

  private void expire() {
    if (landed) {
      return;
    }
    fail(
        ExchangeResult.Kind.TIMEOUT,
        "the time limit of " + seconds(request.deadline()) + " s passed while " + stage);
    if (stream != null) {
      stream.reset();
    }
  }

  private void arrive(boolean truncated) {
    if (!landed) {
      land(
          new ExchangeResult.Answered(
              answer.statusCode(),
              answer.headers(),
              body,
              truncated,
              request.uri(),
              address(),
              took()));
    }
  }

  private void refuse(EgressRule rule, String message) {
    onRefused.accept(rule);
    land(new ExchangeResult.Refused(rule.label(), message, took()));
  }

  private void fail(Throwable cause) {
    ConnectionFailure failure = ConnectionFailure.of(cause, route.target().host());
    fail(failure.kind(), failure.message());
  }

  private void fail(ExchangeResult.Kind kind, String message) {
    if (!landed) {
      land(new ExchangeResult.Failed(kind, message, address(), took()));
    }
  }

  private void land(ExchangeResult exchange) {
    landed = true;
    vertx.cancelTimer(deadlineTimer);
    landing.complete(exchange);
  }

  private String address() {
    return route == null ? "" : route.servers().get(serverIndex).hostAddress();
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }
}
