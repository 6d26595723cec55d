package dev.hookpress.api.http;

import dev.hookpress.job.Client;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;
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
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final int MAX_PER_SECOND = 20;
  private static final int MAX_PATH_CHARACTERS = 200;

  /** One of the node: its bound is the disk's. */
  static final RequestLog NODE = new RequestLog(System::nanoTime);

  private final LongSupplier nanos;
  private final AtomicLong suppressed = new AtomicLong();
  private long second;
  private int logged;

  RequestLog(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void refused(RoutingContext request, int status, String reason) {
    if (!admit()) {
      suppressed.incrementAndGet();
      return;
    }
    Client client = RequestGuards.client(request);
    LOG.atInfo()
        .addKeyValue("event", "request.refused")
        .addKeyValue("request", RequestIds.of(request))
        .addKeyValue("client", client == null ? "" : client.id().toString())
        .addKeyValue("method", request.request().method().name())
        .addKeyValue("path", path(request))
        .addKeyValue("status", status)
        .addKeyValue("reason", reason)
        .addKeyValue("suppressed", suppressed.getAndSet(0))
        .log("request.refused");
  }

  private synchronized boolean admit() {
    long now = nanos.getAsLong() / SECOND_NANOS;
    if (now != second) {
      second = now;
      logged = 0;
    }
    return logged++ < MAX_PER_SECOND;
  }

  private static String path(RoutingContext request) {
    String path = request.request().path();
    String printable = path == null ? "" : path.replaceAll("[^!-~]", "?");
    return printable.substring(0, Math.min(printable.length(), MAX_PATH_CHARACTERS));
  }
}
