package dev.hookpress.metrics;

import dev.hookpress.deliver.Attempt;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.deliver.DeliveryEvents;
import dev.hookpress.deliver.EndpointStore;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.Target;
import dev.hookpress.job.TraceParent;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.logging.LogRateLimit;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.FinishedDocument;
import dev.hookpress.render.RenderEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Records delivery and render events as metrics, and as one structured log line per attempt and per
 * document.
 */
public final class EventRecorder implements DeliveryEvents, RenderEvents {
  private static final Logger LOG = LoggerFactory.getLogger("hookpress.events");

  private final Metrics metrics;
  private final int sampleDelivered;
  private final AtomicLong deliveredSeen = new AtomicLong();
  private final ClientActivity activity = new ClientActivity();
  // Limited separately, so that an unavailable server does not hide defects.
  private final LogRateLimit failures = new LogRateLimit(System::nanoTime);
  private final LogRateLimit defects = new LogRateLimit(System::nanoTime);

  /**
   * Creates a recorder for these metrics.
   *
   * @param sampleDelivered one of so many successful attempts is logged; 1: all
   */
  public EventRecorder(Metrics metrics, int sampleDelivered) {
    this.metrics = metrics;
    this.sampleDelivered = sampleDelivered;
  }

  @Override
  public void attempted(Attempt attempt) {
    Optional<TraceParent> trace = TraceParent.of(attempt.notification().target());
    metrics.traced(trace, () -> measured(attempt));
    if (attempt.outcome() != Outcome.DELIVERED
        || deliveredSeen.getAndIncrement() % sampleDelivered == 0) {
      log(attempt, trace);
    }
  }

  private void measured(Attempt attempt) {
    ClaimedNotification notification = attempt.notification();
    metrics.attempted(notification.dialect(), attempt.outcome(), attempt.latency());
    // Excluded from latency: redelivered notifications, operational events, which may be dated
    // ahead, and e-mails, which a relay may check for seconds.
    boolean timed = notification.attemptsBefore() == 0 && isCallback(notification);
    if (attempt.outcome() == Outcome.DELIVERED && timed) {
      metrics.delivered(
          notification.dialect(), Duration.between(notification.createdAt(), attempt.endedAt()));
    }
    if (notification.target() instanceof Target.Email) {
      metrics.mailAttempted(attempt.outcome());
    }
    if (isCallback(notification)) {
      activity.attempted(
          notification.client(), !attempt.outcome().endpointFailure(), attempt.endedAt());
      // What is sent again at once was no attempt to judge.
      if (notification.attemptNumber() == 1 && !(attempt.next() instanceof Next.AtOnce)) {
        metrics.firstAttempt(attempt.outcome() == Outcome.DELIVERED);
      }
    }
    if (attempt.next() instanceof Next.End end) {
      metrics.notificationsEnded(notification.dialect(), end.state(), 1);
    }
  }

  private static void log(Attempt attempt, Optional<TraceParent> trace) {
    ClaimedNotification notification = attempt.notification();
    LOG.atInfo()
        .addKeyValue("event", "attempt.made")
        .addKeyValue("client", notification.client())
        .addKeyValue("job", notification.job().map(NativeIds::shown).orElse(""))
        .addKeyValue("notification", NativeIds.shown(notification.id()))
        .addKeyValue("trace_id", id(trace))
        .addKeyValue("dialect", notification.dialect().label())
        .addKeyValue("attempt", notification.attemptNumber())
        .addKeyValue("origin", notification.target().origin())
        .addKeyValue("address", attempt.address())
        .addKeyValue("outcome", attempt.outcome().label())
        .addKeyValue("status", attempt.status().orElse(0))
        .addKeyValue("detail", attempt.detail())
        .addKeyValue("rule", attempt.rule().orElse(""))
        .addKeyValue("latency_ms", attempt.latency().toMillis())
        .addKeyValue("since_job_end_ms", sinceJobEnd(attempt))
        .addKeyValue("state", state(attempt.next()).label())
        .addKeyValue("next_attempt_at", nextAttempt(attempt.next()))
        .log("attempt.made");
  }

  @Override
  public void clientBlocked(ClientId client, Instant until) {
    metrics.clientBlocked();
    LOG.atWarn()
        .addKeyValue("event", "client.blocked")
        .addKeyValue("client", client)
        .addKeyValue("until", until)
        .log("client.blocked");
  }

  /** Records a hold on an endpoint. */
  public void held(EndpointStore.Hold hold) {
    metrics.endpointHeld();
    LOG.atInfo()
        .addKeyValue("event", "endpoint.held")
        .addKeyValue("client", hold.endpoint().endpoint().client())
        .addKeyValue("origin", hold.endpoint().origin())
        .addKeyValue("endpoint", hold.endpoint().endpoint().key())
        .addKeyValue("until", hold.until())
        .addKeyValue("reason", hold.reason())
        .log("endpoint.held");
  }

  @Override
  public void endedAsGone(DialectName dialect, int count) {
    metrics.notificationsEnded(dialect, NotificationState.GONE, count);
  }

  @Override
  public void rendered(ClaimedDocument document, Optional<FailureCode> failure, Duration took) {
    metrics.traced(
        document.document().trace().flatMap(TraceParent::of),
        () -> metrics.rendered(failure, took));
  }

  @Override
  public void engineFailed(ClaimedDocument document, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("event", "document.engine_failed")
        .addKeyValue("client", document.client())
        .addKeyValue("job", NativeIds.shown(document.job()))
        .addKeyValue("trace_id", id(document.document().trace().flatMap(TraceParent::of)))
        .addKeyValue("document", document.ordinal())
        .setCause(cause)
        .log("document.engine_failed");
  }

  @Override
  public void finished(FinishedDocument finished) {
    var document = finished.document();
    boolean stored = finished.result() instanceof DocumentResult.Stored;
    Optional<TraceParent> trace = document.document().trace().flatMap(TraceParent::of);
    metrics.traced(
        trace,
        () ->
            metrics.jobEnded(
                document.dialect(),
                stored ? JobState.COMPLETED : JobState.FAILED,
                Duration.between(document.createdAt(), finished.endedAt())));
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("event", "document.finished")
            .addKeyValue("client", document.client())
            .addKeyValue("job", NativeIds.shown(document.job()))
            .addKeyValue("trace_id", id(trace))
            .addKeyValue("dialect", document.dialect().label())
            .addKeyValue("owed", finished.owed().size());
    if (finished.result() instanceof DocumentResult.Stored pdf) {
      line.addKeyValue("outcome", "stored")
          .addKeyValue("pages", pdf.pages())
          .addKeyValue("bytes", pdf.bytes())
          .addKeyValue("render_ms", pdf.renderMillis())
          .addKeyValue("upload_ms", pdf.uploadMillis())
          .log("document.finished");
    } else {
      line.addKeyValue(
              "outcome",
              ((DocumentResult.Failed) finished.result()).code().name().toLowerCase(Locale.ROOT))
          .log("document.finished");
    }
  }

  @Override
  public void failed(Throwable cause) {
    // An exception of java.lang is a defect and needs its stack trace; an unavailable server does
    // not, and fails many times.
    boolean defect = cause.getClass().getPackageName().equals("java.lang");
    metrics.workFailed(defect ? "defect" : "unavailable");
    (defect ? defects : failures).admit().ifPresent(others -> logFailure(cause, defect, others));
  }

  private static void logFailure(Throwable cause, boolean defect, long others) {
    LOG.atError()
        .addKeyValue("event", "work.failed")
        .addKeyValue("cause", String.valueOf(cause))
        .addKeyValue("others", others)
        .setCause(defect ? cause : null)
        .log("Work failed by a fault of our own or of Postgres; its lease brings it back.");
  }

  /** The clients that this node has sent callbacks to lately. */
  public ClientActivity activity() {
    return activity;
  }

  private static String id(Optional<TraceParent> trace) {
    return trace.map(TraceParent::traceId).orElse("");
  }

  private static boolean isCallback(ClaimedNotification notification) {
    return notification.job().isPresent() && notification.target() instanceof Target.Webhook;
  }

  private static long sinceJobEnd(Attempt attempt) {
    return Duration.between(attempt.notification().createdAt(), attempt.endedAt()).toMillis();
  }

  private static NotificationState state(Next next) {
    return next instanceof Next.End end ? end.state() : NotificationState.PENDING;
  }

  private static String nextAttempt(Next next) {
    return next instanceof Next.RetryAt retry ? retry.at().toString() : "";
  }
}
