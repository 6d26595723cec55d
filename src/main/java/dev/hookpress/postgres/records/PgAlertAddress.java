package dev.hookpress.postgres.records;

import dev.hookpress.api.account.AlertAddress;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.StoredJson;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/** Stores addresses of mails about endpoints, sealed like a notification's target. */
public final class PgAlertAddress implements AlertAddress {
  private final Pool pool;
  private final SealedBox box;

  public PgAlertAddress(Pool pool, SealedBox box) {
    this.pool = pool;
    this.box = box;
  }

  @Override
  public Future<Void> put(ClientId client, Optional<Target.Email> address) {
    return Sql.PUT_ALERT_EMAIL
        .on(pool)
        .bind("client", client.value())
        .bind("origin", address.map(Target.Email::origin).orElse(null))
        .bind(
            "target",
            address
                .map(StoredJson::target)
                .map(json -> Buffer.buffer(box.seal(json, SealingPurposes.TARGET, client)))
                .orElse(null))
        .execute()
        .mapEmpty();
  }

  @Override
  public Future<Optional<Target.Email>> get(ClientId client) {
    return Sql.FIND_ALERT_EMAIL
        .on(pool)
        .bind("client", client.value())
        .execute()
        .map(
            rows -> {
              if (rows.size() == 0) {
                return Optional.empty();
              }
              byte[] target = rows.iterator().next().getBuffer("target").getBytes();
              return Optional.of(
                  (Target.Email)
                      StoredJson.target(box.open(target, SealingPurposes.TARGET, client)));
            });
  }
}
