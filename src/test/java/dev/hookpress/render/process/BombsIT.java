package dev.hookpress.render.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.bombs.Bomb;
import dev.hookpress.bombs.Bombs;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.Requests;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.RenderRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every bomb in a process of its own: an answer of a known kind, within its bound. */
@Tag("slow")
class BombsIT {
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  /**
   * Twice the deadline, and the wait for a process that starts: seconds, but many of them start at
   * once, on a machine that may have other work.
   */
  private static final Duration BOUND = DEADLINE.multipliedBy(2).plusSeconds(60);

  /** More than cores: most of them use up a deadline, which is no work. */
  private static final int AT_ONCE = 4;

  @TempDir private Path data;

  private record Outcome(Bomb bomb, RenderedPdf pdf, Duration took) {
    Optional<FailureCode> code() {
      return pdf instanceof RenderedPdf.Rejected rejected
          ? Optional.of(rejected.code())
          : Optional.empty();
    }
  }

  @Test
  void everyBombEndsTypedAndInTimeAndLeavesNothing() throws Exception {
    RenderLimits limits = Rendering.limits(DEADLINE, 2_000);
    List<Bomb> bombs = Bombs.all();
    assertThat(bombs).hasSizeGreaterThanOrEqualTo(60);
    Map<ProcessEnd, Integer> ends = new EnumMap<>(ProcessEnd.class);
    ProcessRenderer renderer =
        ProcessRenderer.start(
            new ProcessRenderer.Options(AT_ONCE, 128, Optional.empty(), data),
            limits,
            new Counted(ends),
            Rendering.NOW);
    List<Outcome> outcomes = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Callable<Outcome>> calls =
          bombs.stream().<Callable<Outcome>>map(bomb -> () -> outcome(renderer, bomb)).toList();
      for (Future<Outcome> each : threads.invokeAll(calls)) {
        outcomes.add(each.get());
      }
      RenderAnswer after = renderer.render(Requests.html("<p>after</p>"), fault -> {});
      assertThat(Rendering.text(Requests.finished(after))).contains("after");
    } finally {
      threads.shutdownNow();
      renderer.close();
    }

    assertThat(outcomes)
        .allSatisfy(
            it -> {
              assertThat(it.took()).as(it.bomb().name()).isLessThan(BOUND);
              // The process itself is not broken by any of them, but for memory and time.
              assertThat(it.code())
                  .as(it.bomb().name())
                  .isNotEqualTo(Optional.of(FailureCode.RENDER_CRASHED));
            });
    assertThat(ends.keySet())
        .isSubsetOf(ProcessEnd.OUT_OF_MEMORY, ProcessEnd.TIMEOUT, ProcessEnd.RENEWED);
    assertThat(ProcessRendererTest.children()).isEmpty();
    assertThat(ProcessRendererTest.directories()).isEmpty();
  }

  private record Counted(Map<ProcessEnd, Integer> ends) implements ProcessEvents {
    @Override
    public void ended(ProcessEnd reason) {
      synchronized (ends) {
        ends.merge(reason, 1, Integer::sum);
      }
    }

    @Override
    public void alive(int processes) {
      assertThat(processes).isLessThanOrEqualTo(AT_ONCE + 1);
    }
  }

  private static Outcome outcome(ProcessRenderer renderer, Bomb bomb) {
    RenderRequest request =
        Requests.of(bomb.options(), bomb.operation(), bomb.part()).within(Rendering.NOW, DEADLINE);
    long from = System.nanoTime();
    RenderAnswer answer = renderer.render(request, fault -> {});
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    RenderedPdf pdf =
        answer instanceof RenderAnswer.Finished finished
            ? finished.pdf()
            : new RenderedPdf.Rejected(FailureCode.SOURCE_FETCH_FAILED, "It wants more");
    return new Outcome(bomb, pdf, took);
  }
}
