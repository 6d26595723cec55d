package dev.hookpress.support;

import dev.hookpress.postgres.Leasing;
import dev.hookpress.postgres.PgJobIntake;
import dev.hookpress.pump.Wakes;
import dev.hookpress.render.DocumentHandOver;
import dev.hookpress.secrets.SealedBox;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.UUID;

/** An intake beside which no renderer runs: all that it accepts is claimed. */
public final class NoRenderer {
  private NoRenderer() {}

  /** Takes jobs in; their keys are good for a day. */
  public static PgJobIntake intake(Pool pool, SealedBox box, Wakes wakes) {
    return new PgJobIntake(
        pool,
        box,
        wakes,
        Duration.ofHours(24),
        new Leasing(UUID.randomUUID(), Duration.ofMinutes(1), () -> {}),
        new DocumentHandOver());
  }
}
