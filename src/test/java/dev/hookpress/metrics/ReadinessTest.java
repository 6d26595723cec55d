package dev.hookpress.metrics;

import static dev.hookpress.metrics.Readiness.Need.OPTIONAL;
import static dev.hookpress.metrics.Readiness.Need.REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.metrics.Readiness.Check;
import dev.hookpress.metrics.Readiness.Need;
import dev.hookpress.metrics.Readiness.Report;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Check POSTGRES = up("postgres", REQUIRED);

  @Test
  void aNodeWhoseChecksAreAllUpIsReady() throws Exception {
    Report report = report(POSTGRES, up("redis", OPTIONAL));

    assertThat(report.ready()).isTrue();
    assertThat(report.json().encode())
        .isEqualTo("{\"status\":\"ready\",\"checks\":{\"postgres\":\"up\",\"redis\":\"up\"}}");
  }

  @Test
  void aNodeWithoutWhatItNeedsIsNotReady() throws Exception {
    Report report = report(down("postgres", REQUIRED), up("redis", OPTIONAL));

    assertThat(report.ready()).isFalse();
    assertThat(report.json().encode())
        .isEqualTo("{\"status\":\"unready\",\"checks\":{\"postgres\":\"down\",\"redis\":\"up\"}}");
  }

  @Test
  void aNodeWithoutRedisIsReadyAndSaysThatItIsDegraded() throws Exception {
    Report report = report(POSTGRES, down("redis", OPTIONAL));

    assertThat(report.ready()).isTrue();
    assertThat(report.json().encode())
        .isEqualTo(
            "{\"status\":\"degraded\",\"checks\":{\"postgres\":\"up\",\"redis\":\"degraded\"}}");
  }

  @Test
  void aCheckThatFailsOrThrowsOrSaysNothingIsDown() throws Exception {
    assertThat(report(check(() -> Future.failedFuture("refused"))).ready()).isFalse();
    assertThat(report(check(() -> Future.succeededFuture(null))).ready()).isFalse();
    assertThat(
            report(
                    check(
                        () -> {
                          throw new IllegalStateException("closed");
                        }))
                .ready())
        .isFalse();
  }

  @Test
  void aCheckThatDoesNotAnswerInTimeIsDown() throws Exception {
    Check silent = check(() -> Promise.<Boolean>promise().future());
    Readiness readiness = new Readiness(List.of(POSTGRES, silent), Duration.ofMillis(1));
    readiness.started();

    Report report = await(readiness.report());

    assertThat(report.ready()).isFalse();
    assertThat(report.json().getJsonObject("checks").getString("check")).isEqualTo("down");
  }

  @Test
  void aNodeIsNotReadyBeforeAllOfItHasStarted() throws Exception {
    Readiness readiness = new Readiness(List.of(POSTGRES), LONG);

    Report report = await(readiness.report());
    assertThat(report.ready()).isFalse();
    assertThat(report.json().getString("status")).isEqualTo("starting");

    readiness.started();
    assertThat(await(readiness.report()).ready()).isTrue();
  }

  @Test
  void aStoppingNodeIsNotReady() throws Exception {
    Readiness readiness = new Readiness(List.of(POSTGRES), LONG);

    readiness.stopping();
    readiness.started();

    Report report = await(readiness.report());
    assertThat(report.ready()).isFalse();
    assertThat(report.json().getString("status")).isEqualTo("stopping");
  }

  @Test
  void concurrentCallersShareOneRoundOfChecks() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Promise<Boolean> slow = Promise.promise();
    Check counting =
        check(
            () -> {
              asked.incrementAndGet();
              return slow.future();
            });
    Readiness readiness = new Readiness(List.of(counting), LONG);
    readiness.started();

    Future<Report> first = readiness.report();
    Future<Report> second = readiness.report();
    slow.complete(true);

    assertThat(await(first).ready()).isTrue();
    assertThat(await(second).ready()).isTrue();
    assertThat(asked).hasValue(1);
    assertThat(await(readiness.report()).ready()).isTrue();
    assertThat(asked).hasValue(2);
  }

  @Test
  void atMostSixteenChecksAreRegistered() {
    assertThatThrownBy(() -> new Readiness(Collections.nCopies(17, POSTGRES), LONG))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Check up(String name, Need need) {
    return new Check(name, need, () -> Future.succeededFuture(true));
  }

  private static Check down(String name, Need need) {
    return new Check(name, need, () -> Future.succeededFuture(false));
  }

  private static Check check(Supplier<Future<Boolean>> up) {
    return new Check("check", REQUIRED, up);
  }

  private static Report report(Check... checks) throws Exception {
    Readiness readiness = new Readiness(List.of(checks), LONG);
    readiness.started();
    return await(readiness.report());
  }

  private static Report await(Future<Report> report) throws Exception {
    return report.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
