package dev.hookpress.render;

import io.vertx.core.Future;
import java.time.Instant;

/** Stores a finished file at the destination its client chose. */
public interface Storage {
  /**
   * Stores a file at the document's destination. Storing a document again overwrites it. Durable
   * when the Future completes.
   *
   * @param file index among the document's files, from 0; only hosted documents can have several
   */
  Future<StoreOutcome> store(ClaimedDocument document, int file, byte[] pdf, Instant now);
}
