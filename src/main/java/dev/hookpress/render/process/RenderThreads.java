package dev.hookpress.render.process;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that start and watch render processes. */
final class RenderThreads {
  private static final Logger LOG = LoggerFactory.getLogger(RenderThreads.class);

  private RenderThreads() {}

  static ScheduledExecutorService executor(int threads, String name) {
    return Executors.newScheduledThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
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
