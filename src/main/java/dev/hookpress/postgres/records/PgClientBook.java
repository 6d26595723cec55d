package dev.hookpress.postgres.records;

import dev.hookpress.api.account.ClientBook;
import dev.hookpress.deliver.DeliverySettings;
import dev.hookpress.deliver.DeliverySettings.ClientTerms;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads a client's account: its policies, held endpoints and pending work. */
public final class PgClientBook implements ClientBook {
  // The list of endpoints shows the rest.
  private static final int MAX_HOLDS = 20;

  private final Pool pool;
  private final DeliverySettings deliverySettings;

  public PgClientBook(Pool pool, DeliverySettings deliverySettings) {
    this.pool = pool;
    this.deliverySettings = deliverySettings;
  }

  @Override
  public Future<Account> account(ClientId client, Instant now) {
    return deliverySettings
        .of(client, now)
        .compose(
            rules ->
                Sql.FIND_CLIENT_ACCOUNT
                    .on(pool)
                    .bind("client", client.value())
                    .bind("now", Columns.time(now))
                    .bind("max_counted", MAX_COUNTED)
                    .bind("max_holds", MAX_HOLDS)
                    .execute()
                    .map(rows -> account(rules, rows)));
  }

  private static Account account(ClientTerms rules, RowSet<Row> rows) {
    List<Held> holds = new ArrayList<>();
    for (Row row : rows) {
      PgEndpointBook.hold(row)
          .ifPresent(
              hold ->
                  holds.add(
                      new Held(
                          new EndpointKey(row.getLong("key")), row.getString("endpoint"), hold)));
    }
    Row first = rows.iterator().next();
    return new Account(
        rules.breaker(),
        rules.retries(),
        holds,
        first.getInteger("documents"),
        first.getInteger("notifications"));
  }
}
