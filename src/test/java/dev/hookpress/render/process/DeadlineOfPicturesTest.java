package dev.hookpress.render.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.Requests;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decoding pictures does not look at the clock: the node does. */
class DeadlineOfPicturesTest {
  private static final int SIDE = 5_000;
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  /** The start of a process, on a machine with other work. */
  private static final Duration NOISE = Duration.ofSeconds(10);

  @TempDir private Path data;

  @Test
  void fourLargestPicturesKeepTheDeadline() throws IOException {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      html.append("<img width=300 src='data:image/png;base64,").append(picture(i)).append("'>");
    }
    ProcessRenderer renderer =
        ProcessRenderer.start(
            new ProcessRenderer.Options(1, 512, Optional.empty(), data),
            Rendering.limits(DEADLINE, 10),
            new NoEvents(),
            Rendering.NOW);
    try {
      long from = System.nanoTime();
      RenderAnswer answer =
          renderer.render(
              Requests.html(html.toString()).within(Rendering.NOW, DEADLINE), fault -> {});
      Duration took = Duration.ofNanos(System.nanoTime() - from);

      assertThat(took).isLessThan(DEADLINE.multipliedBy(2).plus(NOISE));
      if (Requests.finished(answer) instanceof RenderedPdf.Rejected rejected) {
        assertThat(rejected.code()).isEqualTo(FailureCode.RENDER_TIMEOUT);
      }
    } finally {
      renderer.close();
    }
  }

  private static String picture(int number) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    image.setRGB(number, 0, 0xffffff);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private record NoEvents() implements ProcessEvents {
    @Override
    public void ended(ProcessEnd reason) {
      assertThat(reason).isNotEqualTo(ProcessEnd.CRASHED);
    }

    @Override
    public void alive(int processes) {
      assertThat(processes).isNotNegative();
    }
  }
}
