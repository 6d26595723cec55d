package dev.hookpress.postgres;

import dev.hookpress.job.ClientId;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reseals everything that older keys sealed with the current key, in batches, while nodes run. May
 * be interrupted and restarted at any time: values already resealed are skipped.
 */
public final class Resealing {
  private static final UUID LOWEST = new UUID(0, 0);

  /**
   * The sealed columns, each with the statements that find values sealed by older keys and replace
   * them.
   */
  private enum Column {
    S3(Sql.RESEAL_FIND_S3, Sql.RESEAL_S3, SealingPurposes.S3),
    EVENTS_TARGET(Sql.RESEAL_FIND_EVENTS_TARGET, Sql.RESEAL_EVENTS_TARGET, SealingPurposes.TARGET),
    ALERT_EMAILS(Sql.RESEAL_FIND_ALERT_EMAILS, Sql.RESEAL_ALERT_EMAILS, SealingPurposes.TARGET),
    SIGNING_SECRETS(
        Sql.RESEAL_FIND_SIGNING_SECRETS,
        Sql.RESEAL_SIGNING_SECRETS,
        SealingPurposes.SIGNING_SECRET),
    SIGNING_CERTIFICATES(
        Sql.RESEAL_FIND_CERTIFICATES, Sql.RESEAL_CERTIFICATES, SealingPurposes.SIGNING_CERTIFICATE),
    ENDPOINT_SECRETS(
        Sql.RESEAL_FIND_ENDPOINT_SECRETS,
        Sql.RESEAL_ENDPOINT_SECRETS,
        SealingPurposes.ENDPOINT_SECRET),
    REGISTERED_ENDPOINTS(
        Sql.RESEAL_FIND_REGISTERED_ENDPOINTS,
        Sql.RESEAL_REGISTERED_ENDPOINTS,
        SealingPurposes.TARGET),
    ENDPOINT_AUTHS(
        Sql.RESEAL_FIND_ENDPOINT_AUTHS, Sql.RESEAL_ENDPOINT_AUTHS, SealingPurposes.ENDPOINT_AUTH),
    ANSWERS(
        Sql.RESEAL_FIND_IDEMPOTENT_ANSWERS, Sql.RESEAL_IDEMPOTENT_ANSWERS, SealingPurposes.ANSWER),
    JOB_TARGETS(Sql.RESEAL_FIND_JOB_TARGETS, Sql.RESEAL_JOB_TARGETS, SealingPurposes.TARGETS),
    DOCUMENTS(Sql.RESEAL_FIND_DOCUMENTS, Sql.RESEAL_DOCUMENTS, SealingPurposes.DOCUMENT),
    NOTIFICATION_TARGETS(
        Sql.RESEAL_FIND_NOTIFICATION_TARGETS,
        Sql.RESEAL_NOTIFICATION_TARGETS,
        SealingPurposes.TARGET),
    NOTIFICATIONS(
        Sql.RESEAL_FIND_NOTIFICATIONS,
        Sql.RESEAL_NOTIFICATION_TARGETS,
        SealingPurposes.NOTIFICATION);

    private final Sql find;
    private final Sql replace;
    private final String purpose;

    Column(Sql find, Sql replace, String purpose) {
      this.find = find;
      this.replace = replace;
      this.purpose = purpose;
    }
  }

  private final Pool pool;
  private final SealedBox box;
  private final int batch;

  /**
   * @param box opens with the older keys and seals with the current one
   * @param batch rows per statement; each is locked briefly
   */
  public Resealing(Pool pool, SealedBox box, int batch) {
    this.pool = pool;
    this.box = box;
    this.batch = batch;
  }

  /**
   * Processes all columns once.
   *
   * @return how many values sealed by older keys were found
   */
  public Future<Long> run() {
    Future<Long> done = Future.succeededFuture(0L);
    for (Column column : Column.values()) {
      done =
          done.compose(found -> from(column, LOWEST, LOWEST, (short) -1).map(more -> found + more));
    }
    return done;
  }

  private Future<Long> from(Column column, UUID client, UUID id, short ordinal) {
    return column
        .find
        .on(pool)
        .bind("key_id", box.keyId())
        .bind("after_client", client)
        .bind("after_id", id)
        .bind("after_ordinal", ordinal)
        .bind("limit", batch)
        .execute()
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.succeededFuture(0L);
              }
              Row last = last(rows);
              return replace(column, rows)
                  .compose(
                      replaced ->
                          from(
                              column,
                              last.getUUID("client_id"),
                              last.getUUID("id"),
                              last.getShort("ordinal")))
                  .map(more -> more + rows.size());
            });
  }

  private Future<?> replace(Column column, RowSet<Row> rows) {
    List<UUID> clients = new ArrayList<>();
    List<UUID> ids = new ArrayList<>();
    List<Short> ordinals = new ArrayList<>();
    List<Buffer> sealed = new ArrayList<>();
    List<Buffer> resealed = new ArrayList<>();
    for (Row row : rows) {
      UUID client = row.getUUID("client_id");
      Buffer was = row.getBuffer("sealed");
      clients.add(client);
      ids.add(row.getUUID("id"));
      ordinals.add(row.getShort("ordinal"));
      sealed.add(was);
      resealed.add(Buffer.buffer(box.reseal(was.getBytes(), column.purpose, new ClientId(client))));
    }
    return column
        .replace
        .on(pool)
        .bind("clients", clients.toArray(UUID[]::new))
        .bind("ids", ids.toArray(UUID[]::new))
        .bind("ordinals", ordinals.toArray(Short[]::new))
        .bind("sealed", sealed.toArray(Buffer[]::new))
        .bind("resealed", resealed.toArray(Buffer[]::new))
        .execute();
  }

  private static Row last(RowSet<Row> rows) {
    Row last = null;
    for (Row row : rows) {
      last = row;
    }
    return last;
  }
}
