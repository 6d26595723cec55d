package dev.hookpress.support;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real HTTP server on a free port of 127.0.0.1, in place of a tenant's: records every request and
 * answers as the test sets.
 */
public final class LocalReceiver implements AutoCloseable, AfterEachCallback {
  private static final Duration LIFECYCLE = Duration.ofSeconds(20);
  private static final int MAX_NAMED = 100;

  /**
   * One request as it came.
   *
   * @param target path and query
   * @param body the raw bytes
   * @param number 1 for the first request to this receiver
   */
  public record Received(
      int number, String method, String target, MultiMap headers, Buffer body, Instant at) {
    public String text() {
      return body.toString();
    }
  }

  /** How to answer a request. */
  public sealed interface Answer {
    record Reply(int status, Map<String, String> headers, Buffer body) implements Answer {}

    /** Sends nothing and keeps the connection. */
    record Silence() implements Answer {}

    /** Closes the connection without a word. */
    record Cut() implements Answer {}

    /** Answers, and runs {@code after}, which must not block, once the answer is on the wire. */
    record Then(Reply reply, Runnable after) implements Answer {}

    /** Keeps the connection, and answers when the Future completes. */
    record Later(Future<Reply> reply) implements Answer {}

    static Answer status(int status) {
      return new Reply(status, Map.of(), Buffer.buffer());
    }

    static Answer json(int status, String body) {
      return new Reply(status, Map.of("content-type", "application/json"), Buffer.buffer(body));
    }

    static Answer with(int status, Map<String, String> headers, String body) {
      return new Reply(status, headers, Buffer.buffer(body));
    }

    static Answer statusThen(int status, Runnable after) {
      return new Then(new Reply(status, Map.of(), Buffer.buffer()), after);
    }

    static Answer statusLater(int status, Future<?> when) {
      return new Later(when.map(now -> new Reply(status, Map.of(), Buffer.buffer())));
    }

    static Answer silence() {
      return new Silence();
    }

    static Answer cut() {
      return new Cut();
    }
  }

  private final Vertx vertx;
  private final HttpServer server;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final List<Received> received = new ArrayList<>();
  private volatile Function<Received, Answer> script;

  private LocalReceiver(Function<Received, Answer> script) {
    this.script = script;
    this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(this::take);
  }

  /**
   * Starts one.
   *
   * @param script called on the server's event loop for each request: it must not block
   */
  public static LocalReceiver start(Function<Received, Answer> script) {
    LocalReceiver receiver = new LocalReceiver(script);
    awaitEnd(receiver.server.listen());
    return receiver;
  }

  /** Starts one that answers 200 to everything. */
  public static LocalReceiver start() {
    return start(request -> Answer.status(200));
  }

  /** Changes the answers. */
  public void answer(Function<Received, Answer> newScript) {
    script = newScript;
  }

  public int port() {
    return server.actualPort();
  }

  /** The address of a path here, such as {@code /hook}. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** URLs of so many origins, at all of which it listens: loopback addresses on its port. */
  public List<URI> origins(int count, String path) {
    List<URI> origins = new ArrayList<>(List.of(uri(path)));
    for (int i = 2; i <= count; i++) {
      String host = "127.0.0." + i;
      HttpServerOptions options = new HttpServerOptions().setHost(host).setPort(port());
      awaitEnd(vertx.createHttpServer(options).requestHandler(this::take).listen());
      origins.add(URI.create("http://" + host + ":" + port() + path));
    }
    return origins;
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              Received one = keep(request, body);
              Answer answer = script.apply(one);
              if (answer instanceof Answer.Reply reply) {
                reply(request, reply);
              } else if (answer instanceof Answer.Later later) {
                later.reply().onSuccess(now -> reply(request, now));
              } else if (answer instanceof Answer.Then then) {
                reply(request, then.reply()).onSuccess(sent -> then.after().run());
              } else if (answer instanceof Answer.Cut) {
                request.connection().close();
              }
            });
  }

  private static Future<Void> reply(HttpServerRequest request, Answer.Reply reply) {
    reply.headers().forEach(request.response()::putHeader);
    return request.response().setStatusCode(reply.status()).end(reply.body());
  }

  private Received keep(HttpServerRequest request, Buffer body) {
    lock.lock();
    try {
      Received one =
          new Received(
              received.size() + 1,
              request.method().name(),
              request.uri(),
              MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
              body,
              Instant.now());
      received.add(one);
      arrived.signalAll();
      return one;
    } finally {
      lock.unlock();
    }
  }

  /** All requests so far, in order. */
  public List<Received> received() {
    lock.lock();
    try {
      return List.copyOf(received);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until at least so many came, and gives all.
   *
   * @throws AssertionError if they do not come in time; with what did
   */
  public List<Received> await(int count, Duration timeout) {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (received.size() < count) {
        if (left <= 0) {
          throw new AssertionError(
              received.size()
                  + " of "
                  + count
                  + " requests came within "
                  + timeout
                  + ": "
                  + received.stream()
                      .limit(MAX_NAMED)
                      .map(one -> one.method() + " " + one.target())
                      .toList());
        }
        left = arrived.awaitNanos(left);
      }
      return List.copyOf(received);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    awaitEnd(vertx.close());
  }

  private static void awaitEnd(Future<?> future) {
    try {
      future.await(LIFECYCLE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
