package dev.hookpress.deliver;

import dev.hookpress.job.Endpoint;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up the results of attempts by endpoint, and reports the sums every few seconds. They are for
 * display only, so a crash may lose the last ones. Confined to the dispatcher's event loop.
 */
final class EndpointReports {
  // At this number of endpoints, a report is due at once. Each takes some 100 bytes.
  private static final int MAX_GATHERED = 5_000;

  private final EndpointStore endpoints;
  private Map<Endpoint, EndpointReport> gathered = new HashMap<>();

  EndpointReports(EndpointStore endpoints) {
    this.endpoints = endpoints;
  }

  Future<Void> add(EndpointReport report, Instant now) {
    gathered.merge(report.endpoint().endpoint(), report, EndpointReport::plus);
    return gathered.size() < MAX_GATHERED ? Future.succeededFuture() : flush(now);
  }

  /** Reports the sums so far. */
  Future<Void> flush(Instant now) {
    if (gathered.isEmpty()) {
      return Future.succeededFuture();
    }
    List<EndpointReport> reports = List.copyOf(gathered.values());
    gathered = new HashMap<>();
    return endpoints.report(reports, now);
  }
}
