package dev.hookpress.metrics;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Whether this node should be given work: asks what the node stands on, each within a time limit,
 * and says no until it has started, and from the moment that it is stopping.
 */
public final class Readiness {
  /** A health answer that asks more than this is slow itself. */
  private static final int MAX_CHECKS = 16;

  /** What the node's readiness makes of a check that fails. */
  public enum Need {
    /** Without it, no work can be done: the node is not ready. */
    REQUIRED,
    /** Without it, work goes on with something missing: the node is ready, and says so. */
    OPTIONAL
  }

  /**
   * One thing that the node stands on.
   *
   * @param name as it is shown
   * @param up asks; a failed Future and one that does not complete in time mean no
   */
  public record Check(String name, Need need, Supplier<Future<Boolean>> up) {}

  /**
   * The answer.
   *
   * @param ready whether to give this node work
   * @param json {@code {"status": "ready|degraded|unready|starting|stopping", "checks": {"<name>":
   *     "up|degraded|down"}}}
   */
  public record Report(boolean ready, JsonObject json) {}

  private enum Phase {
    STARTING,
    SERVING,
    STOPPING
  }

  private final List<Check> checks;
  private final Duration timeout;
  private volatile Phase phase = Phase.STARTING;
  private Future<Report> inFlight = Future.failedFuture("none yet");

  /**
   * @param checks 16 at most
   * @param timeout for each check, 1 ms or more; all are asked at the same time
   */
  public Readiness(List<Check> checks, Duration timeout) {
    if (checks.size() > MAX_CHECKS) {
      throw new IllegalArgumentException("more than " + MAX_CHECKS + " checks");
    }
    this.checks = List.copyOf(checks);
    this.timeout = timeout;
  }

  /** From now on the node may be ready: the last step of starting. */
  public synchronized void started() {
    if (phase == Phase.STARTING) {
      phase = Phase.SERVING;
    }
  }

  /** From now on the node is not ready: the first step of stopping. */
  public synchronized void stopping() {
    phase = Phase.STOPPING;
  }

  /** Asks every check. Never fails. Callers at the same time share one round of questions. */
  public synchronized Future<Report> report() {
    if (inFlight.isComplete()) {
      List<Future<Boolean>> answers = checks.stream().map(this::ask).toList();
      inFlight = Future.join(answers).map(all -> judge(answers));
    }
    return inFlight;
  }

  private Future<Boolean> ask(Check check) {
    return Future.succeededFuture()
        .compose(any -> check.up().get())
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .map(Boolean.TRUE::equals)
        .otherwise(false);
  }

  private Report judge(List<Future<Boolean>> answers) {
    JsonObject shown = new JsonObject();
    boolean able = true;
    boolean whole = true;
    for (int i = 0; i < checks.size(); i++) {
      Check check = checks.get(i);
      boolean up = answers.get(i).result();
      boolean required = check.need() == Need.REQUIRED;
      shown.put(check.name(), up ? "up" : required ? "down" : "degraded");
      able &= up || !required;
      whole &= up;
    }
    Phase now = phase;
    boolean ready = able && now == Phase.SERVING;
    String status =
        switch (now) {
          case STARTING -> "starting";
          case STOPPING -> "stopping";
          case SERVING -> !able ? "unready" : whole ? "ready" : "degraded";
        };
    return new Report(ready, new JsonObject().put("status", status).put("checks", shown));
  }
}
