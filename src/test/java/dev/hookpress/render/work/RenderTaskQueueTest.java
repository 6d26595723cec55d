package dev.hookpress.render.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.render.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RenderTaskQueueTest {
  private static final ClientId BIG = new ClientId(new UUID(1, 1));
  private static final ClientId OTHER = new ClientId(new UUID(2, 2));
  private static final ClientId NEWCOMER = new ClientId(new UUID(3, 3));

  private final RenderTaskQueue bench = new RenderTaskQueue(6);
  private final RenderWorkerVerticle worker =
      new RenderWorkerVerticle(Rendering.renderer(Rendering.LIMITS), bench);

  private RenderTask offered(ClientId client) {
    RenderTask call =
        new RenderTask(Rendering.prepared(Rendering.OPTIONS), Rendering.OPTIONS, null);
    assertThat(bench.offer(client, call)).isTrue();
    return call;
  }

  private RenderTask taken() {
    return bench.take(worker).orElseThrow();
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
    RenderTask surplus =
        new RenderTask(Rendering.prepared(Rendering.OPTIONS), Rendering.OPTIONS, null);
    assertThat(bench.offer(NEWCOMER, surplus)).isFalse();

    taken();
    offered(NEWCOMER);
    assertThat(bench.drain()).hasSize(6);
    assertThat(bench.isEmpty()).isTrue();
    offered(BIG);
  }
}
