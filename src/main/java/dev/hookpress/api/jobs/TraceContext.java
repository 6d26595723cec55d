package dev.hookpress.api.jobs;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.job.Target;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The trace that a request belongs to (W3C Trace Context). It is kept with the job's targets, and
 * sent with its callbacks, so that the receiver's work joins the sender's trace.
 *
 * @param headers {@code traceparent} and {@code tracestate}; empty if the request has no valid
 *     trace
 */
record TraceContext(Map<String, String> headers) {
  private static final String PARENT = "traceparent";
  private static final String STATE = "tracestate";

  /** Version, trace id, parent id and flags; later versions may append fields. */
  private static final Pattern VALID =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private static final int VERSION_0_CHARACTERS = 55;
  // Trace Context §3.3.1.5: at least 512 characters are passed on.
  private static final int MAX_STATE_CHARACTERS = 512;

  static TraceContext of(HttpServerRequest request) {
    String parent = request.getHeader(PARENT);
    if (parent == null
        || parent.length() != VERSION_0_CHARACTERS
        || !VALID.matcher(parent).matches()) {
      return new TraceContext(Map.of());
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(PARENT, parent);
    String state = String.join(",", request.headers().getAll(STATE));
    if (!state.isBlank()
        && state.length() <= MAX_STATE_CHARACTERS
        && state.chars().allMatch(each -> each >= 32 && each < 127)) {
      headers.put(STATE, state);
    }
    return new TraceContext(headers);
  }

  /** The request whose webhooks carry the trace, unless they have one of their own. */
  Decoded.Request passedOn(Decoded.Request wanted) {
    if (headers.isEmpty() || wanted.targets().isEmpty()) {
      return wanted;
    }
    List<Target> targets = wanted.targets().stream().map(this::passedOn).toList();
    return new Decoded.Request(
        wanted.documents(),
        targets,
        wanted.metadataJson(),
        wanted.awaits(),
        wanted.warnings(),
        wanted.key());
  }

  private Target passedOn(Target target) {
    if (!(target instanceof Target.Webhook webhook)
        || webhook.headers().keySet().stream().anyMatch(PARENT::equalsIgnoreCase)) {
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
