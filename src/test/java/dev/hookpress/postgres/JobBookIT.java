package dev.hookpress.postgres;

import dev.hookpress.api.jobs.JobBook;
import dev.hookpress.api.jobs.JobIntake;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.contracts.JobBookContract;
import dev.hookpress.postgres.records.PgJobBook;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.FreshDatabase;
import dev.hookpress.support.NoRenderer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs, on a real Postgres. */
class JobBookIT extends JobBookContract {
  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  private final SealedBox box = new SealedBox(new byte[32]);
  private final Wakeups wakeups = new Wakeups(DATABASE.vertx().eventBus());

  @Override
  protected JobIntake intake() {
    return NoRenderer.intake(DATABASE.pool(), box, wakeups);
  }

  @Override
  protected JobBook book() {
    return new PgJobBook(DATABASE.pool(), box, wakeups);
  }
}
