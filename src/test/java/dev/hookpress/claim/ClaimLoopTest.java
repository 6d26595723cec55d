package dev.hookpress.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The claim loop, step by step: promises completed by hand and timers fired by hand. */
class ClaimLoopTest {
  private final Deque<String> queue = new ArrayDeque<>();
  private final List<Integer> claims = new ArrayList<>();
  private final Deque<Promise<Void>> working = new ArrayDeque<>();
  private final Deque<Runnable> timers = new ArrayDeque<>();
  private final List<Throwable> failures = new ArrayList<>();
  private Promise<Void> heldClaim;
  private boolean databaseAway;

  private final ClaimLoop<String> claimLoop =
      new ClaimLoop<>(
          () -> 4, Duration.ofMillis(500), this::claim, this::work, this::after, failures::add);

  private Future<ClaimedBatch<String>> claim(int max) {
    claims.add(max);
    if (databaseAway) {
      return Future.failedFuture("away");
    }
    List<String> found = new ArrayList<>();
    while (found.size() < max && !queue.isEmpty()) {
      found.add(queue.remove());
    }
    Future<ClaimedBatch<String>> claimed =
        Future.succeededFuture(new ClaimedBatch<>(found, found.size() == max));
    return heldClaim == null ? claimed : heldClaim.future().compose(go -> claimed);
  }

  private Future<Void> work(String item) {
    if (item.equals("broken")) {
      throw new IllegalStateException("a defect");
    }
    Promise<Void> done = Promise.promise();
    working.add(done);
    return done.future();
  }

  private Runnable after(Duration delay, Runnable task) {
    timers.add(task);
    return () -> timers.remove(task);
  }

  private void queue(int items) {
    for (int i = 0; i < items; i++) {
      queue.add("item");
    }
  }

  @Test
  void neverClaimsMoreThanItsCapacity() {
    queue(10);
    claimLoop.wake();
    assertThat(claimLoop.inHand()).isEqualTo(4);
    assertThat(queue).hasSize(6);
  }

  @Test
  void aFreedSlotIsFilledAgainAtOnce() {
    queue(10);
    claimLoop.wake();
    working.remove().complete();
    assertThat(claimLoop.inHand()).isEqualTo(4);
    assertThat(queue).hasSize(5);
  }

  @Test
  void failedWorkFreesItsSlotAndIsReported() {
    queue.add("broken");
    queue(1);
    claimLoop.wake();
    working.remove().fail("lost");
    assertThat(claimLoop.inHand()).isZero();
    assertThat(failures).hasSize(2);
  }

  @Test
  void anEmptyQueueIsPolledByOneTimer() {
    claimLoop.wake();
    claimLoop.wake();
    assertThat(timers).hasSize(1);
    queue(1);
    timers.remove().run();
    assertThat(claimLoop.inHand()).isEqualTo(1);
  }

  @Test
  void wakeUpsDuringAClaimAreMerged() {
    heldClaim = Promise.promise();
    claimLoop.wake();
    claimLoop.wake();
    claimLoop.wake();
    assertThat(claims).hasSize(1);
    queue(1);
    heldClaim.complete();
    assertThat(claims).hasSize(2);
  }

  @Test
  void aWakeUpDuringARoundCausesAnotherRound() {
    Deque<Promise<ClaimedBatch<String>>> round = new ArrayDeque<>();
    ClaimLoop<String> walking =
        new ClaimLoop<>(
            () -> 4,
            Duration.ofMillis(500),
            max -> {
              round.add(Promise.promise());
              return round.getLast().future();
            },
            this::work,
            this::after,
            failures::add);
    walking.wake();
    walking.wake();
    round.remove().complete(new ClaimedBatch<>(List.of(), true));
    round.remove().complete(new ClaimedBatch<>(List.of(), false));
    assertThat(round).as("another round").hasSize(1);
    round.remove().complete(new ClaimedBatch<>(List.of(), false));
    assertThat(round).isEmpty();
  }

  @Test
  void aFailedClaimIsFollowedByAPause() {
    databaseAway = true;
    claimLoop.wake();
    claimLoop.wake();
    claimLoop.wake();
    assertThat(claims).hasSize(1);
    databaseAway = false;
    queue(1);
    timers.remove().run();
    assertThat(claimLoop.inHand()).isEqualTo(1);
  }

  @Test
  void drainingEndsWithTheLastItem() {
    queue(10);
    claimLoop.wake();
    Future<Void> drained = claimLoop.drain();
    working.remove().complete();
    working.remove().complete();
    working.remove().complete();
    assertThat(drained.isComplete()).isFalse();
    working.remove().complete();
    assertThat(drained.succeeded()).isTrue();
    assertThat(queue).hasSize(6);
  }

  @Test
  void drainingWaitsForARunningClaimAndItsItems() {
    heldClaim = Promise.promise();
    queue(1);
    claimLoop.wake();
    Future<Void> drained = claimLoop.drain();
    heldClaim.complete();
    assertThat(drained.isComplete()).isFalse();
    working.remove().complete();
    assertThat(drained.succeeded()).isTrue();
  }

  @Test
  void hangingSlotsDoNotBlockOthers() {
    ClaimLoop<String> eight =
        new ClaimLoop<>(
            () -> 8, Duration.ofMillis(500), this::claim, this::work, this::after, failures::add);
    queue(8);
    eight.wake();
    working.remove().complete();
    queue(1);
    eight.wake();
    assertThat(eight.inHand()).as("one free slot is not worth a claim yet").isEqualTo(7);
    timers.remove().run();
    assertThat(eight.inHand()).isEqualTo(8);
  }

  /** Timers in the order in which they were set: the claim's, then the idle timer. */
  private ClaimLoop<String> withClaimsApart() {
    return new ClaimLoop<>(
        () -> 4,
        Duration.ofMillis(500),
        Duration.ofMillis(5),
        this::claim,
        this::work,
        this::after,
        failures::add);
  }

  @Test
  void wakeUpsAfterAnEmptyClaimShareTheNextClaim() {
    ClaimLoop<String> apart = withClaimsApart();
    queue(1);
    apart.wake();
    assertThat(apart.inHand()).as("who calls at rest does not wait").isEqualTo(1);
    queue(2);
    apart.wake();
    apart.wake();
    assertThat(claims).hasSize(1);
    timers.remove().run();
    assertThat(claims).hasSize(2);
    assertThat(apart.inHand()).isEqualTo(3);
  }

  @Test
  void remainingItemsAreClaimedAtOnce() {
    ClaimLoop<String> apart = withClaimsApart();
    queue(6);
    apart.wake();
    working.remove().complete();
    working.remove().complete();
    assertThat(apart.inHand()).isEqualTo(4);
    assertThat(queue).isEmpty();
  }

  @Test
  void aDrainedLoopSetsNoTimers() {
    ClaimLoop<String> apart = withClaimsApart();
    apart.wake();
    apart.drain();
    assertThat(timers).isEmpty();
  }
}
