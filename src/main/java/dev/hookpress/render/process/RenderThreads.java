package dev.hookpress.render.process;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that start and watch render processes. */
final class RenderThreads {
  private static final Logger LOG = LoggerFactory.getLogger(RenderThreads.class);

  private RenderThreads() {}

  static ScheduledExecutorService executor(int threads, String name) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            threads,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    // The bound of each document is a task that is nearly always canceled, and would otherwise wait
    // for its time.
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /**
   * Waits until the tasks of an executor that was shut down have ended, and says if they do not.
   */
  static void await(ExecutorService executor, Duration bound) {
    try {
      if (!executor.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Starting render processes did not stop within {}", bound);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
