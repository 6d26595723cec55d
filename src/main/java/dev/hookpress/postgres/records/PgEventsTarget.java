package dev.hookpress.postgres.records;

import dev.hookpress.api.account.EventsTarget;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.Target;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.StoredJson;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;

/**
 * Stores the webhook that receives a client's operational events, sealed like a notification's
 * target, so that SQL may copy it to one.
 */
public final class PgEventsTarget implements EventsTarget {
  private final Pool pool;
  private final SealedBox box;

  public PgEventsTarget(Pool pool, SealedBox box) {
    this.pool = pool;
    this.box = box;
  }

  @Override
  public Future<Void> put(ClientId client, Target.Webhook target) {
    byte[] locked = box.seal(StoredJson.target(target), SealingPurposes.TARGET, client);
    return write(
        client,
        target.origin(),
        Buffer.buffer(locked),
        EndpointKey.of(target.identity(), true).value(),
        target.format().map(DialectName::label).orElse(null));
  }

  @Override
  public Future<Optional<Target.Webhook>> get(ClientId client) {
    return Sql.FIND_EVENTS_TARGET
        .on(pool)
        .bind("client", client.value())
        .execute()
        .map(rows -> target(client, rows));
  }

  @Override
  public Future<Void> remove(ClientId client) {
    return write(client, null, null, null, null);
  }

  private Future<Void> write(
      ClientId client, String origin, Buffer locked, Long endpoint, String format) {
    return Sql.PUT_EVENTS_TARGET
        .on(pool)
        .bind("client", client.value())
        .bind("origin", origin)
        .bind("target", locked)
        .bind("endpoint", endpoint)
        .bind("format", format)
        .execute()
        .mapEmpty();
  }

  private Optional<Target.Webhook> target(ClientId client, RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    byte[] locked = rows.iterator().next().getBuffer("events_target").getBytes();
    return Optional.of(
        (Target.Webhook) StoredJson.target(box.open(locked, SealingPurposes.TARGET, client)));
  }
}
