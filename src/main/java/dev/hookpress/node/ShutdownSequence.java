package dev.hookpress.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the start to a signal: what is begun is ended in the opposite order, each within its bound.
 * A signal that comes in the middle of a start waits for that one start to finish.
 */
public final class ShutdownSequence {
  private static final Logger LOG = LoggerFactory.getLogger(ShutdownSequence.class);

  /** Something that is running. */
  public interface Ending {
    public void end() throws Exception;
  }

  private record Running(String name, Duration bound, Ending ending) {}

  private final Deque<Running> running = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Ends with the JVM, which waits for it. */
  public static ShutdownSequence untilSignal() {
    ShutdownSequence lifetime = new ShutdownSequence();
    Runtime.getRuntime().addShutdownHook(new Thread(lifetime::end, "hookpress-stop"));
    return lifetime;
  }

  /**
   * Begins something.
   *
   * @param bound how long its ending may take; then the next is ended all the same
   * @throws IllegalStateException if all has ended
   */
  public synchronized <T> T begin(String name, Duration bound, Callable<T> start, Closer<T> closer)
      throws Exception {
    if (ended.getCount() == 0) {
      throw new IllegalStateException("Stopped before " + name + " was started");
    }
    T started = start.call();
    running.push(new Running(name, bound, () -> closer.close(started)));
    return started;
  }

  /** How to end what was begun. */
  public interface Closer<T> {
    void close(T started) throws Exception;
  }

  /** Ends everything, last things first; nothing the second time. */
  public synchronized void end() {
    while (!running.isEmpty()) {
      endWithinBound(running.pop());
    }
    ended.countDown();
  }

  private static void endWithinBound(Running one) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              one.ending().end();
              return null;
            });
    Thread thread = new Thread(task, "stop-" + one.name());
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(one.bound().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      LOG.warn("{} did not stop cleanly", one.name(), e.getCause());
    } catch (TimeoutException e) {
      LOG.warn("{} did not stop within {} s", one.name(), one.bound().toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Blocks until everything has ended. */
  public void await() throws InterruptedException {
    ended.await();
  }
}
