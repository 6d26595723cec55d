package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.bench.Backlog;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The number of callbacks in flight to one endpoint, counted by its receiver. */
class EndpointLimitIT {
  private static final int ROWS = 2_000;
  private static final int FIRST = 8;
  private static final int MAX = 64;
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Vertx vertx = Vertx.vertx();
  private final Queue<Promise<Void>> held = new ConcurrentLinkedQueue<>();
  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start(request -> hold());
  @RegisterExtension final Installation hookpress = new Installation();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final AtomicInteger beyond = new AtomicInteger();
  private SystemNode node;

  @AfterEach
  void stop() {
    receiver.answer(request -> Answer.status(200));
    held.forEach(Promise::tryComplete);
    vertx.close();
  }

  private Answer hold() {
    Promise<Void> answer = Promise.promise();
    held.add(answer);
    return Answer.statusLater(200, answer.future());
  }

  private void start(Duration deadline) {
    Backlog.fill(
        vertx,
        hookpress.database(),
        new SealedBox(new byte[32]),
        List.of(receiver.uri("/")),
        ROWS,
        Clock.systemUTC().instant());
    node =
        hookpress.start(
            Map.of(
                "HOOKPRESS_DELIVERY_DEADLINE_SECONDS",
                Long.toString(deadline.toSeconds()),
                "HOOKPRESS_DELIVERY_SLOTS_PER_ENDPOINT",
                Integer.toString(MAX),
                // The failures of this test block nobody.
                "HOOKPRESS_BREAKER_ERRORS",
                "100000"));
  }

  @Test
  void theLimitGrowsByOneWithEachSuccessUpToTheMaximum() {
    receiver.answer(request -> afterAWhile());
    start(Duration.ofSeconds(15));
    eventually(() -> answered.get() == ROWS);
    assertThat(beyond).as("more in flight than were allowed").hasValue(0);
    assertThat(peak).hasValue(MAX);
  }

  /** Counts callbacks in flight beyond the limit, which grows by one with each success. */
  private Answer afterAWhile() {
    int now = inFlight.incrementAndGet();
    peak.accumulateAndGet(now, Math::max);
    if (now > Math.min(MAX, FIRST + answered.get())) {
      beyond.incrementAndGet();
    }
    return Answer.statusLater(
        200,
        vertx
            .timer(50, TimeUnit.MILLISECONDS)
            .onSuccess(
                over -> {
                  answered.incrementAndGet();
                  inFlight.decrementAndGet();
                }));
  }

  @Test
  void aHangingEndpointGetsOneAttemptAtATimeAndRecovers() {
    start(DEADLINE);
    receiver.await(FIRST, PATIENCE);
    // These all time out; from then on there is one attempt at a time.
    List<Received> all = receiver.await(FIRST + 4, PATIENCE);
    for (int i = FIRST + 1; i < FIRST + 4; i++) {
      Duration gap = Duration.between(all.get(i - 1).at(), all.get(i).at());
      assertThat(gap).as("one after the other").isGreaterThan(DEADLINE.dividedBy(2));
    }
    receiver.answer(request -> Answer.status(200));
    int before = receiver.received().size();
    Instant back = Instant.now();
    receiver.await(before + 500, PATIENCE);
    System.out.printf(
        "500 callbacks, %d ms after the endpoint has come back.%n",
        Duration.between(back, Instant.now()).toMillis());
    receiver.answer(request -> hold());
    int hanging = held.size();
    eventually(() -> held.size() > hanging + FIRST);
  }
}
