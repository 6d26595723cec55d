package dev.hookpress.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.hookpress.api.templates.TemplateView;
import dev.hookpress.api.templates.Templates;
import dev.hookpress.api.templates.Templates.Storing;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.postgres.records.PgTemplates;
import dev.hookpress.template.CheckedTemplate;
import dev.hookpress.template.TemplateEngine;
import dev.hookpress.template.TemplateLimits;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stored templates, on a real Postgres. */
class TemplatesIT extends OnPostgres {
  private static final Instant NOW = Samples.NOW;
  private static final TemplateEngine ENGINE =
      new TemplateEngine(TemplateLimits.withOutput(1 << 20));

  private final UlidFactory ulids = UlidFactory.newMonotonicInstance();
  private final Function<Instant, UUID> ids = at -> ulids.create(at.toEpochMilli()).toUuid();
  private final PgTemplates templates = new PgTemplates(pool, ids);
  private final ClientId client = Samples.newClient();

  private static CheckedTemplate checked(String html) {
    assertThat(ENGINE.check(html)).isInstanceOf(CheckedTemplate.class);
    return (CheckedTemplate) ENGINE.check(html);
  }

  private TemplateVersion created(String name, String html) {
    Storing storing = await(templates.create(client, name, checked(html), NOW));
    assertThat(storing).isInstanceOf(Storing.Stored.class);
    return ((Storing.Stored) storing).version();
  }

  private Storing added(TemplateId id, String html) {
    return await(
        templates.addVersion(client, id, Optional.empty(), checked(html), NOW.plusSeconds(60)));
  }

  private Optional<String> html(TemplateVersion version) {
    return await(templates.html(client, version));
  }

  @Test
  void whatIsStoredIsReadBack() {
    TemplateVersion first = created("Rechnung", "<p>{{name}} – €</p>");
    assertThat(first.number()).isEqualTo(1);
    TemplateView view = await(templates.template(client, first.template())).orElseThrow();
    assertThat(view)
        .isEqualTo(
            new TemplateView(
                first.template(),
                "Rechnung",
                1,
                "1c05b831c14209b72524b24712c0360ec422c97dc42d56d56b6065353ac6b4a8",
                NOW,
                NOW));
    assertThat(html(first)).contains("<p>{{name}} – €</p>");
  }

  @Test
  void aNewVersionLeavesTheOldOneAsItWas() {
    TemplateVersion first = created("a", "one");
    TemplateVersion second = new TemplateVersion(first.template(), 2);
    assertThat(added(first.template(), "two")).isEqualTo(new Storing.Stored(second));
    assertThat(html(first)).contains("one");
    assertThat(html(second)).contains("two");
    assertThat(html(new TemplateVersion(first.template(), 3))).isEmpty();
    TemplateView view = await(templates.template(client, first.template())).orElseThrow();
    assertThat(view.version()).isEqualTo(2);
    assertThat(view.createdAt()).isEqualTo(NOW);
    assertThat(view.updatedAt()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void aNewVersionMayBringANewName() {
    TemplateId id = created("old", "one").template();
    await(templates.addVersion(client, id, Optional.of("new"), checked("two"), NOW));
    assertThat(await(templates.template(client, id)).orElseThrow().name()).isEqualTo("new");
    assertThat(added(id, "three")).isInstanceOf(Storing.Stored.class);
    assertThat(await(templates.template(client, id)).orElseThrow().name()).isEqualTo("new");
  }

  @Test
  void versionsAddedAtOnceGetNumbersOfTheirOwn() {
    TemplateId id = created("a", "first").template();
    List<Future<Storing>> adding =
        IntStream.range(0, 20)
            .mapToObj(
                i -> templates.addVersion(client, id, Optional.empty(), checked("v" + i), NOW))
            .toList();
    await(Future.all(adding));
    assertThat(adding.stream().map(f -> ((Storing.Stored) f.result()).version().number()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, 21).boxed().toList());
    assertThat(await(templates.template(client, id)).orElseThrow().version()).isEqualTo(21);
  }

  @Test
  void aDeletedTemplateIsNamedNoMoreButStillRenders() {
    TemplateVersion version = created("a", "text");
    assertThat(await(templates.delete(client, version.template(), NOW))).isTrue();
    assertThat(await(templates.delete(client, version.template(), NOW))).isFalse();
    assertThat(await(templates.template(client, version.template()))).isEmpty();
    assertThat(await(templates.templates(client, Optional.empty(), 10))).isEmpty();
    assertThat(added(version.template(), "two")).isEqualTo(new Storing.Unknown());
    assertThat(html(version)).contains("text");
  }

  @Test
  void theyAreListedNewestFirstPageByPage() {
    List<TemplateId> made =
        IntStream.range(0, 5).mapToObj(i -> created("t" + i, "x").template()).toList();
    assertThat(await(templates.delete(client, made.get(3), NOW))).isTrue();
    List<TemplateView> page = await(templates.templates(client, Optional.empty(), 2));
    assertThat(page).extracting(TemplateView::id).containsExactly(made.get(4), made.get(2));
    assertThat(await(templates.templates(client, Optional.of(made.get(2)), 2)))
        .extracting(TemplateView::name)
        .containsExactly("t1", "t0");
  }

  @Test
  void oneClientNeverReachesAnothers() {
    TemplateVersion version = created("a", "text");
    ClientId stranger = Samples.newClient();
    assertThat(await(templates.template(stranger, version.template()))).isEmpty();
    assertThat(await(templates.html(stranger, version))).isEmpty();
    assertThat(await(templates.templates(stranger, Optional.empty(), 10))).isEmpty();
    assertThat(await(templates.delete(stranger, version.template(), NOW))).isFalse();
    assertThat(
            await(
                templates.addVersion(
                    stranger, version.template(), Optional.empty(), checked("b"), NOW)))
        .isEqualTo(new Storing.Unknown());
    assertThat(await(templates.template(client, version.template()))).isPresent();
  }

  @Test
  void thereIsAMostOfTemplatesAndOfVersions() {
    TemplateId id = created("a", "text").template();
    await(
        pool.preparedQuery("update template set latest = $2 where client_id = $1")
            .execute(Tuple.of(client.value(), Templates.MAX_VERSIONS)));
    assertThat(added(id, "more")).isEqualTo(new Storing.Full(Templates.MAX_VERSIONS));
    await(
        pool.preparedQuery(
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
