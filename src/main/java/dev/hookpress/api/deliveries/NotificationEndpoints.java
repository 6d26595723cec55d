package dev.hookpress.api.deliveries;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.deliveries.Redeliveries.Redelivery;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.Idempotency;
import dev.hookpress.api.http.Once;
import dev.hookpress.api.http.QueryReader;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.jobs.JobBook;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.Client;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;

/** Shows, redelivers and cancels notifications. */
public final class NotificationEndpoints {
  /** The ports that read, redeliver and cancel notifications. */
  public record Ports(
      JobBook jobs,
      NotificationBook notifications,
      Redeliveries redeliveries,
      Once<Redelivering> redeliverOnce,
      Cancellations cancellations,
      BlockLookup blocks) {}

  /** What a redelivery uses. */
  public record Redelivering(Redeliveries redeliveries, NotificationBook notifications) {}

  private final Dialect dialect;
  private final Ports ports;
  private final Idempotency<Redelivering> idempotency;
  private final InstantSource clock;
  private final NotificationJson json;

  public NotificationEndpoints(Dialect dialect, Ports ports, InstantSource clock) {
    this.dialect = dialect;
    this.ports = ports;
    this.clock = clock;
    this.idempotency =
        new Idempotency<>(
            dialect,
            new Redelivering(ports.redeliveries(), ports.notifications()),
            ports.redeliverOnce(),
            clock);
    this.json = new NotificationJson(ports.blocks(), clock);
  }

  /**
   * {@code GET /v1/jobs/{id}/notifications}: a job's notifications, as many as it may have
   * notifiers at most.
   */
  public Future<Answer> ofJob(RoutingContext request, Client client) {
    Optional<JobId> id = NativeIds.job(request.pathParam("id"));
    if (id.isEmpty()) {
      return Future.succeededFuture(unknown("This client has no such job."));
    }
    return DependencyUnavailable.guard(ports.jobs().job(client.id(), id.get()))
        .compose(
            job ->
                job.isEmpty()
                    ? Future.succeededFuture(unknown("This client has no such job."))
                    : list(client, id.get()));
  }

  /** {@code GET /v1/notifications}: a client's notifications of all jobs, newest first. */
  public Future<Answer> list(RoutingContext request, Client client) {
    QueryReader query = new QueryReader(request.queryParams());
    int limit = query.limit();
    NotificationFilter filter = NotificationFilter.read(query);
    Optional<Problem> problem = query.problem();
    if (problem.isPresent()) {
      return Future.succeededFuture(Answer.problem(dialect, problem.get()));
    }
    return DependencyUnavailable.guard(ports.notifications().page(client.id(), filter, limit))
        .map(page -> Answer.json(200, json.page(client.id(), page)));
  }

  /** {@code GET /v1/notifications/{id}}: a notification with its attempts. */
  public Future<Answer> read(RoutingContext request, Client client) {
    return NativeIds.notification(request.pathParam("id"))
        .map(id -> shown(client, id))
        .orElseGet(() -> Future.succeededFuture(unknown("This client has no such notification.")));
  }

  private Future<Answer> shown(Client client, NotificationId id) {
    return DependencyUnavailable.guard(ports.notifications().notification(client.id(), id))
        .map(
            found ->
                found
                    .map(
                        notification ->
                            Answer.json(200, json.withAttempts(client.id(), notification)))
                    .orElseGet(() -> unknown("This client has no such notification.")));
  }

  /** {@code POST /v1/notifications/{id}/redeliver}: no body, or an empty object. */
  public Future<Answer> redeliver(RoutingContext request, Client client) {
    Optional<Problem> fault = notEmpty(RequestGuards.body(request));
    if (fault.isPresent()) {
      return Future.succeededFuture(Answer.problem(dialect, fault.get()));
    }
    Optional<NotificationId> id = NativeIds.notification(request.pathParam("id"));
    if (id.isEmpty()) {
      return Future.succeededFuture(unknown("This client has no such notification."));
    }
    return idempotency.answer(request, client, stores -> redeliver(client, id.get(), stores));
  }

  private Future<Answer> redeliver(Client client, NotificationId id, Redelivering stores) {
    return DependencyUnavailable.guard(
            stores.redeliveries().redeliver(client.id(), id, clock.instant()))
        .compose(
            redelivery ->
                DependencyUnavailable.guard(stores.notifications().notification(client.id(), id))
                    .map(
                        found ->
                            found
                                .map(notification -> answer(redelivery, client, notification))
                                .orElseGet(
                                    () -> unknown("This client has no such notification."))));
  }

  private Answer answer(Redelivery redelivery, Client client, NotificationView notification) {
    return switch (redelivery) {
      case OWED -> Answer.json(202, json.withAttempts(client.id(), notification));
      case UNKNOWN -> unknown("This client has no such notification.");
      case ENDPOINT_GONE ->
          refused(
              Type.ENDPOINT_GONE,
              "The endpoint "
                  + notification.url().orElse(notification.origin())
                  + " answered 410 Gone, and nothing is sent there. Reinstate it first: POST"
                  + " /v1/endpoints/"
                  + notification.endpoint()
                  + "/reinstate.");
      case TOO_MANY_ATTEMPTS ->
          refused(
              Type.TOO_MANY_ATTEMPTS,
              "After " + notification.attemptsMade() + " attempts it is not tried again.");
    };
  }

  /** {@code POST /v1/notifications/{id}/cancel}: a repeat changes nothing. */
  public Future<Answer> cancel(RoutingContext request, Client client) {
    Optional<NotificationId> id = NativeIds.notification(request.pathParam("id"));
    if (id.isEmpty()) {
      return Future.succeededFuture(unknown("This client has no such notification."));
    }
    return DependencyUnavailable.guard(
            ports.cancellations().cancel(client.id(), id.get(), clock.instant()))
        .compose(
            cancellation ->
                switch (cancellation) {
                  case CANCELED -> shown(client, id.get());
                  case UNKNOWN ->
                      Future.succeededFuture(unknown("This client has no such notification."));
                  case UNDER_WAY ->
                      Future.succeededFuture(
                          refused(
                              Type.ATTEMPT_UNDER_WAY,
                              "An attempt is under way; its result is known within a minute."));
                  case ENDED ->
                      Future.succeededFuture(
                          refused(
                              Type.NOTIFICATION_ENDED,
                              "A notification that has ended stays as it is."));
                });
  }

  private static Optional<Problem> notEmpty(byte[] body) {
    if (body.length == 0) {
      return Optional.empty();
    }
    Json.Read read = Json.read(body);
    if (read instanceof Json.Read.Malformed malformed) {
      return Optional.of(malformed.problem());
    }
    Faults faults = new Faults();
    StrictObject.of(((Json.Read.Tree) read).root(), "", faults).ifPresent(StrictObject::end);
    return faults.none() ? Optional.empty() : Optional.of(faults.problem());
  }

  private Future<Answer> list(Client client, JobId job) {
    return DependencyUnavailable.guard(ports.notifications().ofJob(client.id(), job))
        .map(
            found -> {
              ObjectNode list = Json.object();
              ArrayNode data = list.putArray("data");
              found.forEach(notification -> data.add(json.of(client.id(), notification)));
              return Answer.json(200, list);
            });
  }

  private Answer unknown(String detail) {
    return refused(Type.NOT_FOUND, detail);
  }

  private Answer refused(Type type, String detail) {
    return Answer.problem(dialect, Problem.of(type, detail));
  }
}
