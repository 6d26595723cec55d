package dev.hookpress.contracts;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.templates.TemplateBook;
import dev.hookpress.api.templates.TemplateView;
import dev.hookpress.api.templates.Templates;
import dev.hookpress.api.templates.Templates.Storing;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.job.document.TemplateSource;
import dev.hookpress.job.document.TemplateVersion;
import dev.hookpress.template.CheckedTemplate;
import dev.hookpress.template.TemplateEngine;
import dev.hookpress.template.TemplateLimits;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Templates} and {@link TemplateBook} promise together. */
public abstract class TemplatesContract extends PortContract {
  private static final TemplateEngine ENGINE =
      new TemplateEngine(TemplateLimits.withOutput(1 << 20));

  protected abstract Templates templates();

  protected abstract TemplateBook book();

  protected static CheckedTemplate checked(String html) {
    assertThat(ENGINE.check(html)).isInstanceOf(CheckedTemplate.class);
    return (CheckedTemplate) ENGINE.check(html);
  }

  protected final TemplateVersion created(String name, String html) {
    Storing storing = await(templates().create(client, name, checked(html), NOW));
    assertThat(storing).isInstanceOf(Storing.Stored.class);
    return ((Storing.Stored) storing).version();
  }

  protected final Storing added(TemplateId id, String html) {
    return await(
        templates().addVersion(client, id, Optional.empty(), checked(html), NOW.plusSeconds(60)));
  }

  private Optional<String> html(TemplateVersion version) {
    return await(book().html(client, version)).map(TemplateSource::html);
  }

  @Test
  void aStoredTemplateIsReadAsItWasGiven() {
    TemplateVersion first = created("Rechnung", "<p>{{name}} – €</p>");
    assertThat(first.number()).isEqualTo(1);
    TemplateView view = await(book().template(client, first.template())).orElseThrow();
    assertThat(view)
        .isEqualTo(
            new TemplateView(
                first.template(),
                Optional.empty(),
                TemplateLanguage.HANDLEBARS,
                "Rechnung",
                1,
                "1c05b831c14209b72524b24712c0360ec422c97dc42d56d56b6065353ac6b4a8",
                NOW,
                NOW,
                Optional.empty()));
    assertThat(html(first)).contains("<p>{{name}} – €</p>");
  }

  @Test
  void eachVersionHasThePageThatItIsFor() {
    CheckedTemplate letter = checked("<p>").with(Optional.of("{\"paperSize\":\"Letter\"}"));
    await(templates().put(client, "with-page", Optional.empty(), letter, NOW));
    TemplateId id = TemplateId.named("with-page");
    assertThat(await(book().template(client, id)).orElseThrow().settingsJson())
        .contains("{\"paperSize\":\"Letter\"}");

    await(templates().addVersion(client, id, Optional.empty(), checked("<p>"), NOW));

    assertThat(await(book().template(client, id)).orElseThrow().settingsJson()).isEmpty();
  }

  @Test
  void aNewVersionLeavesTheOldOneUnchanged() {
    TemplateVersion first = created("a", "one");
    TemplateVersion second = new TemplateVersion(first.template(), 2);
    assertThat(added(first.template(), "two")).isEqualTo(new Storing.Stored(second));
    assertThat(html(first)).contains("one");
    assertThat(html(second)).contains("two");
    assertThat(html(new TemplateVersion(first.template(), 3))).isEmpty();
    TemplateView view = await(book().template(client, first.template())).orElseThrow();
    assertThat(view.version()).isEqualTo(2);
    assertThat(view.createdAt()).isEqualTo(NOW);
    assertThat(view.updatedAt()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void aTemplateMayBeStoredUnderANameOfTheClientsOwnAndChangesItsLanguage() {
    CheckedTemplate liquid =
        (CheckedTemplate) ENGINE.check(TemplateLanguage.LIQUID, "{% if a %}b{% endif %}");
    TemplateId id = TemplateId.named("cm8x_invoice");
    assertThat(await(templates().put(client, "cm8x_invoice", Optional.empty(), liquid, NOW)))
        .isEqualTo(new Storing.Stored(new TemplateVersion(id, 1)));
    assertThat(await(templates().put(client, "cm8x_invoice", Optional.of("I"), checked("x"), NOW)))
        .isEqualTo(new Storing.Stored(new TemplateVersion(id, 2)));
    TemplateView view = await(book().template(client, id)).orElseThrow();
    assertThat(view.alias()).contains("cm8x_invoice");
    assertThat(view.name()).isEqualTo("I");
    assertThat(view.language()).isEqualTo(TemplateLanguage.HANDLEBARS);
    assertThat(await(book().html(client, new TemplateVersion(id, 1))))
        .contains(new TemplateSource(TemplateLanguage.LIQUID, "{% if a %}b{% endif %}"));
    assertThat(await(templates().delete(client, id, NOW))).isTrue();
    assertThat(await(templates().put(client, "cm8x_invoice", Optional.empty(), liquid, NOW)))
        .isEqualTo(new Storing.Stored(new TemplateVersion(id, 3)));
    assertThat(await(book().template(other, id))).isEmpty();
  }

  @Test
  void aNewVersionMayChangeTheName() {
    TemplateId id = created("old", "one").template();
    await(templates().addVersion(client, id, Optional.of("new"), checked("two"), NOW));
    assertThat(await(book().template(client, id)).orElseThrow().name()).isEqualTo("new");
    assertThat(added(id, "three")).isInstanceOf(Storing.Stored.class);
    assertThat(await(book().template(client, id)).orElseThrow().name()).isEqualTo("new");
  }

  @Test
  void concurrentVersionsGetDifferentNumbers() {
    TemplateId id = created("a", "first").template();
    List<Future<Storing>> adding =
        IntStream.range(0, 20)
            .mapToObj(
                i -> templates().addVersion(client, id, Optional.empty(), checked("v" + i), NOW))
            .toList();
    await(Future.all(adding));
    assertThat(adding.stream().map(f -> ((Storing.Stored) f.result()).version().number()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, 21).boxed().toList());
    assertThat(await(book().template(client, id)).orElseThrow().version()).isEqualTo(21);
  }

  @Test
  void aDeletedTemplateIsNotListedButStillRenders() {
    TemplateVersion version = created("a", "text");
    assertThat(await(templates().delete(client, version.template(), NOW))).isTrue();
    assertThat(await(templates().delete(client, version.template(), NOW))).isFalse();
    assertThat(await(book().template(client, version.template()))).isEmpty();
    assertThat(await(book().templates(client, Optional.empty(), 10))).isEmpty();
    assertThat(added(version.template(), "two")).isEqualTo(new Storing.Unknown());
    assertThat(html(version)).contains("text");
  }

  @Test
  void templatesAreListedNewestFirstAndFromACursorOn() {
    List<TemplateId> made =
        IntStream.range(0, 5).mapToObj(i -> created("t" + i, "x").template()).toList();
    assertThat(await(templates().delete(client, made.get(3), NOW))).isTrue();
    List<TemplateView> page = await(book().templates(client, Optional.empty(), 2));
    assertThat(page).extracting(TemplateView::id).containsExactly(made.get(4), made.get(2));
    assertThat(await(book().templates(client, Optional.of(made.get(2)), 2)))
        .extracting(TemplateView::name)
        .containsExactly("t1", "t0");
  }

  @Test
  void anotherClientsTemplateDoesNotExist() {
    TemplateVersion version = created("a", "text");
    assertThat(await(book().template(other, version.template()))).isEmpty();
    assertThat(await(book().html(other, version))).isEmpty();
    assertThat(await(book().templates(other, Optional.empty(), 10))).isEmpty();
    assertThat(await(templates().delete(other, version.template(), NOW))).isFalse();
    assertThat(
            await(
                templates()
                    .addVersion(other, version.template(), Optional.empty(), checked("b"), NOW)))
        .isEqualTo(new Storing.Unknown());
    assertThat(await(book().template(client, version.template()))).isPresent();
  }
}
