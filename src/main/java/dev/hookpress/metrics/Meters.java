package dev.hookpress.metrics;

import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Defines every meter of Hookpress: its name as scraped, help, tags and buckets. Dashboards and
 * alerts depend on these names, so they are stable. Tags come from closed sets only, never a client
 * or a URL.
 */
final class Meters {
  // From a single render to a batch that waits in a busy queue.
  private static final Duration[] JOB_BUCKETS =
      buckets(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800);

  // Up to twice the default render deadline of 30 s, after which a worker is replaced.
  private static final Duration[] RENDER_BUCKETS =
      buckets(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60);

  // The target is 3 ms at the median; the longest retry schedule ends after days.
  private static final Duration[] LATENCY_BUCKETS =
      buckets(
          0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800,
          7200, 86400);

  // Attempts time out after 5, 15 or 30 s, depending on the dialect.
  private static final Duration[] ATTEMPT_BUCKETS =
      buckets(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30);

  // Most routes answer within milliseconds; those that wait for a PDF take up to 30 s.
  private static final Duration[] API_BUCKETS =
      buckets(0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30);

  private final MeterRegistry registry;

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  Counter jobsAccepted(DialectName dialect) {
    return counter(
        "hookpress_jobs_accepted_total",
        "Jobs accepted: stored durably and answered with 202.",
        Tags.of("dialect", dialect.label()));
  }

  Counter jobsAcceptedWithWarnings(DialectName dialect) {
    return counter(
        "hookpress_jobs_accepted_with_warnings_total",
        "Jobs accepted of which a field was unknown or had no effect.",
        Tags.of("dialect", dialect.label()));
  }

  Timer job(DialectName dialect, JobState outcome) {
    return timer(
        "hookpress_job_duration_seconds",
        "From a job's acceptance to its end.",
        Tags.of("dialect", dialect.label(), "outcome", outcome.label()),
        JOB_BUCKETS);
  }

  Timer render(String outcome) {
    return timer(
        "hookpress_render_duration_seconds",
        "One document from being ready for a worker to the finished PDF.",
        Tags.of("outcome", outcome),
        RENDER_BUCKETS);
  }

  Timer browserRender(String outcome) {
    return timer(
        "hookpress_browser_render_duration_seconds",
        "One document in the browser, without the wait for it.",
        Tags.of("outcome", outcome),
        RENDER_BUCKETS);
  }

  Counter browserEnded(String reason) {
    return counter(
        "hookpress_browsers_ended_total",
        "Browsers that ended, by reason.",
        Tags.of("reason", reason));
  }

  void browsers(Supplier<Number> alive, Supplier<Number> waiting) {
    gauge("hookpress_browsers", "Browsers of this node that live.", alive);
    gauge("hookpress_browser_waiting", "Documents that wait for a browser.", waiting);
  }

  Timer deliveryLatency(DialectName dialect) {
    return timer(
        "hookpress_delivery_latency_seconds",
        "From a job's end to the receiver's acknowledgement, waits for retries included.",
        Tags.of("dialect", dialect.label()),
        LATENCY_BUCKETS);
  }

  Timer attempt(DialectName dialect, Outcome outcome) {
    return timer(
        "hookpress_attempt_duration_seconds",
        "One attempt at one notification, from name look-up to the answer's end.",
        Tags.of("dialect", dialect.label(), "outcome", outcome.label()),
        ATTEMPT_BUCKETS);
  }

  Counter notifications(DialectName dialect, NotificationState state) {
    return counter(
        "hookpress_notifications_total",
        "Notifications that came to their end, by end state.",
        Tags.of("dialect", dialect.label(), "state", state.label()));
  }

  Counter notificationsReplayed() {
    return counter(
        "hookpress_notifications_replayed_total",
        "Notifications that replays have put back into the queue.",
        Tags.empty());
  }

  Counter egressRefused(String rule) {
    return counter(
        "hookpress_egress_refused_total",
        "Targets that the egress policy refused, by the rule that they broke.",
        Tags.of("rule", rule));
  }

  Counter renderWorkersLost() {
    return counter(
        "hookpress_render_workers_lost_total",
        "Render workers that overran twice their deadline and were replaced.",
        Tags.empty());
  }

  Counter renderProcessEnded(String reason) {
    return counter(
        "hookpress_render_processes_ended_total",
        "Render processes that ended and were replaced, by reason.",
        Tags.of("reason", reason));
  }

  void renderProcesses(Supplier<Number> alive) {
    gauge("hookpress_render_processes", "Render processes of this node that live.", alive);
  }

  Counter refused(String reason) {
    return counter(
        "hookpress_http_refused_total",
        "Connections and bodies refused because of the room that they would take, by reason.",
        Tags.of("reason", reason));
  }

  Counter clientBlocks() {
    return counter(
        "hookpress_client_blocks_total",
        "Blocks begun: a client's callbacks failed too often within the window.",
        Tags.empty());
  }

  Counter endpointHolds() {
    return counter(
        "hookpress_endpoint_holds_total",
        "Holds begun: an endpoint asked for time, or answered 429, 502, 503 or 504.",
        Tags.empty());
  }

  Counter leasesReclaimed() {
    return counter(
        "hookpress_leases_reclaimed_total",
        "Leases of nodes that died or stood still, taken over; each may mean a repeated callback.",
        Tags.empty());
  }

  void renderOldestDue(Supplier<Number> seconds) {
    gauge(
        "hookpress_render_oldest_due_seconds",
        "How long the oldest document that may be rendered now has been due.",
        seconds);
  }

  void deliveryOldestDue(Supplier<Number> seconds) {
    gauge(
        "hookpress_delivery_oldest_due_seconds",
        "How long the oldest notification that may be sent now has been due.",
        seconds);
  }

  void deliveryInflight(Supplier<Number> attempts) {
    gauge("hookpress_delivery_inflight", "Attempts that this node has in flight.", attempts);
  }

  void clientsBlocked(Supplier<Number> clients) {
    gauge(
        "hookpress_clients_blocked",
        "Clients whose notifications are blocked at present, as far as this node knows.",
        clients);
  }

  void breakerDegraded(Supplier<Number> oneOrZero) {
    gauge(
        "hookpress_breaker_degraded",
        "1 while Redis is away and errors are counted in this node's memory alone.",
        oneOrZero);
  }

  Counter firstAttempts(boolean good) {
    return counter(
        "hookpress_first_attempts_total",
        "First attempts at callbacks of jobs; good: acknowledged. No e-mails, events or replays.",
        Tags.of("good", Boolean.toString(good)));
  }

  Counter mails(String result) {
    return counter(
        "hookpress_mails_total",
        "Attempts at e-mails: sent; refused (this e-mail); failed (the relay or the way to it).",
        Tags.of("result", result));
  }

  Counter workFailed(String kind) {
    return counter(
        "hookpress_work_failed_total",
        "Work that failed inside Hookpress or its servers and is tried again, by kind.",
        Tags.of("kind", kind));
  }

  Timer apiRequest(String route, String statusClass) {
    return timer(
        "hookpress_api_request_duration_seconds",
        "One API request from its head to the answer's end, by route and class of the status.",
        Tags.of("route", route, "status", statusClass),
        API_BUCKETS);
  }

  Timer operatorRequest(String route, String statusClass) {
    return timer(
        "hookpress_operator_request_duration_seconds",
        "One request to the operator API, by route and class of the status.",
        Tags.of("route", route, "status", statusClass),
        API_BUCKETS);
  }

  void ready(String check, Supplier<Number> oneOrZero) {
    gauge(
        "hookpress_ready",
        "1 if the check succeeded; node: whether this node should get work.",
        Tags.of("check", check),
        oneOrZero);
  }

  void backlog(String state, Supplier<Number> notifications) {
    gauge(
        "hookpress_delivery_backlog",
        "Notifications that wait, by reason; counted up to 100000 in all.",
        Tags.of("state", state),
        notifications);
  }

  void queuesRead(Supplier<Number> seconds) {
    gauge(
        "hookpress_queues_read_timestamp_seconds",
        "When this node last read the ages of the queues.",
        seconds);
  }

  void clientsActive(Supplier<Number> clients) {
    gauge(
        "hookpress_clients_active",
        "Clients to whom this node has sent callbacks within the last 5 to 10 minutes.",
        clients);
  }

  void clientsFailing(Supplier<Number> clients) {
    gauge(
        "hookpress_clients_failing",
        "Active clients of this node with three errors or more and no success.",
        clients);
  }

  void clockSkew(Supplier<Number> seconds) {
    gauge(
        "hookpress_clock_skew_seconds",
        "How far this node's clock and that of Redis are apart.",
        seconds);
  }

  private Counter counter(String name, String help, Tags tags) {
    return Counter.builder(name).description(help).tags(tags).register(registry);
  }

  private Timer timer(String name, String help, Tags tags, Duration[] buckets) {
    return Timer.builder(name)
        .description(help)
        .tags(tags)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  private void gauge(String name, String help, Supplier<Number> value) {
    gauge(name, help, Tags.empty(), value);
  }

  private void gauge(String name, String help, Tags tags, Supplier<Number> value) {
    Gauge.builder(name, value).description(help).tags(tags).register(registry);
  }

  private static Duration[] buckets(double... seconds) {
    return Arrays.stream(seconds)
        .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
        .toArray(Duration[]::new);
  }
}
