package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.templates.TemplateBook;
import dev.hookpress.api.templates.Templates;
import dev.hookpress.api.templates.Templates.Storing;
import dev.hookpress.contracts.TemplatesContract;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.postgres.records.PgTemplates;
import dev.hookpress.support.FreshDatabase;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stored templates, on a real Postgres. */
class TemplatesIT extends TemplatesContract {
  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  private final PgTemplates templates = new PgTemplates(DATABASE.pool(), ids);

  @Override
  protected Templates templates() {
    return templates;
  }

  @Override
  protected TemplateBook book() {
    return templates;
  }

  @Test
  void templatesAndVersionsAreLimited() {
    TemplateId id = created("a", "text").template();
    await(
        DATABASE
            .pool()
            .preparedQuery("update template set latest = $2 where client_id = $1")
            .execute(Tuple.of(client.value(), Templates.MAX_VERSIONS)));
    assertThat(added(id, "more")).isEqualTo(new Storing.Full(Templates.MAX_VERSIONS));
    await(
        DATABASE
            .pool()
            .preparedQuery(
                "insert into template (client_id, id, name, created_at, latest)"
                    + " select $1, gen_random_uuid(), 'x', now(), 1 from generate_series(2, $2)")
            .execute(Tuple.of(client.value(), Templates.MAX_TEMPLATES)));
    assertThat(await(templates.create(client, "b", checked("x"), NOW)))
        .isEqualTo(new Storing.Full(Templates.MAX_TEMPLATES));
    assertThat(await(templates.delete(client, id, NOW))).isTrue();
    assertThat(await(templates.create(client, "b", checked("x"), NOW)))
        .isInstanceOf(Storing.Stored.class);
  }
}
