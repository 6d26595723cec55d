package dev.hookpress.job;

import java.util.List;

/** How one document ended. */
public sealed interface DocumentResult {
  /**
   * The PDF is where the client asked for it.
   *
   * @param bytes its size
   * @param renderMillis time spent in the renderer
   * @param uploadMillis time spent in storing
   * @param warnings what the client should know: CSS that is not supported, images left out
   */
  record Stored(int pages, long bytes, long renderMillis, long uploadMillis, List<String> warnings)
      implements DocumentResult {}

  /** There is no PDF, or it could not be stored. */
  record Failed(FailureCode code, String message) implements DocumentResult {}
}
