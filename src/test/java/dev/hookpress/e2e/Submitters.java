package dev.hookpress.e2e;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Clients that submit one job after the other, several at a time, until they get no answer. */
final class Submitters {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Api api;
  private final List<URI> callbacks;
  private final boolean withKeys;
  private final Map<String, String> accepted = new ConcurrentHashMap<>();
  private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private int max;
  private BooleanSupplier pause = () -> false;
  private volatile boolean ending;

  /**
   * Makes them.
   *
   * @param withKeys whether each job's tag is sent as its Idempotency-Key too
   */
  Submitters(Api api, URI callback, boolean withKeys) {
    this(api, List.of(callback), withKeys);
  }

  /** The same; the jobs have one of the callbacks after the other. */
  Submitters(Api api, List<URI> callbacks, boolean withKeys) {
    this.api = api;
    this.callbacks = List.copyOf(callbacks);
    this.withKeys = withKeys;
  }

  /** Lets clients wait before a submission while this holds; to be called before they start. */
  void pauseWhile(BooleanSupplier condition) {
    pause = condition;
  }

  /** Starts so many clients; they end together after so many {@code jobs}, or without an answer. */
  void start(int clients, int jobs) {
    max = jobs;
    for (int i = 0; i < clients; i++) {
      Thread thread = new Thread(this::submitAll, "submitter-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** Lets each client finish its present submission. */
  void end() {
    ending = true;
  }

  /** Waits until all clients have ended. */
  void awaitEnd() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(120));
      if (thread.isAlive()) {
        throw new AssertionError(thread.getName() + " goes on; accepted: " + accepted.size());
      }
    }
    if (!surprises.isEmpty()) {
      throw new AssertionError(surprises.size() + " submissions", surprises.peek());
    }
  }

  /** The jobs that were answered with 202, by their tags. */
  Map<String, String> accepted() {
    return accepted;
  }

  /** The tags of all submissions, those that got no answer included. */
  List<String> tags() {
    List<String> tags = new ArrayList<>();
    for (int number = 1; number <= Math.min(numbers.get(), max); number++) {
      tags.add(tag(number));
    }
    return tags;
  }

  /** What every submission with this tag holds. */
  static String html(String tag) {
    return Pages.small(Integer.parseInt(tag.substring(tag.indexOf('-') + 1)));
  }

  private void submitAll() {
    try {
      for (int number = numbers.incrementAndGet();
          number <= max && !ending;
          number = numbers.incrementAndGet()) {
        while (pause.getAsBoolean() && !ending) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
        String tag = tag(number);
        Optional<String> key = withKeys ? Optional.of(tag) : Optional.empty();
        URI callback = callbacks.get(number % callbacks.size());
        accepted.put(tag, api.submit(html(tag), callback, tag, key));
      }
    } catch (IOException noAnswer) {
      // The program has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | AssertionError e) {
      surprises.add(e);
    }
  }

  private static String tag(int number) {
    return "tag-" + number;
  }
}
