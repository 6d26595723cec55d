package dev.hookpress.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Counts and times an API's answers by route template and status class. Series of a route's
 * successes and failures exist before its first request.
 */
public final class ApiMeters {
  /** Routes are a closed set of some sixty; more mean a defect, and are counted together. */
  private static final int MAX_ROUTES = 200;

  private static final String OTHER = "other";

  private final BiFunction<String, String, Timer> meter;
  private final Map<String, Map<String, Timer>> routes = new ConcurrentHashMap<>();

  /**
   * @param meter makes the timer of a route and a status class
   */
  ApiMeters(BiFunction<String, String, Timer> meter) {
    this.meter = meter;
    known(OTHER);
  }

  /** Makes the series of a route. */
  public void known(String route) {
    if (routes.size() < MAX_ROUTES) {
      Map<String, Timer> classes = routes.computeIfAbsent(route, any -> new ConcurrentHashMap<>());
      timer(route, classes, "2xx");
      timer(route, classes, "5xx");
    }
  }

  /**
   * A request ended.
   *
   * @param route its route template, such as {@code /v1/jobs/:id}; an unknown one counts as {@code
   *     other}
   * @param statusClass such as {@code 2xx}, or {@code aborted}
   */
  public void answered(String route, String statusClass, Duration took) {
    String shown = routes.containsKey(route) ? route : OTHER;
    timer(shown, routes.get(shown), statusClass).record(took);
  }

  private Timer timer(String route, Map<String, Timer> classes, String statusClass) {
    return classes.computeIfAbsent(statusClass, any -> meter.apply(route, statusClass));
  }
}
