package dev.hookpress.node;

import dev.hookpress.render.document.DocumentRenderer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Starts what renders documents while the rest of the node starts: the first render process takes
 * as long to be ready as the node's own components.
 */
final class RendererStart {
  private final FutureTask<DocumentRenderer> start;

  private RendererStart(FutureTask<DocumentRenderer> start) {
    this.start = start;
  }

  /**
   * Begins.
   *
   * @param documents whether documents are rendered, or templates only checked
   */
  static RendererStart begin(Connections connections, boolean documents) {
    FutureTask<DocumentRenderer> start =
        new FutureTask<>(() -> RenderWiring.renderer(connections, documents));
    Thread thread = new Thread(start, "renderer-start");
    thread.setDaemon(true);
    thread.start();
    return new RendererStart(start);
  }

  /**
   * Waits until it has started, which has a bound of its own.
   *
   * @throws StartFailure if it could not be started
   */
  DocumentRenderer await() {
    try {
      return start.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StartFailure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("rendering: interrupted", e);
    }
  }

  /** Ends it, once it has started. */
  void close() {
    try {
      start.get().close();
    } catch (ExecutionException e) {
      // Nothing has started.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
