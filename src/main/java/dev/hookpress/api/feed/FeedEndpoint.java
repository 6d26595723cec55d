package dev.hookpress.api.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.feed.JobCallbacks.SignedCallback;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.QueryReader;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.api.jobs.JobBook;
import dev.hookpress.api.jobs.JobReports;
import dev.hookpress.api.jobs.JobView;
import dev.hookpress.api.jobs.PdfWaitLimit;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/events}: what has ended since a cursor; waits for it if the client wants. */
public final class FeedEndpoint implements RouteAction {
  // An idle connection is closed after 60 s.
  private static final int LONGEST_WAIT_SECONDS = 55;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 500;
  // With these pauses the longest wait takes some 115; the bound holds if the clock is set back.
  private static final int MAX_LOOKS = 150;
  // Each reads a job and signs its callback.
  private static final int MAX_WITH_CALLBACKS = 20;
  private static final long BEFORE_ALL = 0;
  private static final long AFTER_ALL = Long.MAX_VALUE;
  private static final String CURSOR_PREFIX = "evt_";
  private static final int HEXADECIMAL = 16;

  private final Dialect dialect;
  private final Ports ports;
  private final InstantSource clock;
  private final PdfWaitLimit limit = new PdfWaitLimit();

  /**
   * The ports that read events, and make the callbacks of jobs.
   *
   * @param reports of jobs, without blocks
   */
  public record Ports(EventFeed feed, JobBook jobs, JobReports reports, JobCallbacks callbacks) {}

  private record Query(
      Client client, Optional<Long> after, int limit, boolean callbacks, Instant until) {
    long position() {
      return after.orElse(BEFORE_ALL);
    }
  }

  public FeedEndpoint(Dialect dialect, Ports ports, InstantSource clock) {
    this.dialect = dialect;
    this.ports = ports;
    this.clock = clock;
  }

  @Override
  public Future<Answer> answer(RoutingContext request, Client client) {
    QueryReader reader = new QueryReader(request.queryParams());
    int most = reader.limit();
    Optional<Long> after =
        reader.read("after", "Must be latest, or a next_cursor of before.", FeedEndpoint::cursor);
    int wait = reader.number("wait", 0, LONGEST_WAIT_SECONDS).orElse(0);
    boolean callbacks =
        reader
            .read(
                "include",
                "Must be callback.",
                text -> Optional.of(text).filter("callback"::equals))
            .isPresent();
    Optional<Problem> problem = reader.problem();
    if (problem.isPresent()) {
      return refused(problem.get());
    }
    Query query =
        new Query(
            client,
            after,
            callbacks ? Math.min(most, MAX_WITH_CALLBACKS) : most,
            callbacks,
            clock.instant().plus(Duration.ofSeconds(wait)));
    return DependencyUnavailable.guard(ports.feed().open(client.id(), clock.instant()))
        .compose(open -> wait == 0 ? look(request, query, 0, 0) : waiting(request, query));
  }

  private Future<Answer> waiting(RoutingContext request, Query query) {
    ClientId client = query.client().id();
    return switch (limit.enter(client)) {
      case ENTERED ->
          look(request, query, FIRST_PAUSE_MILLIS, MAX_LOOKS)
              .eventually(
                  () -> {
                    limit.leave(client);
                    return Future.succeededFuture();
                  });
      case FULL_OF_CLIENT ->
          full(
              Type.RATE_LIMITED,
              "This client may have " + PdfWaitLimit.MAX_PER_CLIENT + " requests that wait.");
      case FULL -> full(Type.UNAVAILABLE, "Too many requests wait for events.");
    };
  }

  private Future<Answer> look(RoutingContext request, Query query, long pause, int looksLeft) {
    return DependencyUnavailable.guard(
            ports.feed().read(query.client().id(), query.position(), query.limit()))
        .compose(
            page -> {
              if (query.position() == AFTER_ALL) {
                return Future.succeededFuture(answer(page, Map.of()));
              }
              if (query.after().isPresent() && !page.covers(query.position())) {
                return refused(
                    Problem.of(
                        Type.CURSOR_EXPIRED,
                        "Events after this cursor are not kept any more. List your jobs and"
                            + " notifications, and read on with after=latest."));
              }
              boolean over = looksLeft == 0 || !clock.instant().isBefore(query.until());
              return page.events().isEmpty() && !over
                  ? lookLater(request, query, pause, looksLeft)
                  : callbacks(query, page).map(callbacks -> answer(page, callbacks));
            });
  }

  private Future<Answer> lookLater(RoutingContext request, Query query, long pause, int looksLeft) {
    return request
        .vertx()
        .timer(pause)
        .compose(
            due ->
                request.response().closed()
                    // The client has disconnected, so nothing is sent.
                    ? Future.succeededFuture(new Answer.NoContent())
                    : look(
                        request, query, Math.min(2 * pause, LONGEST_PAUSE_MILLIS), looksLeft - 1));
  }

  /** The callbacks of the jobs that have ended, by the jobs' ids; of those that are still kept. */
  private Future<Map<JobId, SignedCallback>> callbacks(Query query, EventFeed.Page page) {
    Map<JobId, SignedCallback> made = new HashMap<>();
    if (!query.callbacks()) {
      return Future.succeededFuture(made);
    }
    ClientId client = query.client().id();
    List<Future<Void>> making =
        page.events().stream()
            .filter(event -> event.notification().isEmpty())
            .flatMap(event -> event.job().stream())
            .map(
                job ->
                    callback(client, job)
                        .<Void>map(
                            callback -> {
                              callback.ifPresent(one -> made.put(job, one));
                              return null;
                            }))
            .toList();
    return Future.all(making).map(made);
  }

  private Future<Optional<SignedCallback>> callback(ClientId client, JobId job) {
    return DependencyUnavailable.guard(ports.jobs().job(client, job))
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : DependencyUnavailable.guard(
                            ports.jobs().targets(client, job, Optional.empty()))
                        .compose(targets -> signed(client, found.get(), targets))
                        .map(Optional::of));
  }

  private Future<SignedCallback> signed(ClientId client, JobView job, List<Target> targets) {
    Optional<Target.Webhook> webhook =
        targets.stream()
            .filter(Target.Webhook.class::isInstance)
            .map(Target.Webhook.class::cast)
            .findFirst();
    return ports
        .callbacks()
        .sign(client, ports.reports().of(client, job, clock.instant()), webhook);
  }

  private static Answer answer(EventFeed.Page page, Map<JobId, SignedCallback> callbacks) {
    ObjectNode shown = Json.object();
    ArrayNode data = shown.putArray("data");
    long last = page.last();
    for (FeedEvent event : page.events()) {
      last = event.position();
      ObjectNode one = shown(event);
      if (event.notification().isEmpty()) {
        event.job().map(callbacks::get).ifPresent(it -> one.set("callback", shown(it)));
      }
      data.add(one);
    }
    shown.put("next_cursor", cursor(last));
    return Answer.json(200, shown);
  }

  private static ObjectNode shown(FeedEvent event) {
    ObjectNode shown = Json.object();
    shown.put("id", cursor(event.position()));
    shown.put("type", event.type());
    shown.put("at", Timestamps.millis(event.at()));
    ObjectNode links = Json.object();
    event
        .notification()
        .map(NativeIds::shown)
        .ifPresent(
            id -> {
              shown.put("notification_id", id);
              links.put("notification", "/v1/notifications/" + id);
            });
    event
        .job()
        .map(NativeIds::shown)
        .ifPresent(
            id -> {
              shown.put("job_id", id);
              links.put("job", "/v1/jobs/" + id);
            });
    event.operational().ifPresent(name -> shown.put("event", name));
    shown.set("links", links);
    return shown;
  }

  private static ObjectNode shown(SignedCallback callback) {
    ObjectNode shown = Json.object();
    callback.headers().forEach(shown.putObject("headers")::put);
    shown.put("body_base64", Base64.getEncoder().encodeToString(callback.body().getBytes()));
    return shown;
  }

  private static String cursor(long position) {
    return CURSOR_PREFIX + String.format("%016x", position);
  }

  private static Optional<Long> cursor(String text) {
    if (text.equals("latest")) {
      return Optional.of(AFTER_ALL);
    }
    String digits = text.startsWith(CURSOR_PREFIX) ? text.substring(CURSOR_PREFIX.length()) : "";
    try {
      return Optional.of(Long.parseLong(digits, HEXADECIMAL))
          .filter(position -> position >= 0 && position < AFTER_ALL);
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private Future<Answer> full(Type type, String detail) {
    return Future.succeededFuture(
        Answer.problem(dialect, Problem.of(type, detail), Map.of("Retry-After", "2")));
  }

  private Future<Answer> refused(Problem problem) {
    return Future.succeededFuture(Answer.problem(dialect, problem));
  }
}
