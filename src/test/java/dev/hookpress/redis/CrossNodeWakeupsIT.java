package dev.hookpress.redis;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.claim.Wakeups;
import dev.hookpress.support.TestServers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that does neither kind of work calls one that does both, over a real Redis. */
class CrossNodeWakeupsIT {
  private static final String CHANNEL = "wakes";
  private static final int SOON_SECONDS = 20;

  private final Vertx calling = Vertx.vertx();
  private final Vertx listening = Vertx.vertx();
  private final Redis redis = RedisPools.open(listening, TestServers.freshRedis(), 4, 100);
  private final Wakeups near = new Wakeups(calling.eventBus());
  private final Wakeups far = new Wakeups(listening.eventBus());
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  /** Whether no other node delivers beside the listening one. */
  private volatile boolean alone = true;

  /** Each ends one pause. */
  private final BlockingQueue<Runnable> pauses = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() {
    await(far.onRender(() -> heard.add("render")));
    await(far.onDeliver(() -> heard.add("deliver")));
    await(new CrossNodeWakeups(this::after, channel(), far, true, true, () -> alone).open());
    await(new CrossNodeWakeups(this::after, channel(), near, false, false, () -> false).open());
    Request listeners = Request.cmd(Command.PUBSUB).arg("NUMSUB").arg(CHANNEL);
    eventually(() -> await(redis.send(listeners)).get(1).toInteger() == 2);
  }

  @AfterEach
  void close() {
    redis.close();
    await(calling.close());
    await(listening.close());
  }

  private RedisChannel channel() {
    return new RedisChannel(listening, redis, CHANNEL);
  }

  /** A pause that the test ends. */
  private Runnable after(Duration pause, Runnable task) {
    Context here = Vertx.currentContext();
    pauses.add(() -> here.runOnContext(there -> task.run()));
    return () -> {};
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(SOON_SECONDS, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Test
  void theFirstWakeUpIsSentAtOnceAndLaterOnesTogether() throws InterruptedException {
    near.deliver();
    near.deliver();
    near.deliver();
    assertThat(next(heard)).isEqualTo("deliver");

    next(pauses).run();
    assertThat(next(heard)).isEqualTo("deliver");

    next(pauses).run();
    near.render();
    assertThat(next(heard)).as("there was nothing more to be carried").isEqualTo("render");
  }

  @Test
  void oneKindDoesNotWaitForTheOther() throws InterruptedException {
    near.deliver();
    assertThat(next(heard)).isEqualTo("deliver");
    near.render();
    assertThat(next(heard)).isEqualTo("render");
  }

  @Test
  void aNodeThatDoesTheWorkItselfSendsNoWakeUp() throws InterruptedException {
    far.render();
    assertThat(next(heard)).isEqualTo("render");
    near.deliver();
    assertThat(next(heard)).as("nothing came back to the one who called").isEqualTo("deliver");
  }

  @Test
  void aNodeThatDeliversSomeOfItCallsTheOthers() throws InterruptedException {
    alone = false;
    await(near.onDeliver(() -> heard.add("nothing: it does not deliver")));
    far.deliver();

    assertThat(next(heard)).isEqualTo("deliver");
    next(pauses);
    assertThat(next(heard)).as("its own call, which wakes it once more").isEqualTo("deliver");
    far.deliverHere();
    assertThat(next(heard)).isEqualTo("deliver");
    assertThat(pauses).as("that was for itself").isEmpty();
  }
}
