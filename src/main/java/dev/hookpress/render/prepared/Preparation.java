package dev.hookpress.render.prepared;

import dev.hookpress.job.document.FailureCode;

/** Whether a document's sources could be had. */
public sealed interface Preparation permits Prepared, OperationInputs, Preparation.Rejected {
  /** They could not, and why. The message is for the client. */
  record Rejected(FailureCode code, String message) implements Preparation {}
}
