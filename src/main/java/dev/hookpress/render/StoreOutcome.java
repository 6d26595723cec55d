package dev.hookpress.render;

import dev.hookpress.job.document.FailureCode;

/** Whether a PDF was stored at its destination. */
public sealed interface StoreOutcome {
  /** The PDF is stored. */
  record Stored() implements StoreOutcome {}

  /** The PDF is not stored, and why. */
  record Failed(FailureCode code, String message) implements StoreOutcome {}
}
