package dev.hookpress.render.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.Requests;
import dev.hookpress.render.document.DocumentRenderer;
import dev.hookpress.render.document.LocalRenderer;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.template.TemplateCheck;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenderWorkersTest {
  private static final ClientId CLIENT = new ClientId(new UUID(1, 1));

  private final Vertx vertx = Vertx.vertx();
  private final RenderRequest page = Requests.html("<p>text</p>");

  private final CountDownLatch release = new CountDownLatch(1);

  private final AtomicBoolean hang = new AtomicBoolean();
  private final AtomicInteger replaced = new AtomicInteger();

  @AfterEach
  void close() throws Exception {
    release.countDown();
    await(vertx.close());
  }

  @Test
  void rendersOnItsThreadsAndCompletesOnTheCallersContext() throws Exception {
    RenderWorkers workers = workers(2, Duration.ofSeconds(30), 16);
    await(workers.start());
    await(workers.warmUp(Rendering.NOW));
    Context caller = vertx.getOrCreateContext();
    AtomicReference<Context> completedOn = new AtomicReference<>();
    List<Future<RenderAnswer>> rendered = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      rendered.add(
          Future.future(
              promise ->
                  caller.runOnContext(
                      now ->
                          workers
                              .render(CLIENT, page, fault -> {})
                              .onComplete(done -> completedOn.set(Vertx.currentContext()))
                              .onComplete(promise))));
    }

    for (Future<RenderAnswer> each : rendered) {
      assertThat(Rendering.text(Requests.finished(await(each)))).contains("text");
    }
    assertThat(completedOn.get()).isSameAs(caller);
    await(workers.close(Duration.ofSeconds(10)));
  }

  @Test
  void aThreadThatOverrunsIsReplaced() throws Exception {
    RenderWorkers workers = workers(1, Duration.ofMillis(300), 16);
    await(workers.start());
    await(workers.warmUp(Rendering.NOW));
    hang.set(true);

    RenderedPdf lost = Requests.finished(await(workers.render(CLIENT, page, fault -> {})));

    assertThat(lost)
        .isInstanceOfSatisfying(
            RenderedPdf.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.RENDER_TIMEOUT));
    assertThat(replaced).hasValue(1);
    hang.set(false);
    assertThat(Requests.finished(await(workers.render(CLIENT, page, fault -> {}))))
        .isInstanceOf(RenderedPdf.Pdf.class);
    await(workers.close(Duration.ofSeconds(10)));
  }

  @Test
  void theWaitingTasksAreBounded() throws Exception {
    RenderWorkers workers = workers(1, Duration.ofSeconds(30), 1);
    List<Future<RenderAnswer>> calls = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      calls.add(workers.render(CLIENT, page, fault -> {}));
    }

    assertThatThrownBy(() -> await(calls.get(1))).hasMessageContaining("bench is full");
    await(workers.start());
    assertThat(Requests.finished(await(calls.get(0)))).isInstanceOf(RenderedPdf.Pdf.class);
    await(workers.close(Duration.ofSeconds(10)));
  }

  @Test
  void closingEndsRunningTasksInBoundedTime() throws Exception {
    RenderWorkers workers = workers(1, Duration.ofSeconds(30), 16);
    await(workers.start());
    Future<RenderAnswer> finished = workers.render(CLIENT, page, fault -> {});
    await(finished);
    hang.set(true);
    Future<RenderAnswer> hanging = workers.render(CLIENT, page, fault -> {});
    Future<RenderAnswer> waiting = workers.render(CLIENT, page, fault -> {});

    await(workers.close(Duration.ofMillis(100)));

    assertThat(hanging.isComplete()).isFalse();
    assertThatThrownBy(() -> await(waiting)).hasMessageContaining("Closed");
    assertThatThrownBy(() -> await(workers.render(CLIENT, page, fault -> {})))
        .hasMessageContaining("closing");
    release.countDown();
    assertThat(Requests.finished(await(hanging))).isInstanceOf(RenderedPdf.Pdf.class);
  }

  @Test
  void theWorkersLiveUntilTheirVerticleHasStopped() throws Exception {
    RenderWorkers workers = workers(1, Duration.ofSeconds(30), 16);
    AtomicReference<Future<RenderAnswer>> last = new AtomicReference<>();
    VerticleBase owner =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return workers.start();
          }

          @Override
          public Future<?> stop() {
            last.set(workers.render(CLIENT, page, fault -> {}));
            return last.get().eventually(() -> workers.close(Duration.ofSeconds(10)));
          }
        };
    String deployment = await(vertx.deployVerticle(owner));

    await(vertx.undeploy(deployment));

    assertThat(Rendering.text(Requests.finished(await(last.get())))).contains("text");
  }

  private RenderWorkers workers(int threads, Duration deadline, int bench) {
    return new RenderWorkers(
        vertx, new Renderer(), threads, deadline.multipliedBy(2), bench, replaced::incrementAndGet);
  }

  /** Renders, and can be held up. */
  private final class Renderer implements DocumentRenderer {
    private final LocalRenderer local = new LocalRenderer(Rendering.FONTS, Rendering.LIMITS);

    @Override
    public RenderAnswer render(RenderRequest request, Consumer<Throwable> faults) {
      RenderAnswer answer = local.render(request, faults);
      if (hang.get()) {
        awaitRelease();
      }
      return answer;
    }

    @Override
    public RenderAnswer draw(RenderRequest request) {
      return local.draw(request);
    }

    @Override
    public TemplateCheck check(TemplateLanguage language, String template) {
      return local.check(language, template);
    }

    @Override
    public void close() {
      local.close();
    }
  }

  private void awaitRelease() {
    try {
      release.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
