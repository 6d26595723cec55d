package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.Once;
import dev.hookpress.api.http.Once.Key;
import dev.hookpress.api.http.Once.Outcome;
import dev.hookpress.api.templates.Templates;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.records.PgOnce;
import dev.hookpress.postgres.records.PgTemplates;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.template.CheckedTemplate;
import dev.hookpress.template.TemplateEngine;
import dev.hookpress.template.TemplateLimits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An idempotency key, what the request does and its answer are one transaction. */
class OnceIT extends OnPostgres {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final byte[] SAME = {1};
  private static final CheckedTemplate HTML =
      (CheckedTemplate) new TemplateEngine(TemplateLimits.withOutput(1 << 20)).check("<p>");

  private final ClientId client = new ClientId(UlidCreator.getMonotonicUlid().toUuid());
  private final AtomicInteger committed = new AtomicInteger();
  private final Once<Templates> once =
      new PgOnce<>(
          pool,
          new SealedBox(new byte[32]),
          Duration.ofHours(24),
          within -> new PgTemplates(within.client(), now -> UUID.randomUUID()),
          committed::incrementAndGet,
          now -> UUID.randomUUID());

  @Test
  void aRepeatIsAnsweredWithoutBeingPerformed() {
    Answer first = done(once.once(client, new Key("k", SAME), NOW, this::create));
    Outcome second = await(once.once(client, new Key("k", SAME), NOW, this::create));

    assertThat(second).isInstanceOf(Outcome.Repeated.class);
    assertThat(((Outcome.Repeated) second).answer()).isEqualTo(first);
    assertThat(await(once.once(client, new Key("k", new byte[] {2}), NOW, this::create)))
        .isEqualTo(new Outcome.Conflict());
    assertThat(templates()).isEqualTo(1);
    assertThat(committed).hasValue(1);
  }

  @Test
  void whatFailsAfterItsEffectHasDoneNothing() {
    assertThatThrownBy(
            () ->
                await(
                    once.once(
                        client,
                        new Key("k", SAME),
                        NOW,
                        stores ->
                            create(stores)
                                .compose(
                                    made ->
                                        Future.failedFuture(
                                            new IllegalStateException("the node dies"))))))
        .hasMessageContaining("the node dies");
    assertThat(templates()).isZero();

    done(once.once(client, new Key("k", SAME), NOW, this::create));
    assertThat(templates()).isEqualTo(1);
  }

  @Test
  void aRefusalDoesNothingAndLeavesTheKeyFree() {
    Answer refused =
        done(
            once.once(
                client,
                new Key("k", SAME),
                NOW,
                stores -> create(stores).map(made -> Answer.json(409, Json.object()))));
    assertThat(((Answer.Body) refused).status()).isEqualTo(409);
    assertThat(templates()).isZero();
    done(once.once(client, new Key("k", new byte[] {2}), NOW, this::create));
  }

  @Test
  void aRequestThatComesWhileItsTwinIsPerformedWaitsForIt() {
    Promise<Void> goOn = Promise.promise();
    Promise<Void> begun = Promise.promise();
    Future<Outcome> first =
        once.once(
            client,
            new Key("k", SAME),
            NOW,
            stores -> {
              begun.complete();
              return goOn.future().compose(go -> create(stores));
            });
    await(begun.future());
    Future<Outcome> second = once.once(client, new Key("k", SAME), NOW, this::create);
    goOn.complete();

    assertThat(await(first)).isInstanceOf(Outcome.Done.class);
    assertThat(await(second)).isInstanceOf(Outcome.Repeated.class);
    assertThat(templates()).isEqualTo(1);
  }

  @Test
  void aKeyIsForgottenAfterItsTime() {
    done(once.once(client, new Key("k", SAME), NOW, this::create));
    Instant later = NOW.plus(Duration.ofHours(24));
    done(once.once(client, new Key("k", new byte[] {2}), later, this::create));
    assertThat(templates()).isEqualTo(2);

    await(new PgUpkeep(pool).dropOld(later.plusSeconds(1), Duration.ofDays(9), Duration.ZERO));
    assertThat(
            await(
                    pool.preparedQuery("select from idempotent_answer where client_id = $1")
                        .execute(io.vertx.sqlclient.Tuple.of(client.value())))
                .size())
        .isZero();
  }

  private Future<Answer> create(Templates templates) {
    return templates
        .create(client, "name", HTML, NOW)
        .map(made -> Answer.json(201, Json.object().put("made", made.toString())));
  }

  private static Answer done(Future<Outcome> outcome) {
    Outcome done = await(outcome);
    assertThat(done).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) done).answer();
  }

  private int templates() {
    PgTemplates all = new PgTemplates(pool, now -> UUID.randomUUID());
    return List.copyOf(await(all.templates(client, Optional.empty(), 10))).size();
  }
}
