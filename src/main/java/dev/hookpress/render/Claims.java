package dev.hookpress.render;

import dev.hookpress.claim.ClaimedBatch;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** Claims documents for the places that are free. */
final class Claims {
  private final RenderQueue queue;
  private final RenderSlots places;
  private final InstantSource clock;

  Claims(RenderQueue queue, RenderSlots places, InstantSource clock) {
    this.queue = queue;
    this.places = places;
    this.clock = clock;
  }

  /** As many as there is room for, and no more than {@code most}. */
  Future<ClaimedBatch<ClaimedDocument>> claim(int most) {
    DocumentClaimLimits room = places.promise(most);
    if (room.otherwise() == 0) {
      // All that is free is on its way from the intake.
      return Future.succeededFuture(new ClaimedBatch<>(List.of(), false));
    }
    return queue
        .claim(room.otherwise(), room, clock.instant())
        .onFailure(broken -> places.failed())
        .map(
            found -> {
              places.taken(found.items(), room);
              // While the claim was under way, places may have come free.
              return new ClaimedBatch<>(found.items(), places.roomAgain() || found.more());
            });
  }
}
