package dev.hookpress.render;

import dev.hookpress.claim.ClaimedBatch;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Claims documents for the free render slots, and gives back those that cannot begin. */
final class Claims {
  private final DocumentLeases leases;
  private final RenderSlots renderSlots;
  private final InstantSource clock;
  private final Consumer<Throwable> onFailure;

  Claims(
      DocumentLeases leases,
      RenderSlots renderSlots,
      InstantSource clock,
      Consumer<Throwable> onFailure) {
    this.leases = leases;
    this.renderSlots = renderSlots;
    this.clock = clock;
    this.onFailure = onFailure;
  }

  /** Claims up to {@code max} documents, limited by the free slots. */
  Future<ClaimedBatch<ClaimedDocument>> claim(int max) {
    DocumentClaimLimits room = renderSlots.promise(max);
    if (room.otherwise() == 0) {
      // The local handoff has reserved every free slot.
      return Future.succeededFuture(new ClaimedBatch<>(List.of(), false));
    }
    return leases
        .claim(room.otherwise(), room, clock.instant())
        .onFailure(broken -> renderSlots.failed())
        .map(
            found -> {
              renderSlots.taken(found.items(), room);
              // Slots may have been freed while the claim was running.
              return new ClaimedBatch<>(found.items(), renderSlots.roomAgain() || found.more());
            });
  }

  /**
   * Frees the slot of a document.
   *
   * @param onRoom called if another claim is worthwhile
   */
  void returned(ClaimedDocument document, Runnable onRoom) {
    renderSlots.returned(document.client(), document.document().size());
    if (renderSlots.roomAgain()) {
      onRoom.run();
    }
  }

  /** Gives back a document that has not begun. If that fails, its lease runs out. */
  void giveBack(ClaimedDocument document) {
    leases.release(document, clock.instant()).onFailure(onFailure::accept);
  }
}
