package dev.hookpress.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.files.HostedLinks.HostedFile;
import dev.hookpress.api.pictures.Pictures.Picture;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.render.document.DocumentRenderer;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.template.TemplateCheck;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of pages are kept, and few wait at once. */
class DrawnPicturesTest {
  private static final int WAITING_OF_CLIENT = 4;
  private static final int WAITING = 32;

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger drawings = new AtomicInteger();
  private DrawnPictures pictures;
  private Path pdf;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    pdf = Files.write(folder.resolve("a.pdf"), new byte[9]);
    pictures =
        new DrawnPictures(
            new Renderer(),
            vertx.createSharedWorkerExecutor("pictures", 1),
            InstantSource.fixed(Instant.EPOCH));
  }

  @AfterEach
  void stop() throws Exception {
    open.countDown();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** Draws when it may. */
  private final class Renderer implements DocumentRenderer {
    @Override
    public RenderAnswer draw(RenderRequest request) {
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      drawings.incrementAndGet();
      return new RenderAnswer.Finished(
          new RenderedPdf.Files(List.of(new RenderedPdf.File(new byte[7], 1)), 1, List.of()));
    }

    @Override
    public RenderAnswer render(RenderRequest request, Consumer<Throwable> faults) {
      throw new AssertionError("a document");
    }

    @Override
    public TemplateCheck check(TemplateLanguage language, String template) {
      throw new AssertionError("a template");
    }

    @Override
    public void close() {}
  }

  private Future<Picture> page(int client, int page) {
    HostedFile file =
        new HostedFile(new ClientId(new UUID(0, client)), new JobId(new UUID(0, 9)), 0, "a.pdf");
    return pictures.page(file, pdf, page, 100);
  }

  @Test
  void aPictureIsDrawnOnce() throws Exception {
    open.countDown();
    Picture first = page(1, 1).await(10, TimeUnit.SECONDS);
    assertThat(first).isInstanceOf(Picture.Drawn.class);

    assertThat(page(1, 1).await(10, TimeUnit.SECONDS)).isSameAs(first);
    assertThat(drawings).hasValue(1);
    page(1, 2).await(10, TimeUnit.SECONDS);
    assertThat(drawings).hasValue(2);
  }

  @Test
  void aClientWaitsForFewAndLeavesRoomToOthers() throws Exception {
    List<Future<Picture>> waiting = new ArrayList<>();
    for (int i = 1; i <= WAITING_OF_CLIENT; i++) {
      waiting.add(page(1, i));
    }
    assertThat(page(1, 9).result()).isInstanceOf(Picture.Busy.class);
    for (int i = WAITING_OF_CLIENT; i < WAITING; i++) {
      waiting.add(page(2 + i / WAITING_OF_CLIENT, i));
    }
    assertThat(page(99, 1).result()).isInstanceOf(Picture.Busy.class);

    open.countDown();
    for (Future<Picture> each : waiting) {
      assertThat(each.await(10, TimeUnit.SECONDS)).isInstanceOf(Picture.Drawn.class);
    }
    assertThat(page(1, 9).await(10, TimeUnit.SECONDS)).isInstanceOf(Picture.Drawn.class);
  }

  @Test
  void aLargePdfIsForAViewer() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(pdf.toFile(), "rw")) {
      file.setLength((64L << 20) + 1);
    }
    assertThat(page(1, 1).await(10, TimeUnit.SECONDS)).isInstanceOf(Picture.Refused.class);
  }
}
