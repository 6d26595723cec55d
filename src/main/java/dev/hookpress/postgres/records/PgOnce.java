package dev.hookpress.postgres.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.Once;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.TransactionScope;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Performs requests once for each idempotency key. The key, what the request does and its answer
 * are one transaction: if the node dies, all or nothing of it has happened.
 *
 * @param <P> the stores that requests use
 */
public final class PgOnce<P> implements Once<P> {
  private final Pool pool;
  private final SealedBox box;
  private final Duration kept;
  private final Function<TransactionScope, P> stores;
  private final Runnable committed;
  private final Function<Instant, UUID> ids;

  /**
   * @param kept how long a key is remembered
   * @param stores creates the stores within a transaction
   * @param committed runs after each transaction
   * @param ids generates ids of answers
   */
  public PgOnce(
      Pool pool,
      SealedBox box,
      Duration kept,
      Function<TransactionScope, P> stores,
      Runnable committed,
      Function<Instant, UUID> ids) {
    this.ids = ids;
    this.pool = pool;
    this.box = box;
    this.kept = kept;
    this.stores = stores;
    this.committed = committed;
  }

  /** Carries the answer of a request that did nothing through the rollback. */
  private static final class NothingDone extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Answer answer;

    NothingDone(Answer answer) {
      super("nothing was done", null, false, false);
      this.answer = answer;
    }
  }

  @Override
  public Future<Outcome> once(
      ClientId client, Key key, Instant now, Function<P, Future<Answer>> effect) {
    return pool.<Outcome>withTransaction(
            connection ->
                take(connection, client, key, now)
                    .compose(
                        taken ->
                            taken
                                ? perform(connection, client, key, effect)
                                : earlier(connection, client, key)))
        .onSuccess(
            outcome -> {
              if (outcome instanceof Outcome.Done) {
                committed.run();
              }
            })
        .recover(
            cause ->
                cause instanceof NothingDone nothing
                    ? Future.succeededFuture(new Outcome.Done(nothing.answer))
                    : Future.failedFuture(cause));
  }

  private Future<Boolean> take(SqlConnection connection, ClientId client, Key key, Instant now) {
    return Sql.TAKE_IDEMPOTENCY_KEY
        .on(connection)
        .bind("client", client.value())
        .bind("key", key.name())
        .bind("id", ids.apply(now))
        .bind("request_sha256", Buffer.buffer(key.requestSha256()))
        .bind("now", Columns.time(now))
        .bind("created_until", Columns.time(now.minus(kept)))
        .execute()
        .map(rows -> rows.size() > 0);
  }

  private Future<Outcome> perform(
      SqlConnection connection, ClientId client, Key key, Function<P, Future<Answer>> effect) {
    return effect
        .apply(stores.apply(TransactionScope.within(connection)))
        .compose(
            answer ->
                answer instanceof Answer.Body body && body.status() < 300
                    ? keep(connection, client, key, body)
                    : Future.failedFuture(new NothingDone(answer)));
  }

  private Future<Outcome> keep(
      SqlConnection connection, ClientId client, Key key, Answer.Body answer) {
    byte[] sealed = box.seal(written(answer), SealingPurposes.ANSWER, client);
    return Sql.KEEP_IDEMPOTENT_ANSWER
        .on(connection)
        .bind("client", client.value())
        .bind("key", key.name())
        .bind("answer", Buffer.buffer(sealed))
        .execute()
        .map(done -> new Outcome.Done(answer));
  }

  private Future<Outcome> earlier(SqlConnection connection, ClientId client, Key key) {
    return Sql.FIND_IDEMPOTENT_ANSWER
        .on(connection)
        .bind("client", client.value())
        .bind("key", key.name())
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              byte[] first = row.getBuffer("request_sha256").getBytes();
              return Arrays.equals(first, key.requestSha256())
                  ? new Outcome.Repeated(
                      read(
                          box.open(
                              row.getBuffer("answer").getBytes(), SealingPurposes.ANSWER, client)))
                  : new Outcome.Conflict();
            });
  }

  private static byte[] written(Answer.Body answer) {
    ObjectNode stored = Json.object().put("status", answer.status());
    stored.put("type", answer.contentType());
    ObjectNode headers = stored.putObject("headers");
    answer.headers().forEach(headers::put);
    stored.put("body", answer.body().toString(StandardCharsets.UTF_8));
    return Json.write(stored);
  }

  private static Answer.Body read(byte[] bytes) {
    JsonNode stored = ((Json.Read.Tree) Json.read(bytes)).root();
    Map<String, String> headers = new HashMap<>();
    stored.get("headers").properties().forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    return new Answer.Body(
        stored.get("status").intValue(),
        headers,
        stored.get("type").textValue(),
        Buffer.buffer(stored.get("body").textValue()));
  }
}
