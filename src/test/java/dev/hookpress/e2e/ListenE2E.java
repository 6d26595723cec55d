package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.signing.SigningSecret;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Received;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged program brings callbacks to a machine that the service cannot reach. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ListenE2E {
  private static final int JOBS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void tenCallbacksAreForwardedSignedAsTheyWouldBe() throws Exception {
    try (LocalReceiver receiver = LocalReceiver.start();
        Program service = Program.standalone("listened", Map.of()).start();
        Program listener =
            Program.command(
                    "listen",
                    Map.of("HOOKPRESS_API_KEY", service.api().key()),
                    "listen",
                    "--api",
                    "http://127.0.0.1:" + service.api().port(),
                    "--forward",
                    receiver.uri("/hook").toString())
                .begin()) {
      Waiting.until(
          "it listens", PATIENCE, () -> listener.output().contains("Listening."), listener::output);
      Set<String> jobs = new HashSet<>();
      for (int i = 0; i < JOBS; i++) {
        jobs.add(Api.id(service.api().post("/v1/jobs", "{\"parts\":[{\"html\":\"<p>Hi\"}]}")));
      }

      Waiting.until(
          "all have come",
          PATIENCE,
          () -> receiver.received().size() >= JOBS,
          () -> listener.output() + service.output());

      List<Received> received = receiver.received();
      assertThat(received).hasSize(JOBS);
      SigningSecret secret = SigningSecret.parse(service.printed("signing secret")).orElseThrow();
      Set<String> told = new HashSet<>();
      for (Received one : received) {
        assertThat(Ledger.signedBy(secret, one)).isTrue();
        told.add(one.body().toJsonObject().getString("job_id"));
      }
      assertThat(told).isEqualTo(jobs);
      assertThat(listener.output()).contains("job.completed job_", ": 200");
    }
  }
}
