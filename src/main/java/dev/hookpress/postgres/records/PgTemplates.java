package dev.hookpress.postgres.records;

import dev.hookpress.api.templates.TemplateBook;
import dev.hookpress.api.templates.TemplateView;
import dev.hookpress.api.templates.Templates;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import dev.hookpress.template.CheckedTemplate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.commons.codec.digest.DigestUtils;

/** Stores templates and their versions. */
public final class PgTemplates implements Templates, TemplateBook {
  private static final UUID LAST = new UUID(-1, -1);

  private final Pool pool;
  private final Function<Instant, UUID> ids;

  /**
   * Creates the store.
   *
   * @param ids generates template ids: ULIDs in ascending order
   */
  public PgTemplates(Pool pool, Function<Instant, UUID> ids) {
    this.pool = pool;
    this.ids = ids;
  }

  @Override
  public Future<Storing> create(ClientId client, String name, CheckedTemplate html, Instant now) {
    TemplateId id = new TemplateId(ids.apply(now));
    return pool.preparedQuery(Sql.CREATE_TEMPLATE.text())
        .execute(
            Tuple.tuple()
                .addUUID(client.value())
                .addUUID(id.value())
                .addString(name)
                .addOffsetDateTime(Columns.time(now))
                .addString(html.html())
                .addBuffer(Buffer.buffer(DigestUtils.sha256(html.html())))
                .addInteger(MAX_TEMPLATES))
        .map(
            rows ->
                rows.size() == 0
                    ? new Storing.Full(MAX_TEMPLATES)
                    : new Storing.Stored(new TemplateVersion(id, 1)));
  }

  @Override
  public Future<Storing> addVersion(
      ClientId client, TemplateId id, Optional<String> name, CheckedTemplate html, Instant now) {
    return pool.preparedQuery(Sql.ADD_TEMPLATE_VERSION.text())
        .execute(
            Tuple.tuple()
                .addUUID(client.value())
                .addUUID(id.value())
                .addString(html.html())
                .addBuffer(Buffer.buffer(DigestUtils.sha256(html.html())))
                .addOffsetDateTime(Columns.time(now))
                .addInteger(MAX_VERSIONS)
                .addString(name.orElse(null)))
        .map(rows -> stored(id, rows.iterator().next()));
  }

  @Override
  public Future<Boolean> delete(ClientId client, TemplateId id, Instant now) {
    return pool.preparedQuery(Sql.DELETE_TEMPLATE.text())
        .execute(Tuple.of(client.value(), id.value(), Columns.time(now)))
        .map(rows -> rows.rowCount() > 0);
  }

  @Override
  public Future<Optional<TemplateView>> template(ClientId client, TemplateId id) {
    return pool.preparedQuery(Sql.FIND_TEMPLATE.text())
        .execute(Tuple.of(client.value(), id.value()))
        .map(rows -> views(rows).stream().findFirst());
  }

  @Override
  public Future<List<TemplateView>> templates(
      ClientId client, Optional<TemplateId> before, int limit) {
    return pool.preparedQuery(Sql.LIST_TEMPLATES.text())
        .execute(Tuple.of(client.value(), before.map(TemplateId::value).orElse(LAST), limit))
        .map(PgTemplates::views);
  }

  @Override
  public Future<Optional<String>> html(ClientId client, TemplateVersion version) {
    return pool.preparedQuery(Sql.FIND_TEMPLATE_HTML.text())
        .execute(Tuple.of(client.value(), version.template().value(), version.number()))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString("html"))
                    .findFirst());
  }

  private static Storing stored(TemplateId id, Row row) {
    Integer number = row.getInteger("number");
    if (number != null) {
      return new Storing.Stored(new TemplateVersion(id, number));
    }
    return row.getBoolean("known") ? new Storing.Full(MAX_VERSIONS) : new Storing.Unknown();
  }

  private static List<TemplateView> views(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(PgTemplates::view).toList();
  }

  private static TemplateView view(Row row) {
    return new TemplateView(
        new TemplateId(row.getUUID("id")),
        row.getString("name"),
        row.getInteger("number"),
        HexFormat.of().formatHex(row.getBuffer("sha256").getBytes()),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "version_created_at"));
  }
}
