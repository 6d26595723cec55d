package dev.hookpress.render.document;

import dev.hookpress.render.prepared.RenderRequest;
import java.util.function.Consumer;

/** Renders documents, one at a time on each thread. */
public interface DocumentRenderer extends AutoCloseable {
  /**
   * Renders a document on the calling thread, for about the rest of its deadline. Any failure that
   * the document causes is an answer; an exception is a failure of the renderer, and the document
   * can be rendered again.
   *
   * @param faults receives, on this thread, each failure that is a defect of the layout engine,
   *     whether or not another attempt succeeds
   */
  RenderAnswer render(RenderRequest request, Consumer<Throwable> faults);

  /** Ends what the renderer has started, within some seconds. Blocking. */
  @Override
  void close();
}
