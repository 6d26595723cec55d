package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.TestServers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The standalone where its own servers do not run. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ElsewhereE2E {
  /** The program believes that it is on FreeBSD; the JDK itself would look for a Mac's classes. */
  private static final String FREE_BSD = "-Dos.name=FreeBSD";

  @Test
  void withoutServersTheMessageNamesThem() {
    try (Program program = Program.standalone("elsewhere", Map.of("JAVA_TOOL_OPTIONS", FREE_BSD))) {
      assertThat(program.run()).isEqualTo(2);
      assertThat(program.output())
          .contains("FreeBSD", "HOOKPRESS_POSTGRES_URI=", "HOOKPRESS_REDIS_URI=")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void withTheUsersServersTheStandaloneRunsItsDemonstration() {
    // Java starts no process on a system that it does not know, so none can render.
    Map<String, String> settings =
        Map.of(
            "JAVA_TOOL_OPTIONS",
            FREE_BSD,
            "HOOKPRESS_RENDER_ISOLATION",
            "thread",
            "HOOKPRESS_POSTGRES_URI",
            TestServers.freshDatabase(),
            "HOOKPRESS_REDIS_URI",
            TestServers.freshRedis(),
            "HOOKPRESS_DEMO",
            "true");
    try (Program program = Program.standalone("elsewhere", settings).start()) {
      Waiting.until(
          "the demonstration is over",
          Duration.ofMinutes(2),
          () -> program.output().contains("Stop it with Ctrl-C."),
          program::output);

      assertThat(program.output()).contains("Using the given PostgreSQL and Redis");
      assertThat(program.printed("native")).contains("received", "verified");
      assertThat(program.data().resolve("postgres")).doesNotExist();
      assertThat(program.data().resolve("redis")).doesNotExist();
    }
  }
}
