package dev.hookpress.postgres;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.RegisteredEndpoint;
import dev.hookpress.job.Target;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads registered endpoints. Their targets are sealed like those of notifications. */
public final class RegisteredRows {
  private RegisteredRows() {}

  /** All of a client's, in the order of their registration. */
  public static Future<List<RegisteredEndpoint>> all(
      SqlClient sql, SealedBox box, ClientId client) {
    return rows(sql, client).map(rows -> rows.map(row -> endpoint(box, client, row)).toList());
  }

  /** A client's, without those that are gone. */
  public static Future<List<RegisteredEndpoint>> heard(
      SqlClient sql, SealedBox box, ClientId client) {
    return rows(sql, client)
        .map(
            rows ->
                rows.filter(row -> !row.getBoolean("gone"))
                    .map(row -> endpoint(box, client, row))
                    .toList());
  }

  private static Future<Stream<Row>> rows(SqlClient sql, ClientId client) {
    return Sql.LIST_REGISTERED_ENDPOINTS
        .on(sql)
        .bind("client", client.value())
        .execute()
        .map(rows -> StreamSupport.stream(rows.spliterator(), false));
  }

  private static RegisteredEndpoint endpoint(SealedBox box, ClientId client, Row row) {
    byte[] target = row.getBuffer("target").getBytes();
    return new RegisteredEndpoint(
        row.getString("name"),
        (Target.Webhook) StoredJson.target(box.open(target, SealingPurposes.TARGET, client)),
        Arrays.stream(row.getArrayOfStrings("job_formats")).map(DialectName::new).toList(),
        row.getBoolean("all_jobs"),
        Set.of(row.getArrayOfStrings("events")),
        Optional.ofNullable(row.getInteger("rate_per_second")),
        row.getBoolean("enabled"),
        Columns.instant(row, "created_at"));
  }
}
