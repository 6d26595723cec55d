package dev.hookpress.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that submit one job after the other and go on when they are refused with 503, as the
 * API's description says. Any other answer, and none, is a fault.
 */
final class PatientSubmitters {
  /** A short pause, shorter than the answer's Retry-After. */
  private static final Duration AFTER_A_REFUSAL = Duration.ofMillis(20);

  private final Api api;
  private final URI callback;
  private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ending;

  PatientSubmitters(Api api, URI callback) {
    this.api = api;
    this.callback = callback;
  }

  /** Starts so many clients; they go on until {@link #end}. */
  void start(int clients) {
    for (int i = 0; i < clients; i++) {
      Thread thread = new Thread(this::submitAll, "patient-submitter-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** Ends all clients; fails if one of them was answered neither 202 nor 503. */
  void end() throws InterruptedException {
    ending = true;
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(120));
      if (thread.isAlive()) {
        throw new AssertionError(thread.getName() + " goes on");
      }
    }
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.size() + " submissions", faults.peek());
    }
  }

  /** The jobs that were answered with 202. */
  List<String> accepted() {
    return List.copyOf(accepted);
  }

  /** How many were answered with 503 and told when to come again. */
  int refused() {
    return refused.get();
  }

  private void submitAll() {
    try {
      while (!ending) {
        int number = numbers.incrementAndGet();
        submit(api.post(Pages.small(number), callback, "tag-" + number, Optional.empty()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | AssertionError e) {
      faults.add(e);
    }
  }

  private void submit(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() == 202) {
      accepted.add(Api.id(answer));
    } else if (answer.statusCode() == 503
        && answer.headers().firstValue("Retry-After").isPresent()) {
      refused.incrementAndGet();
      LockSupport.parkNanos(AFTER_A_REFUSAL.toNanos());
    } else {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }
}
