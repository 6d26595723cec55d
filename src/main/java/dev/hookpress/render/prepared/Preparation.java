package dev.hookpress.render.prepared;

import dev.hookpress.job.document.FailureCode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The result of preparing a document. */
public sealed interface Preparation
    permits Prepared,
        OperationInputs,
        Preparation.Wanted,
        Preparation.ForBrowser,
        Preparation.Rejected {
  /** The document references sources that have not been fetched yet. */
  record Wanted(Set<URI> sources) implements Preparation {}

  /**
   * The HTML parts are for a browser.
   *
   * @param pages of the parts that are not PDFs; at least one
   * @param files that the pages reference, by their addresses
   * @param reason why: a sentence for the client
   */
  record ForBrowser(List<BrowserPage> pages, Map<URI, byte[]> files, String reason)
      implements Preparation {
    /** Copies its arguments. */
    public ForBrowser {
      pages = List.copyOf(pages);
      files = Map.copyOf(files);
    }
  }

  /** The document cannot be prepared, and why. The message is for the client. */
  record Rejected(FailureCode code, String message) implements Preparation {}
}
