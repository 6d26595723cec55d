package dev.hookpress.api.jobs;

import dev.hookpress.api.http.RequestTrace;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.job.Target;
import dev.hookpress.job.TraceParent;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trace that a request belongs to (W3C Trace Context). It is kept with the job's documents and
 * targets, and sent with its callbacks, so that the receiver's work joins the sender's trace.
 *
 * @param headers {@code traceparent} and {@code tracestate}; empty if the request has no valid
 *     trace
 */
record TraceContext(Map<String, String> headers) {
  private static final String STATE = "tracestate";

  // Trace Context §3.3.1.5: at least 512 characters are passed on.
  private static final int MAX_STATE_CHARACTERS = 512;

  static TraceContext of(RoutingContext request) {
    Optional<TraceParent> parent = RequestTrace.parent(request);
    if (parent.isEmpty()) {
      return new TraceContext(Map.of());
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(TraceParent.NAME, parent.get().header());
    String state = String.join(",", request.request().headers().getAll(STATE));
    if (!state.isBlank()
        && state.length() <= MAX_STATE_CHARACTERS
        && state.chars().allMatch(each -> each >= 32 && each < 127)) {
      headers.put(STATE, state);
    }
    return new TraceContext(headers);
  }

  /**
   * The request whose documents and targets carry the trace; a webhook with one of its own keeps
   * that.
   */
  Decoded.Request passedOn(Decoded.Request wanted) {
    if (headers.isEmpty()) {
      return wanted;
    }
    List<Target> targets = wanted.targets().stream().map(this::passedOn).toList();
    return wanted
        .withTargets(targets)
        .withDocuments(
            wanted.documents().stream()
                .map(document -> document.traced(headers.get(TraceParent.NAME)))
                .toList());
  }

  private Target passedOn(Target target) {
    if (target instanceof Target.Email email) {
      return email.traced(headers.get(TraceParent.NAME));
    }
    if (!(target instanceof Target.Webhook webhook)
        || webhook.headers().keySet().stream().anyMatch(TraceParent.NAME::equalsIgnoreCase)) {
      return target;
    }
    Map<String, String> all = new LinkedHashMap<>(webhook.headers());
    headers.forEach(
        (name, value) -> {
          if (all.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            all.put(name, value);
          }
        });
    return new Target.Webhook(webhook.url(), all, webhook.secret(), webhook.format());
  }
}
