package dev.hookpress.api.http;

import dev.hookpress.job.TraceParent;
import dev.hookpress.trace.Step;
import dev.hookpress.trace.Tracing;
import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Traces requests, each within the sender's trace if it has sent one. */
public final class RequestTrace implements Handler<RoutingContext> {
  private static final String KEY = RequestTrace.class.getName();

  private final Tracing tracing;

  public RequestTrace(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public void handle(RoutingContext request) {
    if (tracing.on()) {
      String method = request.request().method().name();
      Step step = tracing.request(method, sent(request));
      request.put(KEY, step);
      request.addEndHandler(
          ended -> {
            Route route = request.currentRoute();
            if (route != null && route.getPath() != null) {
              step.named(method + " " + route.getPath()).with("http.route", route.getPath());
            }
            int status = request.response().getStatusCode();
            step.with("http.response.status_code", status);
            if (ended.failed() || status >= 500) {
              step.failed(ended.failed() ? "aborted" : "");
            }
            step.end();
          });
    }
    request.next();
  }

  /** The step that this request is; {@link Step#NONE} where it is not traced. */
  public static Step step(RoutingContext request) {
    Step step = request.get(KEY);
    return step == null ? Step.NONE : step;
  }

  /** What continues this request's trace; empty if it has none. */
  public static Optional<TraceParent> parent(RoutingContext request) {
    return step(request).traceParent().or(() -> sent(request));
  }

  private static Optional<TraceParent> sent(RoutingContext request) {
    return TraceParent.of(request.request().getHeader(TraceParent.NAME));
  }
}
