package dev.hookpress.postgres.records;

import dev.hookpress.api.templates.TemplateBook;
import dev.hookpress.api.templates.TemplateView;
import dev.hookpress.api.templates.Templates;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.job.document.TemplateSource;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import dev.hookpress.template.CheckedTemplate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
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

  private final SqlClient pool;
  private final Function<Instant, UUID> ids;

  /**
   * Creates the store.
   *
   * @param ids generates template ids: ULIDs in ascending order
   */
  public PgTemplates(SqlClient pool, Function<Instant, UUID> ids) {
    this.pool = pool;
    this.ids = ids;
  }

  @Override
  public Future<Storing> create(ClientId client, String name, CheckedTemplate html, Instant now) {
    TemplateId id = new TemplateId(ids.apply(now));
    return Sql.CREATE_TEMPLATE
        .on(pool)
        .bind("client", client.value())
        .bind("template", id.value())
        .bind("name", name)
        .bind("now", Columns.time(now))
        .bind("html", html.html())
        .bind("language", html.language().label())
        .bind("settings", html.settingsJson().orElse(null))
        .bind("sha256", Buffer.buffer(DigestUtils.sha256(html.html())))
        .bind("max_templates", MAX_TEMPLATES)
        .execute()
        .map(
            rows ->
                rows.size() == 0
                    ? new Storing.Full(MAX_TEMPLATES)
                    : new Storing.Stored(new TemplateVersion(id, 1)));
  }

  @Override
  public Future<Storing> addVersion(
      ClientId client, TemplateId id, Optional<String> name, CheckedTemplate html, Instant now) {
    return Sql.ADD_TEMPLATE_VERSION
        .on(pool)
        .bind("client", client.value())
        .bind("template", id.value())
        .bind("html", html.html())
        .bind("language", html.language().label())
        .bind("settings", html.settingsJson().orElse(null))
        .bind("sha256", Buffer.buffer(DigestUtils.sha256(html.html())))
        .bind("now", Columns.time(now))
        .bind("max_versions", MAX_VERSIONS)
        .bind("name", name.orElse(null))
        .execute()
        .map(rows -> stored(id, rows.iterator().next()));
  }

  @Override
  public Future<Storing> put(
      ClientId client, String alias, Optional<String> name, CheckedTemplate html, Instant now) {
    TemplateId id = TemplateId.named(alias);
    return Sql.PUT_TEMPLATE
        .on(pool)
        .bind("client", client.value())
        .bind("template", id.value())
        .bind("alias", alias)
        .bind("name", name.orElse(null))
        .bind("now", Columns.time(now))
        .bind("html", html.html())
        .bind("language", html.language().label())
        .bind("settings", html.settingsJson().orElse(null))
        .bind("sha256", Buffer.buffer(DigestUtils.sha256(html.html())))
        .bind("max_templates", MAX_TEMPLATES)
        .bind("max_versions", MAX_VERSIONS)
        .execute()
        .map(
            rows ->
                rows.size() == 0
                    ? new Storing.Full(MAX_TEMPLATES)
                    : new Storing.Stored(
                        new TemplateVersion(id, rows.iterator().next().getInteger("number"))));
  }

  @Override
  public Future<Boolean> delete(ClientId client, TemplateId id, Instant now) {
    return Sql.DELETE_TEMPLATE
        .on(pool)
        .bind("client", client.value())
        .bind("template", id.value())
        .bind("now", Columns.time(now))
        .execute()
        .map(rows -> rows.rowCount() > 0);
  }

  @Override
  public Future<Optional<TemplateView>> template(ClientId client, TemplateId id) {
    return Sql.FIND_TEMPLATE
        .on(pool)
        .bind("client", client.value())
        .bind("template", id.value())
        .execute()
        .map(rows -> views(rows).stream().findFirst());
  }

  @Override
  public Future<List<TemplateView>> templates(
      ClientId client, Optional<TemplateId> before, int limit) {
    return Sql.LIST_TEMPLATES
        .on(pool)
        .bind("client", client.value())
        .bind("before", before.map(TemplateId::value).orElse(LAST))
        .bind("limit", limit)
        .execute()
        .map(PgTemplates::views);
  }

  @Override
  public Future<Optional<TemplateSource>> html(ClientId client, TemplateVersion version) {
    return Sql.FIND_TEMPLATE_HTML
        .on(pool)
        .bind("client", client.value())
        .bind("template", version.template().value())
        .bind("version", version.number())
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> new TemplateSource(language(row), row.getString("html")))
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

  private static TemplateLanguage language(Row row) {
    return TemplateLanguage.parse(row.getString("language")).orElseThrow();
  }

  private static TemplateView view(Row row) {
    return new TemplateView(
        new TemplateId(row.getUUID("id")),
        Optional.ofNullable(row.getString("alias")),
        language(row),
        row.getString("name"),
        row.getInteger("number"),
        HexFormat.of().formatHex(row.getBuffer("sha256").getBytes()),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "version_created_at"),
        Optional.ofNullable(row.getString("settings")));
  }
}
