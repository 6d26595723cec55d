package dev.hookpress.postgres;

import dev.hookpress.job.ClientId;
import dev.hookpress.secrets.SealBrokenException;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which secrets keys this database is sealed with. */
public final class PgSecretsKeys {
  private final Pool pool;

  public PgSecretsKeys(Pool pool) {
    this.pool = pool;
  }

  /**
   * Notes that a node seals with the current key of its box, if the node can open all that is
   * sealed.
   *
   * @return the fingerprint of a key that the node lacks, or {@code "unknown"} for one that was
   *     used before keys were noted; empty if it lacks none, and may start
   */
  public Future<Optional<String>> use(SealedBox box) {
    return pool.withTransaction(
        connection ->
            connection
                .query(Sql.LOCK_SECRETS_KEYS.text())
                .execute()
                .compose(locked -> connection.query(Sql.FIND_SECRETS_KEYS.text()).execute())
                .compose(noted -> missing(connection, noted, box))
                .compose(
                    missing ->
                        missing.isPresent()
                            ? Future.succeededFuture(missing)
                            : note(connection, box).map(Optional.<String>empty())));
  }

  private static Future<Optional<String>> missing(
      SqlConnection connection, RowSet<Row> noted, SealedBox box) {
    if (noted.size() == 0) {
      return connection
          .query(Sql.FIND_SEALED_SAMPLE.text())
          .execute()
          .map(sample -> opens(sample, box) ? Optional.empty() : Optional.of("unknown"));
    }
    List<String> missing = new ArrayList<>();
    noted.forEach(row -> missing.add(row.getString("fingerprint")));
    missing.removeAll(box.fingerprints());
    return Future.succeededFuture(missing.stream().findFirst());
  }

  private static boolean opens(RowSet<Row> sample, SealedBox box) {
    try {
      sample.forEach(
          row ->
              box.open(
                  row.getBuffer("sealed").getBytes(),
                  SealingPurposes.SIGNING_SECRET,
                  new ClientId(row.getUUID("client_id"))));
      return true;
    } catch (SealBrokenException anotherKey) {
      return false;
    }
  }

  private static Future<?> note(SqlConnection connection, SealedBox box) {
    return connection
        .preparedQuery(Sql.NOTE_SECRETS_KEY.text())
        .execute(Tuple.of(box.fingerprint()));
  }

  /** Forgets all keys but the current one: nothing is sealed with them any more. */
  public Future<Integer> retireOthers(SealedBox box) {
    return pool.preparedQuery(Sql.RETIRE_SECRETS_KEYS.text())
        .execute(Tuple.of(box.fingerprint()))
        .map(RowSet::rowCount);
  }
}
