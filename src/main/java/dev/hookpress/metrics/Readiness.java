package dev.hookpress.metrics;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reports whether this node should get work: checks each dependency within a timeout, and is not
 * ready before the start completes or once shutdown begins.
 */
public final class Readiness {
  /** More checks would make the health response itself slow. */
  private static final int MAX_CHECKS = 16;

  /** How a failed check affects readiness. */
  public enum Need {
    /** The node cannot work without this dependency and is not ready. */
    REQUIRED,
    /**
     * The node works in a degraded way without this dependency: it is ready and reports the
     * failure.
     */
    OPTIONAL
  }

  /**
   * A check of one dependency.
   *
   * @param name name shown in the report
   * @param up performs the check; a failed or timed-out Future counts as down
   */
  public record Check(String name, Need need, Supplier<Future<Boolean>> up) {}

  /**
   * The result of all checks.
   *
   * @param ready whether this node should get work
   * @param json {@code {"status": "ready|degraded|unready|starting|stopping", "checks": {"<name>":
   *     "up|degraded|down"}}}
   */
  public record Report(boolean ready, JsonObject json) {
    /** The checks by name, and whether each has passed. */
    public SortedMap<String, Boolean> up() {
      SortedMap<String, Boolean> up = new TreeMap<>();
      json.getJsonObject("checks")
          .forEach(check -> up.put(check.getKey(), check.getValue().equals("up")));
      return up;
    }
  }

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
   * Creates a report of these checks.
   *
   * @param checks 16 at most
   * @param timeout timeout of each check, 1 ms or more; checks run concurrently
   */
  public Readiness(List<Check> checks, Duration timeout) {
    if (checks.size() > MAX_CHECKS) {
      throw new IllegalArgumentException("more than " + MAX_CHECKS + " checks");
    }
    this.checks = List.copyOf(checks);
    this.timeout = timeout;
  }

  /** Allows the node to be ready; the last step of the start. */
  public synchronized void started() {
    if (phase == Phase.STARTING) {
      phase = Phase.SERVING;
    }
  }

  /** Makes the node not ready; the first step of shutdown. */
  public synchronized void stopping() {
    phase = Phase.STOPPING;
  }

  /** Runs all checks. Never fails. Concurrent callers share one run. */
  public synchronized Future<Report> report() {
    if (inFlight.isComplete()) {
      List<Future<Boolean>> answers = checks.stream().map(this::ask).toList();
      inFlight = Future.join(answers).map(all -> report(answers));
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

  private Report report(List<Future<Boolean>> answers) {
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
