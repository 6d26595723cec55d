package dev.hookpress.render;

import io.vertx.core.Future;
import java.time.Instant;

/** Puts a finished PDF where its client asked. */
public interface Storage {
  /**
   * Stores the PDF under the document's destination. Storing the same document twice overwrites.
   * The result is durable when the Future completes.
   *
   * @param file which of the document's files, from 0; only what is hosted can have several
   */
  Future<StoreOutcome> store(ClaimedDocument document, int file, byte[] pdf, Instant now);
}
