package dev.hookpress.upkeep;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the periodic tasks, each at most once at a time. */
public final class UpkeepVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(UpkeepVerticle.class);

  private final List<PeriodicTask> periodicTasks;
  private final Runnable onFailure;
  private final Set<String> failing = new HashSet<>();
  private boolean stopping;

  /**
   * Creates the verticle; every task runs once at its start.
   *
   * @param onFailure called for each run that fails
   */
  public UpkeepVerticle(List<PeriodicTask> periodicTasks, Runnable onFailure) {
    this.periodicTasks = List.copyOf(periodicTasks);
    this.onFailure = onFailure;
  }

  @Override
  public Future<?> start() {
    periodicTasks.forEach(this::run);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    return Future.succeededFuture();
  }

  private void run(PeriodicTask periodicTask) {
    attempt(periodicTask)
        .onComplete(
            done -> {
              report(periodicTask, done.cause());
              if (!stopping) {
                vertx.setTimer(periodicTask.every().toMillis(), timer -> run(periodicTask));
              }
            });
  }

  private static Future<?> attempt(PeriodicTask periodicTask) {
    try {
      return periodicTask.run().get();
    } catch (RuntimeException broken) {
      return Future.failedFuture(broken);
    }
  }

  /**
   * Logs once when a task begins to fail and once when it recovers, since a task may run every
   * second.
   */
  private void report(PeriodicTask periodicTask, Throwable cause) {
    if (cause != null) {
      onFailure.run();
    }
    if (cause != null && failing.add(periodicTask.name())) {
      LOG.atWarn()
          .addKeyValue("event", "task.failing")
          .addKeyValue("task", periodicTask.name())
          .addKeyValue("cause", String.valueOf(cause.getMessage()))
          .log("A periodic task fails; it is tried again.");
    }
    if (cause == null && failing.remove(periodicTask.name())) {
      LOG.atInfo()
          .addKeyValue("event", "task.recovered")
          .addKeyValue("task", periodicTask.name())
          .log("A periodic task works again.");
    }
  }
}
