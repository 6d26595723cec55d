package dev.hookpress.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A Redis pub/sub channel. Reconnects indefinitely; messages sent in between are lost, so no caller
 * may rely on them.
 */
public final class RedisChannel {
  private static final int RECONNECT_MILLIS = 1_000;
  private static final int PATIENCE_MILLIS = 1_000;
  // A subscriber that sends nothing never detects that the other host is gone.
  private static final int SIGN_OF_LIFE_MILLIS = 15_000;

  private final Vertx vertx;
  private final Redis redis;
  private final String channel;
  private volatile Consumer<String> listener = message -> {};
  private volatile boolean closed;

  /** Creates a channel on a Redis server; {@link #open} subscribes to it. */
  public RedisChannel(Vertx vertx, Redis redis, String channel) {
    this.vertx = vertx;
    this.redis = redis;
    this.channel = channel;
  }

  /** Sets the only listener. */
  void onMessage(Consumer<String> listener) {
    this.listener = listener;
  }

  /** Publishes a message if Redis is available. */
  public void publish(String message) {
    redis.send(Request.cmd(Command.PUBLISH).arg(channel).arg(message));
  }

  /** Publishes a message if Redis is available; completes when it has, and never fails. */
  Future<Void> announce(String message) {
    return redis
        .send(Request.cmd(Command.PUBLISH).arg(channel).arg(message))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /** Subscribes now, or as soon as Redis is available. */
  public void open() {
    redis.connect().onSuccess(this::listen).onFailure(away -> openLater());
  }

  /** Stops reconnecting: the subscription ends with its connection. */
  public void close() {
    closed = true;
  }

  private void listen(RedisConnection connection) {
    // A lost connection is reported in up to three ways, not always in all of them: it must be
    // replaced once, not twice.
    AtomicBoolean over = new AtomicBoolean();
    long signs =
        vertx.setPeriodic(SIGN_OF_LIFE_MILLIS, timer -> connection.send(Request.cmd(Command.PING)));
    Runnable openAgain =
        () -> {
          if (over.compareAndSet(false, true)) {
            vertx.cancelTimer(signs);
            openLater();
          }
        };
    connection.handler(this::receive);
    connection.exceptionHandler(lost -> openAgain.run());
    connection.endHandler(lost -> openAgain.run());
    connection
        .send(Request.cmd(Command.SUBSCRIBE).arg(channel))
        .onFailure(
            refused -> {
              connection.close();
              openAgain.run();
            });
  }

  private void openLater() {
    if (!closed) {
      vertx.setTimer(RECONNECT_MILLIS, timer -> open());
    }
  }

  private void receive(Response message) {
    boolean isMessage =
        message != null
            && (message.type() == ResponseType.PUSH || message.type() == ResponseType.MULTI)
            && message.size() == 3
            && "message".equals(message.get(0).toString());
    if (isMessage) {
      listener.accept(message.get(2).toString());
    }
  }
}
