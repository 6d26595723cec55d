package dev.hookpress.postgres;

import dev.hookpress.api.ClientBook;
import dev.hookpress.deliver.Terms;
import dev.hookpress.deliver.Terms.ClientTerms;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what a client may know about itself. */
public final class PgClientBook implements ClientBook {
  // Whoever has more is shown them by the list of endpoints.
  private static final int MOST_HOLDS = 20;

  private final Pool pool;
  private final Terms terms;

  /** Uses this pool, and the rules by which the client is served. */
  public PgClientBook(Pool pool, Terms terms) {
    this.pool = pool;
    this.terms = terms;
  }

  @Override
  public Future<Account> account(ClientId client, Instant now) {
    return terms
        .of(client, now)
        .compose(
            rules ->
                pool.preparedQuery(Sql.FIND_CLIENT_ACCOUNT.text())
                    .execute(Tuple.of(client.value(), Columns.time(now), MOST_COUNTED, MOST_HOLDS))
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
                          new EndpointKey(row.getLong("key")), row.getString("origin"), hold)));
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
