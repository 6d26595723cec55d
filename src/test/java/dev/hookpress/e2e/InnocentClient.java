package dev.hookpress.e2e;

import dev.hookpress.support.LocalReceiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A client that submits one small job after the other, and how long each has taken. */
final class InnocentClient {
  private static final Duration BOUND = Duration.ofSeconds(45);

  private final Api api;
  private final LocalReceiver receiver;

  InnocentClient(Api api, LocalReceiver receiver) {
    this.api = api;
    this.receiver = receiver;
  }

  /**
   * What jobs have taken, in the order of submission.
   *
   * @param submissions until the answer to the request
   * @param callbacks from there until the callback
   * @param failed callbacks that tell of another end than a PDF
   */
  record Times(List<Duration> submissions, List<Duration> callbacks, List<String> failed) {
    static Duration median(List<Duration> times) {
      return quantile(times, 0.5);
    }

    /** The time that all but one in ten stay within. */
    static Duration most(List<Duration> times) {
      return quantile(times, 0.9);
    }

    private static Duration quantile(List<Duration> times, double share) {
      List<Duration> sorted = new ArrayList<>(times);
      Collections.sort(sorted);
      return sorted.get((int) (share * (sorted.size() - 1)));
    }

    @Override
    public String toString() {
      return "%d jobs: submissions %s to %s, callbacks %s to %s"
          .formatted(
              callbacks.size(),
              median(submissions),
              most(submissions),
              median(callbacks),
              most(callbacks));
    }
  }

  /** Submits jobs as long as {@code more} says so, each when the callback of the last is there. */
  Times submitWhile(BooleanSupplier more) throws Exception {
    List<Duration> submissions = new ArrayList<>();
    List<Duration> callbacks = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    while (more.getAsBoolean()) {
      int before = receiver.received().size();
      long from = System.nanoTime();
      api.submit("<p>Innocent</p>", receiver.uri("/hook"), "innocent");
      long accepted = System.nanoTime();
      receiver.await(before + 1, BOUND);
      submissions.add(Duration.ofNanos(accepted - from));
      String told = receiver.received().get(before).text();
      if (!told.contains("\"completed\"")) {
        failed.add(told);
      }
      callbacks.add(Duration.ofNanos(System.nanoTime() - accepted));
    }
    return new Times(submissions, callbacks, failed);
  }
}
