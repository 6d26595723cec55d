package dev.hookpress.bench;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** One load of a {@link LoadGenerator}. Confined to its event loop. */
final class LoadRun {
  private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;

  /**
   * When requests are sent.
   *
   * @param apartNanos interval between requests; 0: as soon as a connection is free
   * @param max maximum number of requests
   * @param lastsNanos no request is sent after this time
   */
  record Pace(double apartNanos, long max, long lastsNanos) {
    boolean open() {
      return apartNanos > 0;
    }

    /** When a request is due, relative to the start. */
    long dueNanos(long number) {
      return (long) (number * apartNanos);
    }
  }

  private final Call call;
  private final Pace pace;
  private final EventLoop loop;
  private final Promise<Load> ended = Promise.promise();
  private final Histogram latencyMicros = new Histogram(MAX_MICROS, DIGITS);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private long begunNanos;
  private long begunMicros;
  private long sent;
  private long answered;
  private long lastNanos;
  private long unsent;
  private boolean awaited;
  private boolean over;

  LoadRun(Call call, Pace pace, EventLoop loop) {
    this.call = call;
    this.pace = pace;
    this.loop = loop;
  }

  /** Completes when all requests have been answered; fails with the first unexpected answer. */
  Future<Load> ended() {
    return ended.future();
  }

  void add(NetSocket socket) {
    idle.add(new Connection(socket));
  }

  void begin() {
    begunNanos = System.nanoTime();
    begunMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    lastNanos = begunNanos;
    loop.schedule(this::endSending, pace.lastsNanos(), TimeUnit.NANOSECONDS);
    send();
  }

  private void send() {
    while (!over && !idle.isEmpty() && sent < pace.max()) {
      long sinceNanos = System.nanoTime() - begunNanos;
      long dueNanos = pace.open() ? pace.dueNanos(sent) : sinceNanos;
      if (dueNanos > sinceNanos) {
        await(dueNanos - sinceNanos);
        return;
      }
      sent++;
      idle.remove().send(dueNanos);
    }
  }

  private void await(long nanos) {
    if (!awaited) {
      awaited = true;
      loop.schedule(
          () -> {
            awaited = false;
            send();
          },
          nanos,
          TimeUnit.NANOSECONDS);
    }
  }

  private void endSending() {
    if (over) {
      return;
    }
    over = true;
    if (pace.open()) {
      // Dropping the requests that have waited longest would understate latency.
      for (long number = sent; number < pace.max(); number++) {
        unsent++;
        record(pace.lastsNanos() - pace.dueNanos(number));
      }
    }
    endIfAllAnswered();
  }

  private void answered(Connection connection, long dueNanos, int status) {
    if (status != call.expected()) {
      over = true;
      ended.tryFail(new IllegalStateException("answered with " + status + " to " + call.to()));
      return;
    }
    lastNanos = System.nanoTime();
    answered++;
    record(lastNanos - begunNanos - dueNanos);
    idle.add(connection);
    over |= answered == pace.max();
    send();
    endIfAllAnswered();
  }

  private void record(long nanos) {
    latencyMicros.recordValue(Math.min(MAX_MICROS, Math.max(0, nanos / 1000)));
  }

  private void endIfAllAnswered() {
    if (over && answered == sent) {
      Duration took = Duration.ofNanos(Math.max(1, lastNanos - begunNanos));
      ended.tryComplete(new Load(answered, unsent, took, latencyMicros));
    }
  }

  /** One connection. */
  private final class Connection {
    private final NetSocket socket;
    private final Answers answers = new Answers();
    private long dueNanos;

    Connection(NetSocket socket) {
      this.socket = socket;
      socket.handler(this::read);
      socket.exceptionHandler(this::lost);
      socket.closeHandler(closed -> lost(new IllegalStateException("closed by the server")));
    }

    void send(long due) {
      dueNanos = due;
      socket.write(call.due(begunMicros + due / 1000));
    }

    private void read(Buffer chunk) {
      answers.take(chunk.getBytes(), status -> answered(this, dueNanos, status));
    }

    private void lost(Throwable cause) {
      ended.tryFail(new IllegalStateException("a connection was lost", cause));
    }
  }
}
