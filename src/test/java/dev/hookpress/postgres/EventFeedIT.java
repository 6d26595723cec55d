package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;

import dev.hookpress.api.feed.EventFeed;
import dev.hookpress.contracts.EventFeedContract;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.postgres.records.PgEventFeed;
import dev.hookpress.support.FreshDatabase;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Feeds of events, on a real Postgres. */
class EventFeedIT extends EventFeedContract {
  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  @Override
  protected EventFeed feed() {
    return new PgEventFeed(DATABASE.pool());
  }

  @Override
  protected void append(ClientId of, JobId job, String type) {
    await(
        DATABASE
            .pool()
            .preparedQuery(
                "select append_to_feeds(array[$1::uuid], array[$2::timestamptz],"
                    + " array[$3::text], array[$4::uuid])")
            .execute(Tuple.of(of.value(), Columns.time(NOW), type, job.value())));
  }
}
