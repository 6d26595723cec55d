package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;

import dev.hookpress.api.deliveries.NotificationBook;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.contracts.NotificationBookContract;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.ExchangeHeads;
import dev.hookpress.postgres.records.PgNotificationBook;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.FreshDatabase;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Notifications and their attempts, on a real Postgres. */
class NotificationBookIT extends NotificationBookContract {
  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  private final SealedBox box = new SealedBox(new byte[32]);

  @Override
  protected NotificationBook notifications() {
    return new PgNotificationBook(DATABASE.pool(), box);
  }

  @Override
  protected void add(ClientId of, NotificationView one) {
    run(
        "insert into notification (client_id, id, job_id, dialect, state, created_at, ended_at,"
            + " attempts_made, endpoint, origin, target, body)"
            + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'fixed')",
        Tuple.tuple()
            .addUUID(of.value())
            .addUUID(one.id().value())
            .addUUID(one.job().orElseThrow().value())
            .addString(one.dialect().label())
            .addString(one.state().label())
            .addOffsetDateTime(Columns.time(one.createdAt()))
            .addOffsetDateTime(Columns.time(one.endedAt().orElseThrow()))
            .addInteger(one.attemptsMade())
            .addLong(one.endpoint().value())
            .addString(one.origin())
            .addBuffer(
                Buffer.buffer(box.seal(StoredJson.target(target()), SealingPurposes.TARGET, of))));
    // Newest first: the order is not the table's.
    for (int i = one.attempts().size() - 1; i >= 0; i--) {
      NotificationView.AttemptView attempt = one.attempts().get(i);
      run(
          "insert into attempt (client_id, notification_id, number, started_at, latency_ms,"
              + " address, outcome, status, detail, answer, heads)"
              + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
          Tuple.tuple()
              .addUUID(of.value())
              .addUUID(one.id().value())
              .addInteger(attempt.number())
              .addOffsetDateTime(Columns.time(attempt.startedAt()))
              .addLong(attempt.latencyMillis())
              .addString(attempt.address())
              .addString(attempt.outcome())
              .addInteger(attempt.status().orElse(null))
              .addString(attempt.detail())
              .addBuffer(attempt.answer())
              .addString(new ExchangeHeads(SIGNATURES, attempt.answerHeaders()).text()));
    }
  }

  private static void run(String sql, Tuple arguments) {
    await(DATABASE.pool().preparedQuery(sql).execute(arguments));
  }
}
