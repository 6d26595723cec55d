package dev.hookpress.api.pictures;

import dev.hookpress.api.files.HostedLinks.HostedFile;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.TemplateSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;

/** Draws pages as PNGs, in a bounded time and number. */
public interface Pictures {
  /**
   * Draws one page of a hosted PDF.
   *
   * @param page from 1
   * @param width of the picture in pixels
   */
  Future<Picture> page(HostedFile file, Path pdf, int page, int width);

  /** Fills a template and draws its first page, without fetching what it refers to. */
  Future<Picture> template(ClientId client, TemplateSource template, String dataJson, int width);

  /** The result. */
  sealed interface Picture {
    /** A picture, and the number of pages of its document; 0 if that is not known. */
    record Drawn(Buffer png, int pages) implements Picture {}

    /**
     * The document, or the template, cannot be drawn.
     *
     * @param ofTemplate whether the text or the data of a template is at fault
     */
    record Refused(String message, boolean ofTemplate) implements Picture {}

    /** This client, or all of them, have too many pictures drawn at once. */
    record Busy() implements Picture {}
  }
}
