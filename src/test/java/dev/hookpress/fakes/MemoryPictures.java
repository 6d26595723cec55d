package dev.hookpress.fakes;

import dev.hookpress.api.files.HostedLinks.HostedFile;
import dev.hookpress.api.pictures.Pictures;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.TemplateSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;

/** Answers with what a test sets; at first, with the beginning of a PNG. */
public final class MemoryPictures implements Pictures {
  private volatile Picture picture = new Picture.Drawn(Buffer.buffer("\u0089PNG"), 1);

  /** Answers so from now on. */
  public void answer(Picture next) {
    picture = next;
  }

  @Override
  public Future<Picture> page(HostedFile file, Path pdf, int page, int width) {
    return Future.succeededFuture(picture);
  }

  @Override
  public Future<Picture> template(
      ClientId client, TemplateSource template, String dataJson, int width) {
    return Future.succeededFuture(picture);
  }
}
