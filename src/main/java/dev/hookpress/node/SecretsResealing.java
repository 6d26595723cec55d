package dev.hookpress.node;

import dev.hookpress.config.Settings;
import dev.hookpress.postgres.PgSecretsKeys;
import dev.hookpress.postgres.Pools;
import dev.hookpress.postgres.Resealing;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;

/** Completes a rotation of the secrets key: reseals every value with the current key. */
public final class SecretsResealing {
  // Reseals about a hundred rows a millisecond: a year's data takes much less.
  private static final Duration BOUND = Duration.ofHours(24);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);
  private static final int BATCH_ROWS = 500;

  private SecretsResealing() {}

  /**
   * The result of a run.
   *
   * @param resealed how many values were sealed with older keys
   * @param finished whether a second pass found none; otherwise a node still seals with an older
   *     key
   */
  public record Done(long resealed, boolean finished) {}

  /**
   * Reseals with a Postgres connection of its own. Blocks.
   *
   * @throws StartFailure if Postgres is unavailable, or one of the keys is missing
   */
  public static Done run(Settings settings) {
    Schema.migrate(settings);
    SealedBox box = SecretsBox.of(settings.secrets());
    Vertx vertx = Vertx.vertx();
    Pool pool = Pools.open(vertx, StoreAddresses.database(settings), 1, 1);
    try {
      return BoundedWait.forStart("resealing", reseal(pool, box), BOUND);
    } finally {
      ShutdownStep.step("postgres pool", pool.close(), CLOSE_BOUND);
      ShutdownStep.step("vertx", vertx.close(), CLOSE_BOUND);
    }
  }

  private static Future<Done> reseal(Pool pool, SealedBox box) {
    Resealing resealing = new Resealing(pool, box, BATCH_ROWS);
    return resealing
        .run()
        .compose(
            resealed ->
                resealing
                    .run()
                    .compose(
                        left ->
                            left > 0
                                ? Future.succeededFuture(new Done(resealed + left, false))
                                : new PgSecretsKeys(pool)
                                    .retireOthers(box)
                                    .map(new Done(resealed, true))));
  }
}
