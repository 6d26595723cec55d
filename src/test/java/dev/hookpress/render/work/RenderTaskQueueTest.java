package dev.hookpress.render.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.Requests;
import dev.hookpress.render.document.LocalRenderer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenderTaskQueueTest {
  private static final ClientId BIG = new ClientId(new UUID(1, 1));
  private static final ClientId OTHER = new ClientId(new UUID(2, 2));
  private static final ClientId NEWCOMER = new ClientId(new UUID(3, 3));

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong now = new AtomicLong();
  private final RenderTaskQueue bench = new RenderTaskQueue(6, 2, now::get);
  private final RenderWorkerVerticle worker =
      new RenderWorkerVerticle(new LocalRenderer(Rendering.FONTS, Rendering.LIMITS), bench);

  @AfterEach
  void close() {
    vertx.close();
  }

  private RenderTask offered(ClientId client) {
    RenderTask call = new RenderTask(Requests.html(""), fault -> {}, vertx.getOrCreateContext());
    assertThat(bench.offer(client, call)).isTrue();
    return call;
  }

  private RenderTask taken() {
    return bench.take(worker).orElseThrow().call();
  }

  @Test
  void clientsTakeTurnsAndEachHasItsOwnInOrder() {
    RenderTask first = offered(BIG);
    RenderTask second = offered(BIG);
    RenderTask third = offered(BIG);
    RenderTask others = offered(OTHER);

    assertThat(taken()).isSameAs(first);
    RenderTask newcomers = offered(NEWCOMER);
    List<RenderTask> rest = new ArrayList<>();
    while (!bench.isEmpty()) {
      rest.add(taken());
    }
    assertThat(rest).containsExactly(others, second, newcomers, third);
    assertThat(bench.take(worker)).isEmpty();
  }

  @Test
  void theQueueIsBoundedForAllClients() {
    for (int i = 0; i < 3; i++) {
      offered(BIG);
      offered(OTHER);
    }
    RenderTask surplus = new RenderTask(Requests.html(""), fault -> {}, vertx.getOrCreateContext());
    assertThat(bench.offer(NEWCOMER, surplus)).isFalse();

    taken();
    offered(NEWCOMER);
    assertThat(bench.drain()).hasSize(6);
    assertThat(bench.isEmpty()).isTrue();
    offered(BIG);
  }

  @Test
  void theClientThatUsedLessRenderTimeComesFirst() {
    offered(BIG);
    RenderTaskQueue.Taken slow = bench.take(worker).orElseThrow();
    RenderTask second = offered(BIG);
    RenderTask others = offered(OTHER);
    RenderTask another = offered(OTHER);
    now.addAndGet(Duration.ofSeconds(20).toNanos());
    bench.ended(slow);

    assertThat(taken()).isSameAs(others);
    assertThat(taken()).isSameAs(another);
    assertThat(taken()).isSameAs(second);
  }

  @Test
  void usedTimeIsForgottenAfterAWhile() {
    offered(BIG);
    RenderTaskQueue.Taken slow = bench.take(worker).orElseThrow();
    now.addAndGet(Duration.ofSeconds(20).toNanos());
    bench.ended(slow);
    now.addAndGet(Duration.ofHours(1).toNanos());
    offered(OTHER);
    RenderTaskQueue.Taken quick = bench.take(worker).orElseThrow();
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    bench.ended(quick);
    offered(OTHER);

    RenderTask first = offered(BIG);

    assertThat(taken()).isSameAs(first);
  }

  @Test
  void clientsWhoseDocumentsTimedOutLeaveOneWorkerFree() {
    RenderTask late = offered(BIG);
    RenderTaskQueue.Taken task = bench.take(worker).orElseThrow();
    late.giveUp();
    bench.ended(task);
    RenderTask second = offered(BIG);
    offered(BIG);

    RenderTaskQueue.Taken running = bench.take(worker).orElseThrow();
    assertThat(running.call()).isSameAs(second);
    assertThat(bench.take(worker)).isEmpty();
    bench.forget(worker);
    RenderTask others = offered(OTHER);
    assertThat(taken()).isSameAs(others);

    bench.ended(running);
    assertThat(bench.take(worker)).isPresent();
  }

  @Test
  void aClientMayUseAllWorkersAgainAMinuteAfterATimeout() {
    RenderTask late = offered(BIG);
    RenderTaskQueue.Taken task = bench.take(worker).orElseThrow();
    late.giveUp();
    bench.ended(task);
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    offered(BIG);
    offered(BIG);

    assertThat(bench.take(worker)).isPresent();
    assertThat(bench.take(worker)).isPresent();
  }
}
