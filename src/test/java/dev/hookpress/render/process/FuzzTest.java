package dev.hookpress.render.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.bombs.Bomb;
import dev.hookpress.bombs.Seeds;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.Requests;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutated documents, in real processes: whatever comes of them, there is an answer in time and the
 * process is not broken. Runs for some seconds; {@code -Dfuzz.seconds=3600 -Dfuzz.seed=7} for as
 * long as wanted, with another seed. What fails is named by its seed and number, which make it
 * again.
 */
class FuzzTest {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 8);
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @TempDir private Path data;

  @Test
  void mutatedDocumentsGetAnAnswer() {
    BlockingQueue<ProcessEnd> ends = new LinkedBlockingQueue<>();
    ProcessRenderer renderer =
        ProcessRenderer.start(
            new ProcessRenderer.Options(1, 256, Optional.empty(), data),
            Rendering.limits(DEADLINE, 200),
            new Recorded(ends),
            Rendering.NOW);
    List<String> broken = new ArrayList<>();
    long endNanos = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    int number = 0;
    try {
      while (number == 0 || System.nanoTime() < endNanos) {
        Bomb mutant = Seeds.mutant(new Random(SEED * 1_000_003 + number));
        RenderAnswer answer =
            renderer.render(
                Requests.of(Rendering.OPTIONS, mutant.operation(), mutant.part()), fault -> {});
        if (answer instanceof RenderAnswer.Finished finished
            && finished.pdf() instanceof RenderedPdf.Rejected rejected
            && rejected.code() == FailureCode.RENDER_CRASHED) {
          broken.add("seed %d number %d: %s".formatted(SEED, number, mutant.name()));
        }
        number++;
      }
    } finally {
      renderer.close();
    }
    assertThat(broken).isEmpty();
    assertThat(number).isPositive();
  }

  private record Recorded(BlockingQueue<ProcessEnd> ends) implements ProcessEvents {
    @Override
    public void ended(ProcessEnd reason) {
      ends.add(reason);
    }

    @Override
    public void alive(int processes) {
      assertThat(processes).isNotNegative();
    }
  }
}
