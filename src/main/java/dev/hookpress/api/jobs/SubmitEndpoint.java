package dev.hookpress.api.jobs;

import dev.hookpress.api.files.Assets;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.Idempotency;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RequestTrace;
import dev.hookpress.api.http.RequestWarnings;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.api.jobs.Backlog.Load;
import dev.hookpress.api.jobs.JobIntake.Acceptance;
import dev.hookpress.api.jobs.JobIntake.IdempotencyKey;
import dev.hookpress.api.jobs.MailCharges.Charge;
import dev.hookpress.api.templates.TemplateBook;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Decoded.Awaited;
import dev.hookpress.dialect.Decoded.JobKey;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.Form;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.Client;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.trace.Step;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;

/** Decodes a request in a dialect's format, checks it and stores it as a job. */
public final class SubmitEndpoint implements RouteAction {
  /** The ports that check and store a submission. */
  public record Ports(
      JobIntake intake,
      JobBook jobs,
      Assets assets,
      StoredCredentials s3,
      TemplateBook templateBook,
      TargetCheck targets,
      SitePages pages,
      NamedEndpoints endpoints,
      BlockLookup blocks,
      MailAllowance mail,
      ApiEvents events,
      FeatureOffer offer) {}

  // Decoding takes well under a millisecond up to this size; larger bodies leave the event loop.
  private static final int MAX_BYTES_ON_EVENT_LOOP = 16 * 1024;
  // A node renders part of a full backlog in this time.
  private static final String RETRY_WHEN_FULL_SECONDS = "5";
  // Room is measured once a minute.
  private static final String RETRY_WHEN_STORED_SECONDS = "60";

  private final Dialect dialect;
  private final DialectRoute route;
  private final Ports ports;
  private final AssetCheck assets;
  private final Backlog backlog;
  private final MailCharges mail;
  private final JobReports reports;
  private final PdfWait waiting;
  private final TemplateChoice templates;
  private final EndpointChoice endpoints;
  private final InstantSource clock;
  private final Function<Instant, JobId> ids;

  public SubmitEndpoint(
      Dialect dialect,
      DialectRoute route,
      Ports ports,
      Backlog backlog,
      JobReports reports,
      PdfWait waiting,
      InstantSource clock,
      Function<Instant, JobId> ids) {
    this.dialect = dialect;
    this.route = route;
    this.ports = ports;
    this.assets = new AssetCheck(ports.assets(), ports.s3(), ports.offer());
    this.backlog = backlog;
    this.mail = new MailCharges(ports.mail(), ports.intake(), clock);
    this.reports = reports;
    this.waiting = waiting;
    this.templates = new TemplateChoice(dialect, ports.templateBook());
    this.endpoints = new EndpointChoice(ports.endpoints());
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public Future<Answer> answer(RoutingContext request, Client client) {
    String key = request.request().getHeader(Idempotency.HEADER);
    if (key != null && !Idempotency.valid(key)) {
      return Future.succeededFuture(Idempotency.invalid(dialect));
    }
    WaitQuery wait = WaitQuery.of(request, dialect.name());
    if (wait.problem().isPresent()) {
      return Future.succeededFuture(Answer.problem(dialect, wait.problem().get()));
    }
    Map<String, String> path = new HashMap<>(request.pathParams());
    path.putAll(route.values());
    Submission submission =
        new Submission(
            RequestGuards.body(request),
            path,
            RequestWarnings.refused(request.request().headers().getAll(RequestWarnings.PREFER)),
            form(request),
            WaitQuery.takesPdf(request));
    if (route.does() == DialectRoute.Does.UPLOAD && submission.form().isEmpty()) {
      return Future.succeededFuture(
          Answer.problem(dialect, Problem.of(Type.BAD_HTTP, "The body is not a form.")));
    }
    return decode(request, submission)
        .compose(decoded -> found(request, client, submission, decoded))
        .compose(
            decoded ->
                decoded instanceof Decoded.Request wanted
                    ? templates.settled(client.id(), wanted)
                    : Future.succeededFuture(decoded))
        .compose(
            decoded ->
                decoded instanceof Decoded.Request wanted
                    ? endpoints.settled(client, wanted)
                    : Future.succeededFuture(decoded))
        .compose(
            decoded -> {
              if (decoded instanceof Decoded.Refused refused) {
                return Future.succeededFuture(Answer.problem(dialect, refused.problem()));
              }
              Decoded.Request wanted =
                  TraceContext.of(request)
                      .passedOn(wait.applied(request, (Decoded.Request) decoded));
              Optional<IdempotencyKey> idempotency =
                  Optional.ofNullable(key)
                      .map(name -> new IdempotencyKey(name, sha256(submission)))
                      .or(() -> wanted.key().map(named -> named(named, submission)));
              return wanted.awaits() != Awaited.NOTHING
                  ? waiting.inPlace(
                      client,
                      dialect,
                      () -> known(request, client, wanted, submission, idempotency))
                  : known(request, client, wanted, submission, idempotency);
            });
  }

  private Optional<Form> form(RoutingContext request) {
    return route.does() == DialectRoute.Does.UPLOAD
        ? FormReader.read(
            request.request().getHeader(HttpHeaders.CONTENT_TYPE), RequestGuards.body(request))
        : Optional.empty();
  }

  /** Finds the pages of a website, if the request is about one. */
  private Future<Decoded> found(
      RoutingContext request, Client client, Submission submission, Decoded decoded) {
    return decoded instanceof Decoded.Website site
        ? ports
            .pages()
            .of(client.id(), site.start())
            .compose(pages -> decode(request, submission.with(pages)))
        : Future.succeededFuture(decoded);
  }

  private Future<Decoded> decode(RoutingContext request, Submission submission) {
    return submission.body().length <= MAX_BYTES_ON_EVENT_LOOP
        ? Future.succeededFuture(dialect.decode(submission, ports.targets()))
        : request.vertx().executeBlocking(() -> dialect.decode(submission, ports.targets()), false);
  }

  private Future<Answer> known(
      RoutingContext request,
      Client client,
      Decoded.Request wanted,
      Submission submission,
      Optional<IdempotencyKey> key) {
    Load load = new Load(wanted.documents().size(), submission.body().length, wanted.sample());
    return assets
        .problem(client.id(), wanted.documents())
        .compose(
            problem ->
                problem.isPresent()
                    ? Future.succeededFuture(refused(problem.get()))
                    : mailed(request, client, wanted, load, key));
  }

  /** Takes the e-mails that the job will send from the client's allowance of the day. */
  private Future<Answer> mailed(
      RoutingContext request,
      Client client,
      Decoded.Request wanted,
      Load load,
      Optional<IdempotencyKey> key) {
    return mail.charge(client.id(), wanted, key)
        .compose(
            charge ->
                charge.untilNext().isPresent()
                    ? Future.succeededFuture(tooManyLetters(charge.untilNext().get()))
                    : submit(request, client, wanted, load, key, charge));
  }

  private Answer tooManyLetters(Duration wait) {
    return Answer.problem(
        dialect,
        Problem.of(
            Type.RATE_LIMITED,
            "This client's e-mails of the day are used up; they begin again at midnight UTC."),
        Map.of("Retry-After", Long.toString(wait.toSeconds() + 1)));
  }

  private Answer refused(Problem problem) {
    return problem.type() == Type.STORAGE_FULL
        ? Answer.problem(dialect, problem, Map.of("Retry-After", RETRY_WHEN_STORED_SECONDS))
        : Answer.problem(dialect, problem);
  }

  private Future<Answer> submit(
      RoutingContext request,
      Client client,
      Decoded.Request wanted,
      Load load,
      Optional<IdempotencyKey> key,
      Charge charge) {
    return backlog
        .take(client, load)
        .onComplete(
            room -> {
              if (room.result() != Backlog.Room.GRANTED) {
                charge.settle(false);
              }
            })
        .compose(
            room ->
                room == Backlog.Room.GRANTED
                    ? accept(request, client, wanted, load, key, charge)
                    : Future.succeededFuture(backlogFull(client, room, load.sample())));
  }

  private Future<Answer> accept(
      RoutingContext request,
      Client client,
      Decoded.Request wanted,
      Load load,
      Optional<IdempotencyKey> key,
      Charge charge) {
    // The store keeps milliseconds, so a repeated request gets an identical response.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Job job =
        new Job(
            ids.apply(now),
            client.id(),
            dialect.name(),
            wanted.documents(),
            wanted.targets(),
            wanted.metadataJson(),
            now,
            wanted.expiresIn().map(now::plus),
            wanted.bulk());
    Step step =
        RequestTrace.step(request)
            .child("accept")
            .with("hookpress.client", client.id().toString())
            .with("hookpress.job", NativeIds.shown(job.id()));
    return DependencyUnavailable.guard(step.until(ports.intake().accept(job, key)))
        .onComplete(
            done -> {
              boolean accepted = done.result() instanceof Acceptance.Accepted;
              charge.settle(accepted);
              if (accepted) {
                backlog.accepted(client, load);
                ports.events().jobAccepted(dialect.name(), !wanted.warnings().isEmpty());
              } else {
                backlog.giveBack(client, load);
              }
            })
        .compose(
            acceptance -> {
              if (acceptance instanceof Acceptance.Repeated repeated) {
                request.response().putHeader(Idempotency.REPLAYED, "true");
                return key.isPresent()
                        && wanted.key().isPresent()
                        && wanted.awaits() == Awaited.NOTHING
                    ? repeated(client, repeated, wanted)
                    : answer(request, client, repeated.first(), wanted, repeated.createdAt());
              }
              return acceptance instanceof Acceptance.Accepted
                  ? answer(request, client, job.id(), wanted, now)
                  : Future.succeededFuture(Idempotency.conflict(dialect));
            });
  }

  private Future<Answer> repeated(
      Client client, Acceptance.Repeated repeated, Decoded.Request wanted) {
    return DependencyUnavailable.guard(ports.jobs().job(client.id(), repeated.first()))
        .map(
            job ->
                job.map(
                        each ->
                            dialect.repeated(
                                reports.of(client.id(), each, clock.instant()), wanted))
                    .map(Answer::of)
                    .orElseGet(
                        () -> accepted(client, repeated.first(), wanted, repeated.createdAt())));
  }

  private Future<Answer> answer(
      RoutingContext request, Client client, JobId id, Decoded.Request wanted, Instant createdAt) {
    return wanted.awaits() != Awaited.NOTHING
        ? waiting.answer(
            request, client, dialect, id, wanted, WaitQuery.of(request, dialect.name()).longest())
        : Future.succeededFuture(accepted(client, id, wanted, createdAt));
  }

  private Answer accepted(Client client, JobId id, Decoded.Request wanted, Instant createdAt) {
    Map<String, String> headers = new HashMap<>(RequestWarnings.headers(wanted.warnings()));
    ports
        .blocks()
        .blockedUntil(client.id(), clock.instant())
        .ifPresent(end -> headers.put("Hookpress-Blocked-Until", Timestamps.millis(end)));
    return Answer.of(dialect.accepted(id, wanted, createdAt), headers);
  }

  private Answer backlogFull(Client client, Backlog.Room room, boolean sample) {
    String waiting = sample ? "samples" : "jobs";
    String detail =
        room == Backlog.Room.TOO_MANY_BYTES
            ? "This client's waiting %s take as many bytes as they may; wait for some to end."
                .formatted(waiting)
            : "This client may have %d %s waiting, and has them."
                .formatted(client.maxPendingJobs(), waiting);
    return Answer.problem(
        dialect,
        Problem.of(Type.BACKLOG_FULL, detail),
        Map.of("Retry-After", RETRY_WHEN_FULL_SECONDS));
  }

  private static IdempotencyKey named(JobKey key, Submission submission) {
    byte[] body = key.sameBodyOnly() ? sha256(submission) : DigestUtils.sha256(key.name());
    return new IdempotencyKey(key.name(), body);
  }

  /**
   * Hashes the body, without its white space, and the path parameters: the same body on a different
   * path is a different request.
   */
  private static byte[] sha256(Submission submission) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    new TreeMap<>(submission.path())
        .forEach(
            (place, value) ->
                digest.update((place + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
    submission
        .form()
        .ifPresentOrElse(
            form -> digest(form, digest), () -> Json.digest(submission.body(), digest));
    return digest.digest();
  }

  /** The boundary between the parts of a form differs at every request, so it does not count. */
  private static void digest(Form form, MessageDigest digest) {
    new TreeMap<>(form.fields())
        .forEach(
            (name, text) ->
                digest.update((name + "=" + text + "\n").getBytes(StandardCharsets.UTF_8)));
    form.file()
        .ifPresent(
            file -> {
              digest.update((file.name() + "\n").getBytes(StandardCharsets.UTF_8));
              digest.update(file.bytes());
            });
  }
}
