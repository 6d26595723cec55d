package dev.hookpress.postgres;

import dev.hookpress.api.deliveries.ReplayBook;
import dev.hookpress.contracts.ReplayBookContract;
import dev.hookpress.postgres.records.PgReplays;
import dev.hookpress.support.FreshDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Replays, on a real Postgres. */
class ReplayBookIT extends ReplayBookContract {
  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  private final PgReplays replays = new PgReplays(DATABASE.pool(), ids, PgReplays.MAX_COUNTED);

  @Override
  protected ReplayBook replays() {
    return replays;
  }
}
