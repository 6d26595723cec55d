package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookpress.support.LocalReceiver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The program is killed with {@code kill -9} while jobs are canceled. A cancellation that was
 * answered stands and is called back; any other has happened wholly or not at all.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class CancelE2E {
  private static final Duration SOON = Duration.ofSeconds(240);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int JOBS = 12;
  private static final int ANSWERED = 3;
  private static final int CALLERS = 4;

  @Test
  void whileCanceling() throws Exception {
    try (LocalReceiver receiver = LocalReceiver.start();
        Program program =
            Program.standalone("cancel", Map.of("HOOKPRESS_RENDER_ISOLATION", "thread"))) {
      program.start();
      List<String> jobs = new ArrayList<>();
      for (int i = 0; i < JOBS; i++) {
        jobs.add(program.api().submit(Pages.slow(), receiver.uri("/hook"), "cancel-" + i));
      }
      Set<String> canceled = ConcurrentHashMap.newKeySet();
      ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
      jobs.forEach(job -> callers.execute(() -> cancel(program.api(), job, canceled)));
      Waiting.until("some are canceled", SOON, () -> canceled.size() >= ANSWERED, program::output);
      program.kill();
      callers.shutdown();
      assertThat(callers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      Set<String> answered = Set.copyOf(canceled);

      program.start();

      Waiting.until(
          "all are called back",
          SOON,
          () -> told(receiver).keySet().containsAll(jobs),
          program::output);
      Map<String, Set<String>> told = told(receiver);
      for (String job : jobs) {
        String status = program.api().job(job).path("status").asText();
        assertThat(status).isIn("canceled", "completed");
        assertThat(told.get(job)).containsExactly(status);
      }
      assertThat(answered).allSatisfy(job -> assertThat(told.get(job)).containsExactly("canceled"));
    }
  }

  private static void cancel(Api api, String job, Set<String> canceled) {
    try {
      if (api.cancel(job).statusCode() == 200) {
        canceled.add(job);
      }
    } catch (IOException unknown) {
      // No answer came: it may have been canceled or not.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The ends that were called back, by job. */
  private static Map<String, Set<String>> told(LocalReceiver receiver) throws IOException {
    List<JsonNode> bodies = new ArrayList<>();
    for (LocalReceiver.Received one : receiver.received()) {
      bodies.add(JSON.readTree(one.text()));
    }
    return bodies.stream()
        .collect(
            Collectors.groupingBy(
                body -> body.path("job_id").asText(),
                Collectors.mapping(body -> body.path("status").asText(), Collectors.toSet())));
  }
}
