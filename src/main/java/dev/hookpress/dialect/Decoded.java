package dev.hookpress.dialect;

import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Document;
import java.util.List;

/** The result of decoding a submission. */
public sealed interface Decoded {
  /** The metadata of a job submitted without any; it is not shown. */
  String NO_METADATA = "{}";

  /**
   * The maximum number of documents per job. Each is one row, and one statement inserts all rows.
   */
  int MAX_DOCUMENTS = 100;

  /**
   * A valid request for a job.
   *
   * @param documents at least one
   * @param targets the targets to notify when the job ends; may be empty
   * @param metadataJson the client's own JSON object; {@code "{}"} if none
   * @param waits whether the client waits for the PDF of its only document in the response
   */
  record Request(List<Document> documents, List<Target> targets, String metadataJson, boolean waits)
      implements Decoded {
    /** Creates a request that is answered at once. */
    public Request(List<Document> documents, List<Target> targets, String metadataJson) {
      this(documents, targets, metadataJson, false);
    }

    /** Returns a copy of this request with other documents. */
    public Request withDocuments(List<Document> others) {
      return new Request(others, targets, metadataJson, waits);
    }
  }

  /** A refused submission and the reason. */
  record Refused(Problem problem) implements Decoded {}
}
