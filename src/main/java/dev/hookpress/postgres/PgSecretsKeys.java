package dev.hookpress.postgres;

import dev.hookpress.job.ClientId;
import dev.hookpress.secrets.SealBrokenException;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records which secrets keys this database is sealed with. */
public final class PgSecretsKeys {
  private final Pool pool;

  public PgSecretsKeys(Pool pool) {
    this.pool = pool;
  }

  /**
   * Records the current key of a node's box, if the box can open everything that is sealed.
   *
   * @return the fingerprint of a key that the node lacks, or {@code "unknown"} for a key used
   *     before fingerprints were recorded; empty if no key is missing and the node may start
   */
  public Future<Optional<String>> use(SealedBox box) {
    return pool.withTransaction(
        connection ->
            Sql.LOCK_SECRETS_KEYS
                .on(connection)
                .execute()
                .compose(locked -> Sql.FIND_SECRETS_KEYS.on(connection).execute())
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
      return Sql.FIND_SEALED_SAMPLE
          .on(connection)
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
    return Sql.RECORD_SECRETS_KEY.on(connection).bind("fingerprint", box.fingerprint()).execute();
  }

  /** Deletes the records of all keys but the current one, once nothing is sealed with them. */
  public Future<Integer> retireOthers(SealedBox box) {
    return Sql.RETIRE_SECRETS_KEYS
        .on(pool)
        .bind("fingerprint", box.fingerprint())
        .execute()
        .map(RowSet::rowCount);
  }
}
