package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.signing.SigningSecret;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIGTERM under load: nothing is lost or sent twice. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ShutdownE2E {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final int JOBS_BEFORE_THE_SIGNAL = 200;
  private static final int MANY = 10_000;

  @Test
  void everyAcceptedJobIsCalledBackOnceAcrossARestart() throws Exception {
    Promise<Void> release = Promise.promise();
    try (LocalReceiver receiver =
            LocalReceiver.start(request -> Answer.statusLater(200, release.future()));
        Program program =
            Program.standalone(
                    "shutdown",
                    Map.of(
                        "HOOKPRESS_DELIVERY_SLOTS_PER_ENDPOINT",
                        "16",
                        "HOOKPRESS_RENDER_ISOLATION",
                        "thread"))
                .start()) {
      Submitters submitters = new Submitters(program.api(), receiver.uri("/hook"), false);
      submitters.start(4, MANY);
      Waiting.until(
          "there is load",
          SOON,
          () ->
              submitters.accepted().size() >= JOBS_BEFORE_THE_SIGNAL
                  && !receiver.received().isEmpty(),
          program::output);

      program.askToStop();

      Waiting.until(
          "it is no longer ready", SOON, () -> program.readyStatus() == 503, program::output);
      // It waits for attempts in flight.
      assertThat(program.isAlive()).isTrue();
      release.complete();
      assertThat(program.awaitEnd()).isZero();
      submitters.awaitEnd();
      Collection<String> jobs = submitters.accepted().values();
      int deliveredBefore = receiver.received().size();
      assertThat(deliveredBefore).isLessThan(jobs.size());

      program.start();

      Ledger ledger = new Ledger(receiver);
      ledger.awaitAll(jobs, program);
      ledger.audit(
          jobs,
          SigningSecret.parse(program.printed("signing secret")).orElseThrow(),
          program.api());
      assertThat(ledger.repeated()).isEmpty();
      // Every accepted request got an answer.
      assertThat(program.database().jobs()).isEqualTo(jobs.size());
      assertThat(program.terminate()).isZero();
    }
  }
}
