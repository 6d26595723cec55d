package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.node.Role;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.TestServers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes on the same servers share the error window, and learn of a block at once. */
class TwoNodesIT {
  // The promise on an idle machine is a second; a block that is not announced or polled takes 90 s.
  private static final Duration A_SECOND = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Set<Role> ALL = EnumSet.allOf(Role.class);
  private static final Set<Role> API = EnumSet.of(Role.API);

  private final MutableClock clock = MutableClock.now();
  private final TestServers.DedicatedRedis redis = TestServers.dedicatedRedis();

  @RegisterExtension
  final Installation hookpress =
      new Installation(clock, TestServers.migratedDatabase(), redis.uri());

  @RegisterExtension
  final LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(500));

  @AfterEach
  void stop() {
    redis.close();
  }

  private SystemNode node(Set<Role> roles, String limit) {
    return hookpress.start(roles, Map.of("HOOKPRESS_BREAKER_ERRORS", limit));
  }

  /** Submits jobs whose callbacks fail; returns when the errors of all so far are counted. */
  private String fail(SystemNode through, SystemNode counting, int count, int errorsThere) {
    String last = "";
    for (int i = 0; i < count; i++) {
      last = through.submitHello(receiver.uri("/"));
    }
    eventually(() -> errorsCountedBy(counting) == errorsThere);
    return last;
  }

  private static double errorsCountedBy(SystemNode node) {
    return node.management("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("hookpress_attempt_duration_seconds_count{"))
        .filter(line -> line.contains("status_rejected"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** The time until the other node reports the block that the counting node reports. */
  private Duration untilToldBy(SystemNode other, SystemNode counting, String job) {
    assertThat(counting.job(job).containsKey("blocked_until")).isTrue();
    long told = System.nanoTime();
    eventually(() -> other.job(job).containsKey("blocked_until"));
    assertThat(other.job(job).getString("blocked_until"))
        .isEqualTo(counting.job(job).getString("blocked_until"));
    return Duration.ofNanos(System.nanoTime() - told);
  }

  @Test
  void twentyFiveErrorsOnEachOfTwoNodesBlockOnBothWithinASecond() {
    try (SystemNode first = node(ALL, "50")) {
      fail(first, first, 25, 25);
    }
    try (SystemNode second = node(ALL, "50");
        SystemNode other = node(API, "50")) {
      String job = fail(other, second, 24, 24);
      assertThat(second.job(job).containsKey("blocked_until")).isFalse();
      assertThat(other.job(job).containsKey("blocked_until")).isFalse();
      job = fail(other, second, 1, 25);
      assertThat(untilToldBy(other, second, job)).isLessThan(A_SECOND);
      receiver.await(50, PATIENCE);
    }
  }

  @Test
  void withoutAnnouncementsANodeLearnsOfABlockByPolling() {
    TestServers.redis(redis.uri(), "ACL SETUSER default resetchannels");
    try (SystemNode counting = node(ALL, "2");
        SystemNode other = node(API, "2")) {
      String job = fail(other, counting, 2, 2);
      // Nodes poll a second after the last poll ended.
      assertThat(untilToldBy(other, counting, job)).isLessThan(A_SECOND.plusSeconds(1));
    }
  }
}
