package dev.hookpress.render;

import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import java.time.Instant;
import java.util.List;

/** What follows when one of a job's several documents has come to its end. */
public sealed interface DocumentEnding {
  /** The lease was lost, or the job canceled: nothing was written. */
  record Lost() implements DocumentEnding {}

  /** Others are still to come; this one is done with. */
  record Earlier() implements DocumentEnding {}

  /**
   * It was the last. Its lease is kept until the job is ended too: should this node die before
   * that, the document is claimed again, found to have ended, and the job ended by who claimed it.
   *
   * @param startedAt when the first of them was begun
   * @param documents all of the job's, in order
   */
  record Last(Instant startedAt, List<Done> documents) implements DocumentEnding {}

  /** A document and how it ended. */
  record Done(Document document, DocumentResult result) {}
}
