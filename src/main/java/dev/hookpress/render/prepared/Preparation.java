package dev.hookpress.render.prepared;

import dev.hookpress.job.document.FailureCode;

/** The result of fetching a document's sources. */
public sealed interface Preparation permits Prepared, OperationInputs, Preparation.Rejected {
  /** The sources could not be fetched, and why. The message is for the client. */
  record Rejected(FailureCode code, String message) implements Preparation {}
}
