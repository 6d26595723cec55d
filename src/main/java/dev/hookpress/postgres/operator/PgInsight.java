package dev.hookpress.postgres.operator;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.operator.Insight;
import dev.hookpress.operator.TopQuery;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.PgUpkeep;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** Reads across clients in Postgres. */
public final class PgInsight implements Insight {
  private final Pool pool;
  private final PgUpkeep upkeep;
  private final Supplier<Collection<UUID>> parked;

  /**
   * @param parked the clients whose notifications are parked
   */
  public PgInsight(Pool pool, Supplier<Collection<UUID>> parked) {
    this.pool = pool;
    this.upkeep = new PgUpkeep(pool);
    this.parked = parked;
  }

  @Override
  public Future<List<Figures>> top(TopQuery query, Instant now) {
    return top(query.by(), now.minus(query.within()), MAX_LOOKED_AT, query.limit());
  }

  /**
   * The clients with the most failed attempts, the first first; without what waits for them, so
   * that it is cheap enough to be read again and again.
   *
   * @param since attempts of hours that began later count
   */
  public Future<List<Figures>> failing(int limit, Instant since) {
    return top(TopQuery.By.FAILING, since, 0, limit);
  }

  private Future<List<Figures>> top(TopQuery.By by, Instant since, int lookedAt, int limit) {
    return Sql.OPERATOR_TOP
        .on(pool)
        .bind("order", by.word())
        .bind("since", Columns.time(since))
        .bind("max", lookedAt)
        .bind("limit", limit)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(PgInsight::figures).toList());
  }

  @Override
  public Future<Optional<Owner>> owner(UUID id) {
    return Sql.FIND_OWNER
        .on(pool)
        .bind("id", id)
        .execute()
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.<Owner>empty()
                    : Optional.of(owner(rows.iterator().next())));
  }

  @Override
  public Future<List<ClientId>> clientsOf(EndpointKey endpoint, int limit) {
    return Sql.FIND_ENDPOINT_CLIENTS
        .on(pool)
        .bind("endpoint", endpoint.value())
        .bind("limit", limit)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> new ClientId(row.getUUID("client_id")))
                    .toList());
  }

  @Override
  public Future<Queues> queues(Instant now) {
    Collection<UUID> clients = parked.get();
    return upkeep
        .backlog(now, clients)
        .compose(
            backlog ->
                upkeep
                    .oldestDue(now, clients)
                    .map(oldest -> new Queues(backlog, oldest.render(), oldest.delivery())));
  }

  private static Owner owner(Row row) {
    return new Owner(
        new ClientId(row.getUUID("client_id")),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)));
  }

  private static Figures figures(Row row) {
    return new Figures(
        new ClientId(row.getUUID("id")),
        row.getString("name"),
        row.getLong("attempts"),
        row.getLong("failed"),
        row.getLong("notifications"),
        row.getLong("documents"),
        Columns.optionalInstant(row, "oldest_due_at"));
  }
}
