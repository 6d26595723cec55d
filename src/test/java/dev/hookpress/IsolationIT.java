package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A node that renders in processes: bombs fail by themselves, and killed processes cost nothing.
 */
class IsolationIT {
  private static final String HUGE =
      "<svg xmlns='http://www.w3.org/2000/svg' width='500' height='500'>"
          + "<path d='M0 0 L1000000 0' stroke='black' stroke-dasharray='0.0001'/></svg>";

  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();
  @RegisterExtension final Installation hookpress = new Installation();
  private final SystemNode node =
      hookpress.start(
          Map.of(
              "HOOKPRESS_RENDER_ISOLATION", "process",
              "HOOKPRESS_RENDER_MEMORY_MB", "128",
              "HOOKPRESS_RENDER_THREADS", "1"));

  @AfterEach
  void noProcessOutlivesTheNode() {
    node.close();
    assertThat(processes()).isEmpty();
  }

  @Test
  void aBombFailsAloneAtItsFirstTryAndIsCounted() {
    String bomb = node.submit(job(HUGE));
    String other = node.submitHello(receiver.uri("/hook"));

    JsonObject failed = node.ended(bomb);
    assertThat(failed.getString("status")).isEqualTo("failed");
    assertThat(failed.getJsonObject("error").getString("code")).isEqualTo("RENDER_OUT_OF_MEMORY");
    assertThat(node.ended(other).getString("status")).isEqualTo("completed");
  }

  /**
   * Whatever a process is doing when it is killed: starting, idle, reading, rendering, answering.
   */
  @Test
  void processesThatAreKilledLoseNoDocument() {
    List<String> jobs = new ArrayList<>();
    Set<Long> killed = new HashSet<>();
    for (int i = 0; i < 8; i++) {
      jobs.add(node.submitHello(receiver.uri("/hook")));
      ProcessHandle process = processes().stream().findAny().orElse(null);
      if (process != null && i % 2 == 0) {
        killed.add(process.pid());
        process.destroyForcibly();
      }
    }

    for (String job : jobs) {
      assertThat(node.ended(job).getString("status")).as(job).isEqualTo("completed");
    }
    assertThat(killed).isNotEmpty();
    receiver.await(jobs.size(), Duration.ofSeconds(30));
    assertThat(receiver.received()).hasSize(jobs.size());
  }

  private static String job(String html) {
    return new JsonObject()
        .put("parts", new JsonArray().add(new JsonObject().put("html", html)))
        .encode();
  }

  private static List<ProcessHandle> processes() {
    return ProcessHandle.current()
        .children()
        .filter(it -> it.info().command().orElse("").endsWith("java"))
        .toList();
  }
}
