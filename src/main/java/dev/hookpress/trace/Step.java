package dev.hookpress.trace;

import dev.hookpress.job.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.Future;
import java.util.Optional;

/** A step of a job's way, which has begun and is traced. Thread-safe. */
public final class Step {
  /** What every step is where tracing is off. */
  public static final Step NONE = new Step(Tracing.OFF, Span.getInvalid());

  private final Tracing tracing;
  private final Span span;

  Step(Tracing tracing, Span span) {
    this.tracing = tracing;
    this.span = span;
  }

  /** Begins a step within this one. */
  public Step child(String name) {
    return tracing.step(name, traceParent());
  }

  /** Renames it: a request's route is known late. */
  public Step named(String name) {
    span.updateName(name);
    return this;
  }

  public Step with(String attribute, String value) {
    span.setAttribute(attribute, value);
    return this;
  }

  public Step with(String attribute, long value) {
    span.setAttribute(attribute, value);
    return this;
  }

  /** Marks it as failed. */
  public Step failed(String why) {
    span.setStatus(StatusCode.ERROR, why);
    return this;
  }

  public void end() {
    span.end();
  }

  /** Ends it when the Future completes, as failed if that fails. */
  public <T> Future<T> until(Future<T> end) {
    return this == NONE
        ? end
        : end.onComplete(
            done -> {
              if (done.failed()) {
                failed(String.valueOf(done.cause().getMessage()));
              }
              end();
            });
  }

  /** What follows it, here or elsewhere, continues from; empty where tracing is off. */
  public Optional<TraceParent> traceParent() {
    SpanContext context = span.getSpanContext();
    return context.isValid()
        ? TraceParent.of(
            "00-%s-%s-%s"
                .formatted(
                    context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex()))
        : Optional.empty();
  }
}
