package dev.hookpress.postgres.records;

import dev.hookpress.api.account.S3Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.S3Account;
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

/** Stores clients' S3 credentials, sealed. */
public final class PgS3Settings implements S3Settings {
  private final Pool pool;
  private final SealedBox box;

  public PgS3Settings(Pool pool, SealedBox box) {
    this.pool = pool;
    this.box = box;
  }

  @Override
  public Future<Void> put(ClientId client, S3Account login) {
    byte[] locked = box.seal(StoredJson.bytes(login), SealingPurposes.S3, client);
    return write(client, Buffer.buffer(locked));
  }

  @Override
  public Future<Optional<S3Account>> get(ClientId client) {
    return Sql.FIND_S3
        .on(pool)
        .bind("client", client.value())
        .execute()
        .map(rows -> login(client, rows));
  }

  @Override
  public Future<Void> remove(ClientId client) {
    return write(client, null);
  }

  private Future<Void> write(ClientId client, Buffer locked) {
    return Sql.PUT_S3
        .on(pool)
        .bind("client", client.value())
        .bind("s3", locked)
        .execute()
        .mapEmpty();
  }

  private Optional<S3Account> login(ClientId client, RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    byte[] locked = rows.iterator().next().getBuffer("s3").getBytes();
    return Optional.of(
        StoredJson.read(box.open(locked, SealingPurposes.S3, client), S3Account.class));
  }
}
