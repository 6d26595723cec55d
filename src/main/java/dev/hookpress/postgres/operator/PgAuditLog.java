package dev.hookpress.postgres.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.operator.Actor;
import dev.hookpress.operator.Actor.Source;
import dev.hookpress.operator.AuditEntry;
import dev.hookpress.operator.AuditLog;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads the audit log. */
public final class PgAuditLog implements AuditLog {
  private final Pool pool;

  public PgAuditLog(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<List<Recorded>> entries(
      Optional<String> subject, Optional<UUID> before, int limit) {
    return Sql.LIST_AUDIT
        .on(pool)
        .bind("subject", subject.orElse(null))
        .bind("before_id", before.orElse(null))
        .bind("limit", limit)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(PgAuditLog::recorded).toList());
  }

  private static Recorded recorded(Row row) {
    Source source = Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT));
    return new Recorded(
        row.getUUID("id"),
        Columns.instant(row, "at"),
        new AuditEntry(
            new Actor(row.getString("actor"), source),
            row.getString("action"),
            row.getString("subject"),
            json(row.getString("before")),
            json(row.getString("after"))));
  }

  private static Optional<ObjectNode> json(String text) {
    return Optional.ofNullable(text)
        .map(
            written ->
                (ObjectNode)
                    ((Json.Read.Tree) Json.read(written.getBytes(StandardCharsets.UTF_8))).root());
  }
}
