package dev.hookpress.render;

import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import java.time.Instant;
import java.util.List;

/** The result of ending one document of a job with several documents. */
public sealed interface DocumentEnding {
  /** The lease was lost or the job was canceled; nothing was written. */
  record Lost() implements DocumentEnding {}

  /** The document is recorded as ended; other documents of the job have yet to end. */
  record Earlier() implements DocumentEnding {}

  /**
   * The last document of the job has ended. Its lease is kept until the job is ended too: if this
   * node dies first, the document is claimed again, found to have ended, and the claiming node ends
   * the job.
   *
   * @param startedAt when the first document of the job was begun
   * @param documents all documents of the job, in order
   */
  record Last(Instant startedAt, List<Done> documents) implements DocumentEnding {}

  /** A document and its result. */
  record Done(Document document, DocumentResult result) {}
}
