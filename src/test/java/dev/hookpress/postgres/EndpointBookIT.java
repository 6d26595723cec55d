package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;

import dev.hookpress.api.deliveries.EndpointBook;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.contracts.EndpointBookContract;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.postgres.records.PgEndpointBook;
import dev.hookpress.support.FreshDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Endpoints, on a real Postgres. */
class EndpointBookIT extends EndpointBookContract {
  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Override
  protected EndpointBook endpoints() {
    return new PgEndpointBook(DATABASE.pool(), new Wakeups(vertx.eventBus()));
  }

  @Override
  protected void addGone(ClientId of, EndpointKey key, String origin, String url) {
    await(
        DATABASE
            .pool()
            .preparedQuery(
                "insert into endpoint (client_id, key, origin, url, gone_at)"
                    + " values ($1, $2, $3, $4, $5)")
            .execute(Tuple.of(of.value(), key.value(), origin, url, Columns.time(NOW))));
  }
}
