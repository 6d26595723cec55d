package dev.hookpress.node;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookpress.api.files.HostedLinks.HostedFile;
import dev.hookpress.api.pictures.Pictures;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.job.document.PdfToImages.OnePage;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.TemplateSource;
import dev.hookpress.render.document.DocumentRenderer;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.SourcePart;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Draws pictures one after the other, where documents are rendered, and keeps those of pages for
 * some minutes. Thread-safe.
 */
final class DrawnPictures implements Pictures {
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final int MAX_WAITING = 32;
  private static final int MAX_WAITING_OF_CLIENT = 4;
  private static final long MAX_KEPT_BYTES = 16L << 20;
  private static final Duration KEPT = Duration.ofMinutes(10);
  // A larger PDF is looked at in a viewer.
  private static final long MAX_PDF_BYTES = 64L << 20;

  private final DocumentRenderer renderer;
  private final WorkerExecutor thread;
  private final InstantSource clock;
  private final Map<ClientId, Integer> waiting = new HashMap<>();
  private int all;
  private final Cache<Key, Picture.Drawn> kept =
      Caffeine.newBuilder()
          .maximumWeight(MAX_KEPT_BYTES)
          .weigher((Key key, Picture.Drawn drawn) -> drawn.png().length())
          .expireAfterWrite(KEPT)
          .build();

  private record Key(HostedFile file, int page, int width) {}

  /**
   * @param thread for nothing else; one thread
   */
  DrawnPictures(DocumentRenderer renderer, WorkerExecutor thread, InstantSource clock) {
    this.renderer = renderer;
    this.thread = thread;
    this.clock = clock;
  }

  @Override
  public Future<Picture> page(HostedFile file, Path pdf, int page, int width) {
    Key key = new Key(file, page, width);
    Picture.Drawn known = kept.getIfPresent(key);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    return inTurn(
        file.client(),
        () -> {
          if (Files.size(pdf) > MAX_PDF_BYTES) {
            return new Picture.Refused("The PDF is too large for pictures of its pages.", false);
          }
          Picture picture = drawn(Files.readAllBytes(pdf), page, width, 0);
          if (picture instanceof Picture.Drawn drawn) {
            kept.put(key, drawn);
          }
          return picture;
        });
  }

  @Override
  public Future<Picture> template(
      ClientId client, TemplateSource template, String dataJson, int width) {
    return inTurn(
        client,
        () -> {
          RenderedPdf filled =
              rendered(
                  Optional.empty(),
                  new SourcePart.Template(template.language(), template.html(), dataJson));
          return filled instanceof RenderedPdf.Pdf pdf
              ? drawn(pdf.bytes(), 1, width, pdf.pages())
              : new Picture.Refused(((RenderedPdf.Rejected) filled).message(), true);
        });
  }

  private Picture drawn(byte[] pdf, int page, int width, int pages) {
    PdfOperation operation =
        new PdfToImages(AssetType.PNG, false, Optional.of(new OnePage(page, width)));
    RenderedPdf drawn = rendered(Optional.of(operation), new SourcePart.Pdf(pdf));
    return drawn instanceof RenderedPdf.Files files
        ? new Picture.Drawn(Buffer.buffer(files.files().get(0).bytes()), pages)
        : new Picture.Refused(((RenderedPdf.Rejected) drawn).message(), false);
  }

  private RenderedPdf rendered(Optional<PdfOperation> operation, SourcePart part) {
    RenderRequest request =
        new RenderRequest(
            RenderOptions.standard("preview.pdf"),
            operation,
            List.of(part),
            Map.of(),
            Map.of(),
            true,
            clock.instant(),
            DEADLINE);
    return renderer.draw(request) instanceof RenderAnswer.Finished finished
        ? finished.pdf()
        : new RenderedPdf.Rejected(FailureCode.SOURCE_INVALID, "It needs what is not there.");
  }

  private Future<Picture> inTurn(ClientId client, Callable<Picture> draw) {
    synchronized (this) {
      int own = waiting.getOrDefault(client, 0);
      if (own >= MAX_WAITING_OF_CLIENT || all >= MAX_WAITING) {
        return Future.succeededFuture(new Picture.Busy());
      }
      all++;
      waiting.put(client, own + 1);
    }
    return thread.executeBlocking(draw, true).onComplete(ended -> leave(client));
  }

  private synchronized void leave(ClientId client) {
    all--;
    waiting.computeIfPresent(client, (same, count) -> count > 1 ? count - 1 : null);
  }
}
