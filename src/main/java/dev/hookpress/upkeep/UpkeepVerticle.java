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

  private final List<PeriodicTask> chores;
  private final Set<String> failing = new HashSet<>();
  private boolean stopping;

  /** Creates the verticle; every task runs once at its start. */
  public UpkeepVerticle(List<PeriodicTask> chores) {
    this.chores = List.copyOf(chores);
  }

  @Override
  public Future<?> start() {
    chores.forEach(this::run);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    return Future.succeededFuture();
  }

  private void run(PeriodicTask chore) {
    attempt(chore)
        .onComplete(
            done -> {
              report(chore, done.cause());
              if (!stopping) {
                vertx.setTimer(chore.every().toMillis(), timer -> run(chore));
              }
            });
  }

  private static Future<?> attempt(PeriodicTask chore) {
    try {
      return chore.run().get();
    } catch (RuntimeException broken) {
      return Future.failedFuture(broken);
    }
  }

  /**
   * Logs once when a task begins to fail and once when it recovers, since a task may run every
   * second.
   */
  private void report(PeriodicTask chore, Throwable cause) {
    if (cause != null && failing.add(chore.name())) {
      LOG.atWarn()
          .addKeyValue("event", "chore.failing")
          .addKeyValue("chore", chore.name())
          .addKeyValue("cause", String.valueOf(cause.getMessage()))
          .log("A chore fails; it is tried again.");
    }
    if (cause == null && failing.remove(chore.name())) {
      LOG.atInfo()
          .addKeyValue("event", "chore.works")
          .addKeyValue("chore", chore.name())
          .log("A chore works again.");
    }
  }
}
