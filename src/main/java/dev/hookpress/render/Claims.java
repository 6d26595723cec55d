package dev.hookpress.render;

import dev.hookpress.claim.ClaimedBatch;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** Claims documents for the free render slots. */
final class Claims {
  private final RenderQueue queue;
  private final RenderSlots renderSlots;
  private final InstantSource clock;

  Claims(RenderQueue queue, RenderSlots renderSlots, InstantSource clock) {
    this.queue = queue;
    this.renderSlots = renderSlots;
    this.clock = clock;
  }

  /** Claims up to {@code max} documents, limited by the free slots. */
  Future<ClaimedBatch<ClaimedDocument>> claim(int max) {
    DocumentClaimLimits room = renderSlots.promise(max);
    if (room.otherwise() == 0) {
      // The local handoff has reserved every free slot.
      return Future.succeededFuture(new ClaimedBatch<>(List.of(), false));
    }
    return queue
        .claim(room.otherwise(), room, clock.instant())
        .onFailure(broken -> renderSlots.failed())
        .map(
            found -> {
              renderSlots.taken(found.items(), room);
              // Slots may have been freed while the claim was running.
              return new ClaimedBatch<>(found.items(), renderSlots.roomAgain() || found.more());
            });
  }
}
