package dev.hookpress.render.prepared;

import dev.hookpress.job.document.FailureCode;
import java.net.URI;
import java.util.Set;

/** The result of preparing a document. */
public sealed interface Preparation
    permits Prepared, OperationInputs, Preparation.Wanted, Preparation.Rejected {
  /** The document references sources that have not been fetched yet. */
  record Wanted(Set<URI> sources) implements Preparation {}

  /** The document cannot be prepared, and why. The message is for the client. */
  record Rejected(FailureCode code, String message) implements Preparation {}
}
