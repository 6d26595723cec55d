package dev.hookpress.dialect;

import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Document;
import java.util.List;

/** What a submission's bytes turned out to be. */
public sealed interface Decoded {
  /** The metadata of a job whose client gave none; it is not shown. */
  String NO_METADATA = "{}";

  /** How many documents a job may have: a row each, written in one statement. */
  int MAX_DOCUMENTS = 100;

  /**
   * A request for a job.
   *
   * @param documents at least one
   * @param targets whom to tell at the end; may be empty
   * @param metadataJson the client's own JSON object; {@code "{}"} if none
   * @param waits whether the client wants the PDF of its only document in the answer
   */
  record Request(List<Document> documents, List<Target> targets, String metadataJson, boolean waits)
      implements Decoded {
    /** A request that is answered at once. */
    public Request(List<Document> documents, List<Target> targets, String metadataJson) {
      this(documents, targets, metadataJson, false);
    }

    /** The same, of these documents. */
    public Request withDocuments(List<Document> others) {
      return new Request(others, targets, metadataJson, waits);
    }
  }

  /** Not a request, and why. */
  record Refused(Problem problem) implements Decoded {}
}
