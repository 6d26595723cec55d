package dev.hookpress.postgres.queue;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.RegisteredEndpoint;
import dev.hookpress.postgres.RegisteredRows;
import dev.hookpress.render.Subscribers;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.List;

/** Reads registered endpoints when jobs end, and waits while Postgres is unavailable. */
public final class PgSubscribers implements Subscribers {
  private final RetryUntilAvailable<ClientId, List<RegisteredEndpoint>> reading;

  public PgSubscribers(Vertx vertx, Pool pool, SealedBox box) {
    this.reading =
        new RetryUntilAvailable<>(
            vertx, clients -> RegisteredRows.heard(pool, box, clients.get(0)).map(List::of));
  }

  @Override
  public Future<List<RegisteredEndpoint>> registered(ClientId client) {
    return reading.apply(List.of(client)).map(found -> found.get(0));
  }
}
