package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.EndpointStore;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many notifications wait, and why. */
class BacklogIT extends QueuesOnPostgres {
  private final PgUpkeep upkeep = new PgUpkeep(pool);

  @Test
  void theBacklogIsCountedByReason() {
    ClientId blocked = Samples.newClient();
    ClientId working = Samples.newClient();
    owe(working, 3);
    claimed(2, claimLimits(Map.of()), NOW);
    owe(blocked, 4);
    owe(client, 5);

    assertThat(await(upkeep.backlog(NOW, List.of(blocked.value()))))
        .containsEntry("parked", 4L)
        .containsEntry("leased", 2L)
        .containsEntry("due", 6L);
    assertThat(await(upkeep.backlog(NOW.minusSeconds(60), List.of(blocked.value()))))
        .containsEntry("scheduled", 6L);
    // What a dead node had in hand is due.
    takenOver();
    assertThat(await(upkeep.backlog(NOW, List.of()))).containsExactly(Map.entry("due", 12L));
  }

  @Test
  void whatWaitsForAHeldEndpointIsHeld() {
    owe(client, 2);
    await(hold(HOOK, 60));

    assertThat(await(upkeep.backlog(NOW, List.of()))).containsExactly(Map.entry("held", 2L));
  }

  private Future<Optional<Instant>> hold(String url, int seconds) {
    return endpoints.hold(
        new EndpointStore.Hold(named(client, url), NOW.plusSeconds(seconds), "busy"));
  }
}
