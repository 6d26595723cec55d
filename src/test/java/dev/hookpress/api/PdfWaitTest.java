package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.http.Answer;
import dev.hookpress.api.jobs.PdfWait;
import dev.hookpress.api.jobs.PdfWaitLimit;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.tailpdf.TailpdfDialect;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The number of callers who wait for their PDF is limited. */
class PdfWaitTest {
  private final Dialect dialect = Dialects.of(TailpdfDialect.NAME);
  private final PdfWait waiting = new PdfWait(null, null, null, Clock.systemUTC());
  private final List<Promise<Answer>> inside = new ArrayList<>();

  @Test
  void aClientMayHaveAQuarterOfTheWaits() {
    for (int i = 0; i < PdfWaitLimit.MAX_PER_CLIENT; i++) {
      assertThat(enter(client(1)).isComplete()).isFalse();
    }

    Answer.Body refused = (Answer.Body) enter(client(1)).result();

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("Retry-After", "2");
    assertThat(refused.body().toString()).contains("may have 32 requests that wait");
    assertThat(enter(client(2)).isComplete()).isFalse();
  }

  @Test
  void anEndedWaitFreesItsPlace() {
    for (int i = 0; i < PdfWaitLimit.MAX_PER_CLIENT; i++) {
      enter(client(1));
    }
    inside.get(0).complete(new Answer.NoContent());
    inside.get(1).fail("away");

    assertThat(enter(client(1)).isComplete()).isFalse();
    assertThat(enter(client(1)).isComplete()).isFalse();
    assertThat(enter(client(1)).isComplete()).isTrue();
  }

  @Test
  void aFullNodeRejectsEveryWait() {
    for (int i = 0; i < PdfWaitLimit.MAX; i++) {
      enter(client(i));
    }

    Answer.Body refused = (Answer.Body) enter(client(1000)).result();

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers()).containsKey("Retry-After");
    assertThat(inside).hasSize(PdfWaitLimit.MAX);
  }

  private Future<Answer> enter(Client client) {
    return waiting.inPlace(
        client,
        dialect,
        () -> {
          Promise<Answer> work = Promise.promise();
          inside.add(work);
          return work.future();
        });
  }

  private static Client client(int number) {
    return new Client(new ClientId(new UUID(3, number)), "one", 1, 1);
  }
}
