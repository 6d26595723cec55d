package dev.hookpress.render;

import dev.hookpress.job.document.FailureCode;

/** Whether a PDF arrived at its destination. */
public sealed interface StoreOutcome {
  /** It is there. */
  record Stored() implements StoreOutcome {}

  /** It is not, and why. */
  record Failed(FailureCode code, String message) implements StoreOutcome {}
}
