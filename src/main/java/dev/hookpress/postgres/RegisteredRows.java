package dev.hookpress.postgres;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointAuth;
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

  /** All of a client's, in the order of their registration, with what they demand of the sender. */
  public static Future<List<RegisteredEndpoint>> all(
      SqlClient sql, SealedBox box, ClientId client) {
    return rows(sql, client)
        .map(rows -> rows.map(row -> endpoint(box, client, row, auth(box, client, row))).toList());
  }

  /**
   * A client's, without those that are gone, and without what they demand of the sender, which is
   * known when they are sent to.
   */
  public static Future<List<RegisteredEndpoint>> heard(
      SqlClient sql, SealedBox box, ClientId client) {
    return rows(sql, client)
        .map(
            rows ->
                rows.filter(row -> !row.getBoolean("gone"))
                    .map(row -> endpoint(box, client, row, Optional.empty()))
                    .toList());
  }

  private static Future<Stream<Row>> rows(SqlClient sql, ClientId client) {
    return Sql.LIST_REGISTERED_ENDPOINTS
        .on(sql)
        .bind("client", client.value())
        .execute()
        .map(rows -> StreamSupport.stream(rows.spliterator(), false));
  }

  /** What an endpoint demands of the sender: the column {@code auth}, which may be null. */
  public static Optional<EndpointAuth> auth(SealedBox box, ClientId client, Row row) {
    return Optional.ofNullable(row.getBuffer("auth"))
        .map(
            bytes ->
                StoredJson.auth(box.open(bytes.getBytes(), SealingPurposes.ENDPOINT_AUTH, client)));
  }

  private static RegisteredEndpoint endpoint(
      SealedBox box, ClientId client, Row row, Optional<EndpointAuth> auth) {
    byte[] target = row.getBuffer("target").getBytes();
    return new RegisteredEndpoint(
        row.getString("name"),
        (Target.Webhook) StoredJson.target(box.open(target, SealingPurposes.TARGET, client)),
        Arrays.stream(row.getArrayOfStrings("job_formats")).map(DialectName::new).toList(),
        row.getBoolean("all_jobs"),
        Set.of(row.getArrayOfStrings("events")),
        Optional.ofNullable(row.getInteger("rate_per_second")),
        auth,
        row.getBoolean("enabled"),
        Columns.instant(row, "created_at"));
  }
}
