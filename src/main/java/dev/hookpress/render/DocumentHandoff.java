package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import java.util.List;
import java.util.function.Consumer;

/**
 * Documents that go straight from their intake to the renderer of the same node: they are written
 * under a lease of this node's, as if it had claimed them. It is a short cut and nothing else: what
 * does not arrive, because the node dies, is claimed when the lease is over or the node is found
 * dead. Safe for many threads at once.
 */
public final class DocumentHandoff {
  private volatile Renderer renderer;

  private record Renderer(RenderSlots places, Consumer<ClaimedDocument> taker) {}

  /**
   * From now on, they have these places, and this taker, which is called on the writers' threads.
   */
  public void open(RenderSlots places, Consumer<ClaimedDocument> taker) {
    renderer = new Renderer(places, taker);
  }

  /** From now on, all are claimed, and what is on the way is left to its lease. */
  void close() {
    renderer = null;
  }

  /**
   * Whether a document that is about to be written may be leased to this node: the client may have
   * another in hand, and none that has to wait for a claim. Each that may is given or canceled
   * afterwards.
   */
  public boolean reserve(ClientId client) {
    Renderer open = renderer;
    return open != null && open.places().reserve(client);
  }

  /** One that was reserved has not been written after all. */
  public void cancel(ClientId client) {
    Renderer open = renderer;
    if (open != null) {
      open.places().returned(client);
    }
  }

  /** Hands over what was reserved, and is written. */
  public void give(List<ClaimedDocument> leased) {
    Renderer open = renderer;
    if (open != null) {
      leased.forEach(open.taker());
    }
  }
}
