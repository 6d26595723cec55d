package dev.hookpress.redis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One pub/sub channel. Connects again by itself, for ever; what is said in between is missed, and
 * no one may rely on it.
 */
public final class RedisChannel {
  private static final int RECONNECT_MILLIS = 1_000;
  // A listener that says nothing never learns that the other host is gone.
  private static final int SIGN_OF_LIFE_MILLIS = 15_000;

  private final Vertx vertx;
  private final Redis redis;
  private final String channel;
  private volatile Consumer<String> listener = message -> {};
  private volatile boolean closed;

  /** Names a channel on this server; {@link #open} listens to it. */
  public RedisChannel(Vertx vertx, Redis redis, String channel) {
    this.vertx = vertx;
    this.redis = redis;
    this.channel = channel;
  }

  /** Sets who is told; one only. */
  void onMessage(Consumer<String> told) {
    listener = told;
  }

  /** Says something, if Redis is there. */
  public void publish(String message) {
    redis.send(Request.cmd(Command.PUBLISH).arg(channel).arg(message));
  }

  /** Begins to listen, now or when Redis is there. */
  public void open() {
    redis.connect().onSuccess(this::listen).onFailure(away -> openLater());
  }

  /** Listens no more once the connection ends. */
  public void close() {
    closed = true;
  }

  private void listen(RedisConnection connection) {
    // A connection that is lost says so in up to three ways, and not always in each: one must come
    // for it, not two.
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
    connection.handler(this::hear);
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

  private void hear(Response message) {
    boolean said =
        message != null
            && (message.type() == ResponseType.PUSH || message.type() == ResponseType.MULTI)
            && message.size() == 3
            && "message".equals(message.get(0).toString());
    if (said) {
      listener.accept(message.get(2).toString());
    }
  }
}
