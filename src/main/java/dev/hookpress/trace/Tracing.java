package dev.hookpress.trace;

import dev.hookpress.config.TelemetrySettings;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Begins the steps of traces, which OpenTelemetry exports as its standard variables say. Where it
 * is off, every step is {@link Step#NONE}, and neither is anything made nor sent. Thread-safe.
 */
public final class Tracing {
  /** Traces nothing. */
  public static final Tracing OFF =
      new Tracing(Optional.empty(), TracerProvider.noop().get("hookpress"), new AttemptIds());

  /** What applies where the variables say nothing else. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name", "hookpress",
          "otel.traces.exporter", "otlp",
          // Metrics are scraped, and logs are lines of standard output.
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          "otel.propagators", "none",
          "otel.exporter.otlp.protocol", "http/protobuf");

  private final Optional<OpenTelemetrySdk> sdk;
  private final Tracer tracer;
  private final AttemptIds ids;

  private Tracing(Optional<OpenTelemetrySdk> sdk, Tracer tracer, AttemptIds ids) {
    this.sdk = sdk;
    this.tracer = tracer;
    this.ids = ids;
  }

  /**
   * Starts to export traces if the settings say so.
   *
   * @param node what people call this node
   * @throws IllegalArgumentException if a variable is invalid; its message says which
   */
  public static Tracing open(TelemetrySettings settings, String version, String node) {
    if (!settings.traces()) {
      return OFF;
    }
    AttemptIds ids = new AttemptIds();
    Resource resource =
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.version"), version,
                AttributeKey.stringKey("service.instance.id"), node));
    try {
      OpenTelemetrySdk sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              // Ended with the other connections, after the last step.
              .disableShutdownHook()
              .addPropertiesSupplier(() -> DEFAULTS)
              .addPropertiesCustomizer(read -> properties(settings.variables()))
              .addResourceCustomizer((standard, read) -> standard.merge(resource))
              .addTracerProviderCustomizer((provider, read) -> provider.setIdGenerator(ids))
              .build()
              .getOpenTelemetrySdk();
      return new Tracing(Optional.of(sdk), sdk.getTracer("hookpress", version), ids);
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Map<String, String> properties(Map<String, String> variables) {
    Map<String, String> properties = new HashMap<>();
    variables.forEach(
        (name, value) -> properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    return properties;
  }

  /** Whether steps are traced. */
  public boolean on() {
    return sdk.isPresent();
  }

  /** Begins a request to the API, within the sender's trace if it has sent one. */
  public Step request(String method, Optional<TraceParent> parent) {
    return on()
        ? begin(
            builder(method, SpanKind.SERVER, parent).setAttribute("http.request.method", method))
        : Step.NONE;
  }

  /** Begins a step of this node's own. */
  public Step step(String name, Optional<TraceParent> parent) {
    return on() ? begin(builder(name, SpanKind.INTERNAL, parent)) : Step.NONE;
  }

  /**
   * Begins an attempt at a notification, with a link to the attempt before it.
   *
   * @param number from 1
   * @param parent that of the job; empty for events, each of which has a trace of its own
   */
  public Step attempt(NotificationId notification, int number, Optional<TraceParent> parent) {
    if (!on()) {
      return Step.NONE;
    }
    UUID id = notification.value();
    SpanBuilder attempt =
        builder("attempt", SpanKind.CLIENT, parent).setAttribute("hookpress.attempt", number);
    if (number > 1) {
      attempt.addLink(
          SpanContext.createFromRemoteParent(
              parent.map(TraceParent::traceId).orElseGet(() -> AttemptIds.trace(id)),
              AttemptIds.span(id, number - 1),
              TraceFlags.getSampled(),
              TraceState.getDefault()));
    }
    return ids.give(
        Optional.of(AttemptIds.trace(id)), AttemptIds.span(id, number), () -> begin(attempt));
  }

  private SpanBuilder builder(String name, SpanKind kind, Optional<TraceParent> parent) {
    SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(kind);
    return parent
        .map(
            known ->
                builder.setParent(
                    Context.root()
                        .with(
                            Span.wrap(
                                SpanContext.createFromRemoteParent(
                                    known.traceId(),
                                    known.parentId(),
                                    TraceFlags.fromHex(known.flags(), 0),
                                    TraceState.getDefault())))))
        .orElseGet(builder::setNoParent);
  }

  private Step begin(SpanBuilder builder) {
    return new Step(this, builder.startSpan());
  }

  /** Exports what is left. Blocks up to the bound. */
  public void close(Duration bound) {
    sdk.ifPresent(open -> open.shutdown().join(bound.toMillis(), TimeUnit.MILLISECONDS));
  }
}
