package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookpress.api.account.EventsTarget;
import dev.hookpress.contracts.EventsTargetContract;
import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.records.PgClients;
import dev.hookpress.postgres.records.PgEventsTarget;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.FreshDatabase;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Targets of operational events, on a real Postgres. */
class EventsTargetIT extends EventsTargetContract {
  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  private final SealedBox box = new SealedBox(new byte[32]);

  @Override
  protected void create(ClientId id) {
    PgClients clients =
        new PgClients(DATABASE.pool(), box, 1, 1, Ticker.systemTicker(), Clock.systemUTC());
    await(clients.create(id, "one", id.toString(), new byte[32], NOW.minusSeconds(3600)));
  }

  @Override
  protected EventsTarget target() {
    return new PgEventsTarget(DATABASE.pool(), box);
  }
}
