package dev.hookpress.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.deliveries.EndpointBook;
import dev.hookpress.api.deliveries.NotificationBook;
import dev.hookpress.api.deliveries.NotificationJson;
import dev.hookpress.api.deliveries.ReceiverEndpoints;
import dev.hookpress.api.deliveries.ReplayBook;
import dev.hookpress.api.deliveries.ReplayEndpoints;
import dev.hookpress.api.jobs.JobBook;
import dev.hookpress.api.jobs.JobView;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.hookpress.NativeJob;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.ReplayId;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.operator.Insight.Figures;
import dev.hookpress.operator.Insight.Kind;
import dev.hookpress.operator.Insight.Owner;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** Shows who stands out, what waits, and what became of anything that has an id. */
public final class InsightCommands {
  private static final Result UNKNOWN =
      Result.refused(
          Type.NOT_FOUND,
          "There is nothing with this id. Those of requests, and of traces that others began, are"
              + " in the log only: look for them there, as request_id and trace_id.");

  /** A shared receiver may be that of every client. */
  private static final int MAX_CLIENTS = 20;

  private final Ports ports;
  private final ClientCommands clients;
  private final NotificationJson json;

  /**
   * What the commands read.
   *
   * @param uploads finds whose an uploaded file is
   */
  public record Ports(
      Insight insight,
      JobBook jobs,
      NotificationBook notifications,
      ReplayBook replays,
      EndpointBook endpoints,
      AuditCommands audit,
      Function<UUID, Future<Optional<ClientId>>> uploads) {}

  /**
   * @param clients shows a client
   * @param json shows notifications
   */
  public InsightCommands(Ports ports, ClientCommands clients, NotificationJson json) {
    this.ports = ports;
    this.clients = clients;
    this.json = json;
  }

  /** The clients that fail, flood or wait most. */
  public Future<Result> top(TopQuery query, Instant now) {
    return ports
        .insight()
        .top(query, now)
        .map(found -> Result.list(found.stream().map(InsightCommands::shown).toList()));
  }

  /** What waits, and why. */
  public Future<Result> queue(Instant now) {
    return ports
        .insight()
        .queues(now)
        .map(
            queues -> {
              ObjectNode shown = Json.object();
              ObjectNode waiting = shown.putObject("notifications");
              new TreeMap<>(queues.notifications()).forEach(waiting::put);
              queues
                  .oldestDocument()
                  .ifPresent(at -> shown.put("oldest_document_due_at", Timestamps.millis(at)));
              queues
                  .oldestNotification()
                  .ifPresent(at -> shown.put("oldest_notification_due_at", Timestamps.millis(at)));
              return Result.done(shown);
            });
  }

  /**
   * Explains a client, job, notification, replay or act of an operator, by its id as any format
   * shows it ({@link AnyId}), or an endpoint: of each client that has it, since its id is that of
   * its URL. Of an API key, a signing key, a template or an upload it tells whose it is.
   */
  public Future<Result> explain(String id, Instant now) {
    Optional<EndpointKey> endpoint = EndpointKey.parse(id);
    if (endpoint.isPresent()) {
      return explain(endpoint.get(), now);
    }
    Optional<UUID> read = AnyId.read(id);
    return read.isEmpty()
        ? Future.succeededFuture(UNKNOWN)
        : ports
            .insight()
            .owner(read.get())
            .compose(
                found ->
                    found.isPresent()
                        ? explain(found.get(), read.get(), now)
                        : elsewhere(read.get(), now));
  }

  /** Explains what is not found by its owner: a deleted client, an upload, or an act. */
  private Future<Result> elsewhere(UUID id, Instant now) {
    return clients
        .show(new ClientId(id), now)
        .compose(
            client ->
                client instanceof Result.Done
                    ? Future.succeededFuture(client)
                    : ports
                        .uploads()
                        .apply(id)
                        .compose(
                            owner ->
                                owner.isPresent()
                                    ? explain(new Owner(owner.get(), Kind.ASSET), id, now)
                                    : ports
                                        .audit()
                                        .entry(id)
                                        .map(entry -> entry.map(Result::done).orElse(UNKNOWN))));
  }

  private Future<Result> explain(EndpointKey key, Instant now) {
    return ports
        .insight()
        .clientsOf(key, MAX_CLIENTS)
        .compose(
            clients -> Future.all(clients.stream().map(one -> endpoint(one, key, now)).toList()))
        .map(
            found -> {
              List<ObjectNode> all =
                  found.<Optional<ObjectNode>>list().stream().flatMap(Optional::stream).toList();
              return all.isEmpty() ? Result.noSuchId() : Result.list(all);
            });
  }

  private Future<Optional<ObjectNode>> endpoint(ClientId client, EndpointKey key, Instant now) {
    return ports
        .endpoints()
        .list(
            client,
            Optional.of(new EndpointKey(key.value() - 1)),
            1,
            now.minus(ReceiverEndpoints.LOOKED_BACK),
            now)
        .map(
            found ->
                found.stream()
                    .filter(one -> one.key().equals(key))
                    .findFirst()
                    .map(
                        one ->
                            ReceiverEndpoints.shown(one, clients.blockedUntil(client, now))
                                .put("client_id", client.toString())));
  }

  private Future<Result> explain(Owner owner, UUID id, Instant now) {
    ClientId client = owner.client();
    return switch (owner.kind()) {
      case CLIENT -> clients.show(client, now);
      case NOTIFICATION ->
          ports
              .notifications()
              .notification(client, new NotificationId(id))
              .map(found -> found.map(one -> json.withHeads(client, one)))
              .map(shown -> of(owner, shown));
      case REPLAY ->
          ports
              .replays()
              .replay(client, new ReplayId(id))
              .map(found -> found.map(ReplayEndpoints::view))
              .map(shown -> of(owner, shown));
      case JOB -> job(owner, new JobId(id));
      case API_KEY, TEMPLATE, SIGNING_KEY, ASSET ->
          Future.succeededFuture(
              of(
                  owner,
                  Optional.of(
                      Json.object().put("kind", owner.kind().name().toLowerCase(Locale.ROOT)))));
    };
  }

  private Future<Result> job(Owner owner, JobId id) {
    return ports
        .jobs()
        .job(owner.client(), id)
        .compose(
            found ->
                ports
                    .notifications()
                    .ofJob(owner.client(), id)
                    .map(
                        told -> {
                          Optional<ObjectNode> shown = found.map(InsightCommands::shown);
                          shown.ifPresent(
                              job -> {
                                ArrayNode all = job.putArray("notifications");
                                told.forEach(one -> all.add(json.of(owner.client(), one)));
                              });
                          return of(owner, shown);
                        }));
  }

  private static Result of(Owner owner, Optional<ObjectNode> shown) {
    return shown
        .map(found -> Result.done(found.put("client_id", owner.client().toString())))
        .orElseGet(Result::noSuchId);
  }

  private static ObjectNode shown(JobView job) {
    ObjectNode shown = Json.object().put("id", NativeIds.shown(job.id()));
    shown.put("status", job.state().label()).put("dialect", job.dialect().label());
    shown.put("created_at", Timestamps.millis(job.createdAt()));
    job.startedAt().ifPresent(at -> shown.put("started_at", Timestamps.millis(at)));
    job.endedAt().ifPresent(at -> shown.put("ended_at", Timestamps.millis(at)));
    ArrayNode documents = shown.putArray("documents");
    List<JobView.DocumentView> all = job.documents();
    for (JobView.DocumentView document : all) {
      ObjectNode one = documents.addObject();
      one.put("status", document.result().map(InsightCommands::state).orElse("waiting"));
      if (document.result().orElse(null) instanceof DocumentResult.Failed failed) {
        one.put("error", failed.code().name()).put("message", failed.message());
      }
      document.result().ifPresent(result -> NativeJob.putVerification(one, result));
    }
    return shown;
  }

  private static String state(DocumentResult result) {
    return result instanceof DocumentResult.Failed ? "failed" : "stored";
  }

  private static ObjectNode shown(Figures figures) {
    ObjectNode shown = Json.object().put("client_id", figures.client().toString());
    shown.put("name", figures.name());
    shown.put("failed", figures.failed()).put("attempts", figures.attempts());
    shown.put("pending_notifications", figures.notifications());
    shown.put("pending_documents", figures.documents());
    figures.oldestDueAt().ifPresent(at -> shown.put("oldest_due_at", Timestamps.millis(at)));
    return shown;
  }
}
