package dev.hookpress.postgres.operator;

import dev.hookpress.job.ClientId;
import dev.hookpress.operator.ClientRecord;
import dev.hookpress.operator.ClientRecord.Limits;
import dev.hookpress.operator.ClientRegister;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.records.PgClients;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Stores clients for operators. */
public final class PgClientRegister implements ClientRegister {
  private static final UUID LOWEST = new UUID(0, 0);

  private final SqlClient sql;
  private final PgClients clients;

  /**
   * @param clients creates clients, by the same connection or pool
   */
  public PgClientRegister(SqlClient sql, PgClients clients) {
    this.sql = sql;
    this.clients = clients;
  }

  @Override
  public Future<List<ClientRecord>> page(Optional<ClientId> after, int limit) {
    return Sql.LIST_CLIENTS
        .on(sql)
        .bind("after", after.map(ClientId::value).orElse(LOWEST))
        .bind("limit", limit)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(PgClientRegister::client)
                    .toList());
  }

  @Override
  public Future<Optional<ClientRecord>> find(ClientId client) {
    return Sql.LOCK_CLIENT
        .on(sql)
        .bind("client", client.value())
        .execute()
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.<ClientRecord>empty()
                    : Optional.of(client(rows.iterator().next())));
  }

  @Override
  public Future<Void> write(ClientRecord client) {
    Limits limits = client.limits();
    return Sql.UPDATE_CLIENT
        .on(sql)
        .bind("client", client.id().value())
        .bind("disabled_at", Columns.time(client.disabledAt().orElse(null)))
        .bind("deleted_at", Columns.time(client.deletedAt().orElse(null)))
        .bind("requests_per_second", limits.requestsPerSecond().orElse(null))
        .bind("max_pending_jobs", limits.maxPendingJobs().orElse(null))
        .bind("breaker_errors", limits.breakerErrors().orElse(null))
        .bind("breaker_window_seconds", limits.breakerWindowSeconds().orElse(null))
        .bind("breaker_block_seconds", limits.breakerBlockSeconds().orElse(null))
        .bind("retention_days", limits.retentionDays().orElse(null))
        .bind(
            "retry_schedule_seconds",
            limits.retryScheduleSeconds().map(all -> all.toArray(Integer[]::new)).orElse(null))
        .execute()
        .mapEmpty();
  }

  @Override
  public Future<Void> create(
      ClientId id, String name, String apiKey, byte[] signingSecret, Instant now) {
    return clients.create(id, name, apiKey, signingSecret, now);
  }

  private static ClientRecord client(Row row) {
    return new ClientRecord(
        new ClientId(row.getUUID("id")),
        row.getString("name"),
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "disabled_at"),
        Columns.optionalInstant(row, "deleted_at"),
        new Limits(
            whole(row, "requests_per_second"),
            whole(row, "max_pending_jobs"),
            whole(row, "breaker_errors"),
            whole(row, "breaker_window_seconds"),
            whole(row, "breaker_block_seconds"),
            whole(row, "retention_days"),
            Optional.ofNullable(row.getArrayOfIntegers("retry_schedule_seconds")).map(List::of)));
  }

  private static Optional<Integer> whole(Row row, String column) {
    return Optional.ofNullable(row.getInteger(column));
  }
}
