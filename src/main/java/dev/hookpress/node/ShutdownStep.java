package dev.hookpress.node;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One step of the shutdown: waits for its completion within a bound, and lets the next step run
 * whatever the outcome.
 */
final class ShutdownStep {
  private static final Logger LOG = LoggerFactory.getLogger(ShutdownStep.class);

  private ShutdownStep() {}

  static void step(String name, Future<?> step, Duration bound) {
    try {
      step.toCompletionStage().toCompletableFuture().get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      LOG.warn("{} did not stop cleanly: {}", name, e.getCause().getMessage());
    } catch (TimeoutException e) {
      LOG.warn("{} did not stop within {} s", name, bound.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
