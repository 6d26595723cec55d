package dev.hookpress.postgres.operator;

import dev.hookpress.claim.Wakeups;
import dev.hookpress.deliver.BlockEvents;
import dev.hookpress.deliver.DeliverySettings;
import dev.hookpress.deliver.OutboxEvent;
import dev.hookpress.job.ClientId;
import dev.hookpress.operator.Unblocking;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;

/** Lifts blocks, and tells the client so at once, not when the block would have ended. */
public record EarlyUnblocking(
    Unblocking blocks, DeliverySettings deliverySettings, SqlClient sql, Wakeups wakeups)
    implements Unblocking {
  @Override
  public Optional<Instant> blockedUntil(ClientId client, Instant now) {
    return blocks.blockedUntil(client, now);
  }

  @Override
  public Future<Void> unblock(ClientId client, Instant now) {
    Optional<Instant> until = blocks.blockedUntil(client, now);
    return blocks
        .unblock(client, now)
        .compose(
            lifted -> until.map(end -> tell(client, end, now)).orElseGet(Future::succeededFuture));
  }

  private Future<Void> tell(ClientId client, Instant until, Instant now) {
    return deliverySettings
        .of(client, now)
        .compose(
            known -> {
              OutboxEvent event = BlockEvents.early(client, known.breaker(), until, now);
              return Sql.HASTEN_EVENT
                  .on(sql)
                  .bind("client", client.value())
                  .bind("event", event.id().value())
                  .bind("type", event.type())
                  .bind("body", Buffer.buffer(event.body()))
                  .bind("now", Columns.time(now))
                  .execute();
            })
        .<Void>mapEmpty()
        .onSuccess(told -> wakeups.deliver());
  }
}
