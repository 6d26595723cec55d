package dev.hookpress.metrics;

import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.TraceParent;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.policy.Outcome;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts and times events, with one method per event. Every series starts at zero, so that rates
 * include the first event.
 *
 * <p>All methods are thread-safe and need no lookup in the registry.
 */
public final class Metrics implements AutoCloseable {
  /** Why a render process ends: the only values of its {@code reason} tag. */
  public static final List<String> PROCESS_ENDS =
      List.of("timeout", "out_of_memory", "crashed", "killed", "renewed", "not_started");

  /** Why a connection or a body is refused: the only values of its {@code reason} tag. */
  public static final List<String> REFUSALS =
      List.of("connections", "connections_of_address", "bodies", "bodies_of_client");

  /** Why work fails: a server is away, Hookpress has a defect, or a periodic task has failed. */
  public static final List<String> WORK_FAILURES = List.of("unavailable", "defect", "task");

  private static final List<String> MAIL_RESULTS = List.of("sent", "refused", "failed");

  /** Replaces any egress rule that was not passed to the constructor. */
  private static final String OTHER_RULE = "other";

  private final Optional<Exemplars> exemplars;
  private final PrometheusMeterRegistry registry;
  private final RuntimeMeters runtime;
  private final Map<DialectName, Counter> jobsAccepted;
  private final Map<DialectName, Counter> jobsAcceptedWithWarnings;
  private final Map<DialectName, Map<JobState, Timer>> jobDurations;
  private final Timer rendered;
  private final Map<FailureCode, Timer> renderFailures;
  private final BrowserMetrics browser;
  private final Counter renderWorkersLost;
  private final Map<String, Counter> renderProcessesEnded;
  private final Map<String, Counter> refusals;
  private final Map<DialectName, Timer> deliveryLatencies;
  private final Map<DialectName, Map<Outcome, Timer>> attemptDurations;
  private final Map<DialectName, Map<NotificationState, Counter>> notifications;
  private final Counter notificationsReplayed;
  private final Counter clientBlocks;
  private final Counter endpointHolds;
  private final Counter leasesReclaimed;
  private final Map<String, Counter> egressRefusals;
  private final AtomicInteger renderProcesses = new AtomicInteger();
  private final Counter goodFirstAttempts;
  private final Counter badFirstAttempts;
  private final Map<String, Counter> workFailed;
  private final Map<String, Counter> mails;
  private final NodeGauges node;
  private final ApiMeters api;
  private final ApiMeters operatorApi;
  private final TopClients topClients;
  private volatile IntSupplier deliveryInflight = () -> 0;

  /**
   * Registers all meters.
   *
   * @param dialects a closed set: each is a tag value
   * @param egressRules labels of all rules by which the outbound client refuses a target; a refusal
   *     by any other rule counts as {@code other}
   * @param exemplars whether histograms name traces
   */
  public Metrics(
      Collection<DialectName> dialects, Collection<String> egressRules, boolean exemplars) {
    this(dialects, egressRules, exemplars, System::nanoTime);
  }

  /**
   * Registers all meters.
   *
   * @param nanos a running count, which tells how old a gauge's value is
   */
  Metrics(
      Collection<DialectName> dialects,
      Collection<String> egressRules,
      boolean exemplars,
      LongSupplier nanos) {
    this.exemplars = exemplars ? Optional.of(new Exemplars()) : Optional.empty();
    registry =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT,
            new PrometheusRegistry(),
            Clock.SYSTEM,
            this.exemplars.orElse(null));
    runtime = new RuntimeMeters(registry);
    Meters meters = new Meters(registry);
    jobsAccepted = ofEach(dialects, meters::jobsAccepted);
    jobsAcceptedWithWarnings = ofEach(dialects, meters::jobsAcceptedWithWarnings);
    jobDurations =
        ofEach(
            dialects,
            dialect ->
                ofEach(ended(JobState.values(), JobState::ended), s -> meters.job(dialect, s)));
    rendered = meters.render("rendered");
    renderFailures = ofEach(FailureCode.values(), code -> meters.render(label(code)));
    browser = new BrowserMetrics(meters);
    renderWorkersLost = meters.renderWorkersLost();
    renderProcessesEnded = named(PROCESS_ENDS.stream(), meters::renderProcessEnded);
    meters.renderProcesses(renderProcesses::get);
    refusals = named(REFUSALS.stream(), meters::refused);
    deliveryLatencies = ofEach(dialects, meters::deliveryLatency);
    attemptDurations =
        ofEach(
            dialects,
            dialect -> ofEach(Outcome.values(), outcome -> meters.attempt(dialect, outcome)));
    notifications =
        ofEach(
            dialects,
            dialect ->
                ofEach(
                    ended(NotificationState.values(), NotificationState::ended),
                    s -> meters.notifications(dialect, s)));
    notificationsReplayed = meters.notificationsReplayed();
    clientBlocks = meters.clientBlocks();
    endpointHolds = meters.endpointHolds();
    leasesReclaimed = meters.leasesReclaimed();
    egressRefusals =
        named(
            Stream.concat(egressRules.stream(), Stream.of(OTHER_RULE)).distinct(),
            meters::egressRefused);
    meters.deliveryInflight(() -> deliveryInflight.getAsInt());
    goodFirstAttempts = meters.firstAttempts(true);
    badFirstAttempts = meters.firstAttempts(false);
    workFailed = named(WORK_FAILURES.stream(), meters::workFailed);
    mails = named(MAIL_RESULTS.stream(), meters::mails);
    node = new NodeGauges(meters, nanos);
    api = new ApiMeters(meters::apiRequest);
    operatorApi = new ApiMeters(meters::operatorRequest);
    topClients = new TopClients(registry.getPrometheusRegistry(), nanos);
  }

  /** Measures with a trace that buckets of histograms may name. */
  void traced(Optional<TraceParent> trace, Runnable measure) {
    exemplars.ifPresentOrElse(each -> each.of(trace, measure), measure);
  }

  /** Whether histograms name traces, which only the format of OpenMetrics shows. */
  boolean exemplars() {
    return exemplars.isPresent();
  }

  /**
   * A job was accepted: it is stored durably and its client is told so.
   *
   * @param withWarnings whether parts of its request were passed over
   */
  public void jobAccepted(DialectName dialect, boolean withWarnings) {
    jobsAccepted.get(dialect).increment();
    if (withWarnings) {
      jobsAcceptedWithWarnings.get(dialect).increment();
    }
  }

  /**
   * A job ended.
   *
   * @param outcome an end state; any other is ignored
   * @param sinceAccepted from its acceptance to its end
   */
  public void jobEnded(DialectName dialect, JobState outcome, Duration sinceAccepted) {
    Timer timer = jobDurations.get(dialect).get(outcome);
    if (timer != null) {
      timer.record(sinceAccepted);
    }
  }

  /**
   * A render succeeded or failed.
   *
   * @param failure empty for success
   * @param took from being ready for a worker to the finished PDF
   */
  public void rendered(Optional<FailureCode> failure, Duration took) {
    failure.map(renderFailures::get).orElse(rendered).record(took);
  }

  /** The meters of the browser. */
  public BrowserMetrics browser() {
    return browser;
  }

  /** A render worker exceeded twice its deadline and was replaced. */
  public void renderWorkerLost() {
    renderWorkersLost.increment();
  }

  /** A render process ended, for one of {@link #PROCESS_ENDS}. */
  public void renderProcessEnded(String reason) {
    renderProcessesEnded.get(reason).increment();
  }

  /** Sets how many render processes live. */
  public void renderProcesses(int alive) {
    renderProcesses.set(alive);
  }

  /**
   * A connection or a body was refused because of the room that it would take.
   *
   * @param reason one of {@link #REFUSALS}
   */
  public void refused(String reason) {
    refusals.get(reason).increment();
  }

  /** An attempt ended. */
  public void attempted(DialectName dialect, Outcome outcome, Duration took) {
    attemptDurations.get(dialect).get(outcome).record(took);
  }

  /** A receiver acknowledged a notification. */
  public void delivered(DialectName dialect, Duration sinceJobEnded) {
    deliveryLatencies.get(dialect).record(sinceJobEnded);
  }

  /**
   * Notifications reached an end state.
   *
   * @param state an end state; any other is ignored
   */
  public void notificationsEnded(DialectName dialect, NotificationState state, int count) {
    Counter counter = notifications.get(dialect).get(state);
    if (counter != null) {
      counter.increment(count);
    }
  }

  /** A block of a client began. */
  public void clientBlocked() {
    clientBlocks.increment();
  }

  /** A hold on an endpoint began. */
  public void endpointHeld() {
    endpointHolds.increment();
  }

  /** Claims with expired leases were taken over. */
  public void leasesReclaimed(int count) {
    leasesReclaimed.increment(count);
  }

  /** A replay put notifications back into the queue. */
  public void notificationsReplayed(int count) {
    notificationsReplayed.increment(count);
  }

  /** The outbound client refused a target. */
  public void egressRefused(String rule) {
    egressRefusals.getOrDefault(rule, egressRefusals.get(OTHER_RULE)).increment();
  }

  /** The first attempt at a callback of a job has ended. */
  public void firstAttempt(boolean good) {
    (good ? goodFirstAttempts : badFirstAttempts).increment();
  }

  /** An attempt at an e-mail has ended. */
  public void mailAttempted(Outcome outcome) {
    String result =
        switch (outcome) {
          case DELIVERED -> "sent";
          case MAIL_REFUSED -> "refused";
          default -> "failed";
        };
    mails.get(result).increment();
  }

  /**
   * Work failed by no fault of a receiver or a document.
   *
   * @param kind one of {@link #WORK_FAILURES}
   */
  public void workFailed(String kind) {
    workFailed.get(kind).increment();
  }

  /**
   * Says what runs, in {@code hookpress_build_info}; called once.
   *
   * @param roles the roles of the node
   */
  public void built(String version, Collection<String> roles) {
    // Micrometer has no such meter: it takes the reserved suffix from a gauge's name.
    Info.builder()
        .name("hookpress_build_info")
        .help("1 for each node that runs, with its version and roles.")
        .labelNames("version", "roles")
        .register(registry.getPrometheusRegistry())
        .addLabelValues(version, String.join(",", roles.stream().sorted().toList()));
  }

  /** The gauges of the node's own state. */
  public NodeGauges node() {
    return node;
  }

  /** The meters of the API. */
  public ApiMeters api() {
    return api;
  }

  /** The meters of the operator API. */
  public ApiMeters operatorApi() {
    return operatorApi;
  }

  /** The clients with the most failed attempts. */
  public TopClients topClients() {
    return topClients;
  }

  /** Sets the supplier of this node's attempts in flight, called at each scrape on any thread. */
  public void deliveryInflight(IntSupplier attempts) {
    deliveryInflight = attempts;
  }

  /**
   * All meters as Prometheus text, format 0.0.4. Takes milliseconds, so it must not run on an event
   * loop.
   */
  public String scrape() {
    return registry.scrape();
  }

  /** As {@link #scrape}, in the format of OpenMetrics 1.0.0, which has exemplars. */
  String scrapeOpenMetrics() {
    return registry.scrape(ManagementRoutes.OPEN_METRICS);
  }

  /** A Vert.x builder with these options whose server and pool meters are scraped too. */
  public VertxBuilder observe(VertxOptions options) {
    return runtime.observe(options);
  }

  /** Stops observing the garbage collector and closes the registry. */
  @Override
  public void close() {
    runtime.close();
    registry.close();
  }

  private static <M> Map<DialectName, M> ofEach(
      Collection<DialectName> dialects, Function<DialectName, M> meter) {
    return dialects.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), meter));
  }

  private static <E extends Enum<E>, M> Map<E, M> ofEach(E[] set, Function<E, M> meter) {
    Map<E, M> meters = new EnumMap<>(set[0].getDeclaringClass());
    for (E value : set) {
      meters.put(value, meter.apply(value));
    }
    return meters;
  }

  private static <M> Map<String, M> named(Stream<String> names, Function<String, M> meter) {
    return names.collect(Collectors.toUnmodifiableMap(name -> name, meter));
  }

  private static <E extends Enum<E>> E[] ended(E[] states, Predicate<E> ended) {
    return Stream.of(states).filter(ended).toArray(n -> Arrays.copyOf(states, n));
  }

  private static String label(FailureCode code) {
    return code.name().toLowerCase(Locale.ROOT);
  }
}
