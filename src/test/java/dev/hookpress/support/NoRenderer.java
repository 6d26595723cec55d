package dev.hookpress.support;

import dev.hookpress.claim.Wakeups;
import dev.hookpress.postgres.queue.LeaseTerms;
import dev.hookpress.postgres.records.PgJobIntake;
import dev.hookpress.render.DocumentHandoff;
import dev.hookpress.secrets.SealedBox;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.UUID;

/** An intake without a renderer: all documents are claimed. */
public final class NoRenderer {
  private NoRenderer() {}

  /** Creates an intake whose idempotency keys last for a day. */
  public static PgJobIntake intake(Pool pool, SealedBox box, Wakeups wakeups) {
    return new PgJobIntake(
        pool,
        box,
        wakeups,
        Duration.ofHours(24),
        new LeaseTerms(UUID.randomUUID(), Duration.ofMinutes(1), () -> {}),
        new DocumentHandoff());
  }
}
