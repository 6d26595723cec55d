package dev.hookpress.api.http;

import dev.hookpress.job.Client;
import dev.hookpress.job.TraceParent;
import dev.hookpress.logging.LogRateLimit;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line for each request that is refused with a status from 400 to 499: what was asked, by
 * whom and why it was refused; never a query, a header or a body, which may hold secrets. At most
 * so many lines a second, so that a flood of refusals is not one of the disk. Thread-safe.
 */
final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
  private static final int MAX_PER_SECOND = 20;
  private static final int MAX_PATH_CHARACTERS = 200;

  /** One of the node: its bound is the disk's. */
  static final RequestLog NODE = new RequestLog(System::nanoTime);

  private final LogRateLimit limit;

  RequestLog(LongSupplier nanos) {
    this.limit = new LogRateLimit(MAX_PER_SECOND, nanos);
  }

  void refused(RoutingContext request, int status, String reason) {
    OptionalLong suppressed = limit.admit();
    if (suppressed.isEmpty()) {
      return;
    }
    Client client = RequestGuards.client(request);
    LOG.atInfo()
        .addKeyValue("event", "request.refused")
        .addKeyValue("request", RequestIds.of(request))
        .addKeyValue(
            "trace_id",
            TraceParent.of(request.request().getHeader(TraceParent.NAME))
                .map(TraceParent::traceId)
                .orElse(""))
        .addKeyValue("client", client == null ? "" : client.id().toString())
        .addKeyValue("method", request.request().method().name())
        .addKeyValue("path", path(request))
        .addKeyValue("status", status)
        .addKeyValue("reason", reason)
        .addKeyValue("suppressed", suppressed.getAsLong())
        .log("request.refused");
  }

  private static String path(RoutingContext request) {
    String path = request.request().path();
    String printable = path == null ? "" : path.replaceAll("[^!-~]", "?");
    return printable.substring(0, Math.min(printable.length(), MAX_PATH_CHARACTERS));
  }
}
