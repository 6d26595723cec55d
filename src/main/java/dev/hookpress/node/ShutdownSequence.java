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
 * Stops started components in reverse order, each within its bound. A signal during the start of a
 * component waits for that start to finish.
 */
public final class ShutdownSequence {
  private static final Logger LOG = LoggerFactory.getLogger(ShutdownSequence.class);
  private static final int UNCLEAN = 1;

  /** A component that can be stopped. */
  public interface Ending {
    public void end() throws Exception;
  }

  private record Running(String name, Duration bound, Ending ending) {}

  private final Deque<Running> running = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean clean = true;

  /**
   * Runs {@link #end} in a shutdown hook, which the JVM waits for. A process that is stopped by a
   * signal ends with status 0 if every component stopped within its bound, else with 1.
   */
  public static ShutdownSequence untilSignal() {
    ShutdownSequence lifetime = new ShutdownSequence();
    Runtime.getRuntime().addShutdownHook(new Thread(lifetime::endOnSignal, "hookpress-stop"));
    return lifetime;
  }

  private void endOnSignal() {
    if (ended.getCount() == 0) {
      // It ends by itself, with a status of its own.
      return;
    }
    end();
    // Else the status would be that of the signal, as if it had killed the process. Other hooks
    // have run beside this one, and have nothing to do for longer.
    Runtime.getRuntime().halt(clean ? 0 : UNCLEAN);
  }

  /**
   * Starts a component.
   *
   * @param bound how long its stop may take; after it the next component is stopped regardless
   * @throws IllegalStateException if the sequence has ended
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

  /** Stops a started component. */
  public interface Closer<T> {
    void close(T started) throws Exception;
  }

  /** Stops all components, the last started first; does nothing when called again. */
  public synchronized void end() {
    while (!running.isEmpty()) {
      endWithinBound(running.pop());
    }
    ended.countDown();
  }

  private void endWithinBound(Running one) {
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
      clean = false;
      LOG.warn("{} did not stop cleanly", one.name(), e.getCause());
    } catch (TimeoutException e) {
      clean = false;
      LOG.warn("{} did not stop within {} s", one.name(), one.bound().toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Blocks until all components have stopped. */
  public void await() throws InterruptedException {
    ended.await();
  }
}
