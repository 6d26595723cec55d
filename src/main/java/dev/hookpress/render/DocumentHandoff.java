package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.Document;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands accepted documents directly to the renderer of the same node. The documents are inserted
 * under a lease of this node, as if it had claimed them. The handoff is only an optimization: a
 * document that does not arrive, because the node dies, is claimed when its lease expires or the
 * node is found dead. Thread-safe.
 */
public final class DocumentHandoff {
  private volatile Renderer renderer;

  private record Renderer(RenderSlots renderSlots, Consumer<ClaimedDocument> taker) {}

  /**
   * Starts handing off documents, within these slots.
   *
   * @param taker called on the inserting threads
   */
  public void open(RenderSlots renderSlots, Consumer<ClaimedDocument> taker) {
    renderer = new Renderer(renderSlots, taker);
  }

  /**
   * Stops the handoff: new documents are claimed, and documents in transit wait for their leases to
   * expire.
   */
  void close() {
    renderer = null;
  }

  /**
   * Reserves a slot for a document that is about to be inserted under a lease of this node. Returns
   * false if the client has reached its limit or may have a backlog that waits for a claim. Each
   * reservation is followed by {@link #give} or {@link #cancel}.
   */
  public boolean reserve(ClientId client, Document document) {
    Renderer open = renderer;
    return open != null && open.renderSlots().reserve(client, document.size());
  }

  /** Releases the slot of a document that was not inserted. */
  public void cancel(ClientId client, Document document) {
    Renderer open = renderer;
    if (open != null) {
      open.renderSlots().returned(client, document.size());
    }
  }

  /**
   * Whether the renderer must be told that a document of the client has been inserted. It need not
   * while the client has reached its limit: the claim that follows will find it.
   */
  public boolean mustWake(ClientId client) {
    Renderer open = renderer;
    return open == null || !open.renderSlots().claimsLater(client);
  }

  /** Hands over documents that were reserved and inserted. */
  public void give(List<ClaimedDocument> leased) {
    Renderer open = renderer;
    if (open != null) {
      leased.forEach(open.taker());
    }
  }
}
