package dev.hookpress.render;

import dev.hookpress.pump.Claimed;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** Claims documents for the places that are free. */
final class Claims {
  private final RenderQueue queue;
  private final Places places;
  private final InstantSource clock;

  Claims(RenderQueue queue, Places places, InstantSource clock) {
    this.queue = queue;
    this.places = places;
    this.clock = clock;
  }

  /** As many as there is room for, and no more than {@code most}. */
  Future<Claimed<ClaimedDocument>> claim(int most) {
    Room room = places.promise(most);
    if (room.otherwise() == 0) {
      // All that is free is on its way from the intake.
      return Future.succeededFuture(new Claimed<>(List.of(), false));
    }
    return queue
        .claim(room.otherwise(), room, clock.instant())
        .onFailure(broken -> places.failed())
        .map(
            found -> {
              places.taken(found.items(), room);
              // While the claim was under way, places may have come free.
              return new Claimed<>(found.items(), places.roomAgain() || found.more());
            });
  }
}
