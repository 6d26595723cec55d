package dev.hookpress.metrics;

import dev.hookpress.job.TraceParent;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.util.Optional;

/** Names the trace of what is being measured, so that a bucket of a histogram leads to one. */
final class Exemplars implements SpanContext {
  private final ThreadLocal<TraceParent> current = new ThreadLocal<>();

  /** Names this trace, if it is recorded, for what {@code measure} measures. */
  void of(Optional<TraceParent> trace, Runnable measure) {
    if (trace.isEmpty()) {
      measure.run();
      return;
    }
    current.set(trace.get());
    try {
      measure.run();
    } finally {
      current.remove();
    }
  }

  /** Null, as the interface demands, where there is no trace. */
  @Override
  public String getCurrentTraceId() {
    TraceParent trace = current.get();
    return trace == null ? null : trace.traceId();
  }

  @Override
  public String getCurrentSpanId() {
    TraceParent trace = current.get();
    return trace == null ? null : trace.parentId();
  }

  @Override
  public boolean isCurrentSpanSampled() {
    TraceParent trace = current.get();
    return trace != null && trace.sampled();
  }

  @Override
  public void markCurrentSpanAsExemplar() {
    // Which traces are kept is decided where they begin.
  }
}
