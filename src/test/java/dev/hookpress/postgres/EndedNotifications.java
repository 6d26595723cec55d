package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.support.Awaiting;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;

/** Ended notifications, inserted into the tables. */
public final class EndedNotifications {
  static final String ORIGIN = "https://receiver.test";

  private final UlidFactory ulids = UlidFactory.newMonotonicInstance();
  private final Pool pool;

  EndedNotifications(Pool pool) {
    this.pool = pool;
  }

  NotificationId add(ClientId client, NotificationState state, Instant createdAt) {
    return add(client, state, createdAt, ORIGIN, 3);
  }

  NotificationId add(
      ClientId client, NotificationState state, Instant createdAt, String origin, int attempts) {
    NotificationId id = new NotificationId(ulids.create(createdAt.toEpochMilli()).toUuid());
    run(
        "insert into notification (client_id, id, job_id, dialect, state, created_at, ended_at,"
            + " attempts_made, origin, target, body)"
            + " values ($1, $2, $2, 'native', $3, $4, $4, $5, $6, 'sealed', 'fixed')",
        Tuple.of(
            client.value(), id.value(), state.label(), Columns.time(createdAt), attempts, origin));
    return id;
  }

  /** Marks the URL of the client's notifications as gone. */
  void gone(ClientId client, String origin, Instant at) {
    String url = origin + "/hook";
    run(
        "update notification set endpoint = endpoint_key($3, false)"
            + " where client_id = $1 and origin = $2",
        Tuple.of(client.value(), origin, url));
    run(
        "insert into endpoint (client_id, key, origin, url, gone_at)"
            + " values ($1, endpoint_key($4, false), $2, $4, $3)",
        Tuple.of(client.value(), origin, Columns.time(at), url));
  }

  /** An operational event that could not be delivered. */
  UUID addEvent(ClientId client, Instant createdAt) {
    UUID id = add(client, NotificationState.EXHAUSTED, createdAt).value();
    run(
        "update notification set job_id = null, event = 'client.blocked'"
            + " where client_id = $1 and id = $2",
        Tuple.of(client.value(), id));
    return id;
  }

  /** The first column of the only row. */
  long number(String sql, Object... arguments) {
    return await(pool.preparedQuery(sql).execute(Tuple.from(arguments)))
        .iterator()
        .next()
        .getLong(0);
  }

  long queued(ClientId client) {
    return number("select count(*) from delivery_queue where client_id = $1", client.value());
  }

  /** Returns when a statement waits for another transaction of this database. */
  void awaitLockWait() {
    Awaiting.eventually(
        () ->
            number(
                    "select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")
                > 0);
  }

  void run(String sql, Tuple arguments) {
    await(pool.preparedQuery(sql).execute(arguments));
  }
}
