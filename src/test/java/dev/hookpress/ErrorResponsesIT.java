package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hookpress.redis.ClockCheck;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** The attempts that count towards a block, as a client sees them; with low limits. */
class ErrorResponsesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final MutableClock clock = MutableClock.now();

  @RegisterExtension
  final LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(500));

  @RegisterExtension final Installation hookpress = new Installation(clock);
  private SystemNode node;

  private void start(int limit) {
    node =
        hookpress.start(
            Map.of(
                "HOOKPRESS_DELIVERY_DEADLINE_SECONDS",
                "1",
                "HOOKPRESS_BREAKER_ERRORS",
                Integer.toString(limit)));
  }

  /** Submits a job and returns when its first attempt is recorded. */
  private String attempted(URI callback, String outcome) {
    String job = node.submitHello(callback);
    eventually(
        () ->
            node.notification(job)
                .filter(one -> one.encode().contains("\"outcome\":\"" + outcome + "\""))
                .isPresent());
    return job;
  }

  private boolean blocked(String job) {
    return node.job(job).containsKey("blocked_until");
  }

  @Test
  void aWrongStatusATimeoutARefusedConnectionAndATlsFailureCount() {
    start(4);
    attempted(receiver.uri("/"), "status_rejected");
    attempted(URI.create("http://127.0.0.1:1/"), "connect_failed");
    attempted(URI.create("https://127.0.0.1:" + receiver.uri("/").getPort() + "/"), "tls_failed");
    receiver.answer(request -> Answer.silence());
    String last = node.submitHello(receiver.uri("/"));
    assertThat(blocked(last)).isFalse();
    eventually(() -> blocked(last));
    // An error is counted before its attempt is recorded.
    eventually(() -> node.notification(last).orElseThrow().encode().contains("\"timeout\""));
  }

  @Test
  void retriesCountLikeFirstAttempts() {
    start(3);
    String job = attempted(receiver.uri("/"), "status_rejected");
    clock.advance(Duration.ofSeconds(10));
    receiver.await(2, PATIENCE);
    assertThat(blocked(job)).isFalse();
    eventually(() -> node.notification(job).orElseThrow().getJsonArray("attempts").size() == 2);
    clock.advance(Duration.ofMinutes(7));
    receiver.await(3, PATIENCE);
    eventually(() -> blocked(job));
  }

  @Test
  void anAnswer410DoesNotCount() {
    start(1);
    receiver.answer(request -> Answer.status(410));
    assertThat(blocked(attempted(receiver.uri("/"), "gone"))).isFalse();
    receiver.answer(request -> Answer.status(500));
    assertThat(blocked(attempted(receiver.uri("/"), "status_rejected"))).isTrue();
  }

  @Test
  void aNodeReportsAWrongClockAtStart() {
    Logger logger = (Logger) LoggerFactory.getLogger(ClockCheck.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      clock.advance(Duration.ofHours(1));
      start(1);
      eventually(
          () ->
              log.list.stream()
                  .anyMatch(line -> String.valueOf(line.getKeyValuePairs()).contains("skewed")));
    } finally {
      logger.detachAppender(log);
    }
  }
}
