package dev.hookpress.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.deliveries.Redeliveries;
import dev.hookpress.api.deliveries.ReplayBook;
import dev.hookpress.api.deliveries.ReplayBook.Start;
import dev.hookpress.api.deliveries.ReplayEndpoints;
import dev.hookpress.api.deliveries.ReplayRequest;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.operator.Audited.Change;
import dev.hookpress.operator.Insight.Kind;
import dev.hookpress.operator.Insight.Owner;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Sends notifications again, one or many, in their clients' stead. */
public final class DeliveryCommands {
  private final Audited<Stores> changes;
  private final Insight insight;

  /** The stores of one transaction. */
  public record Stores(Redeliveries redeliveries, ReplayBook replays) {}

  /**
   * @param insight finds whose a notification is
   */
  public DeliveryCommands(Audited<Stores> changes, Insight insight) {
    this.changes = changes;
    this.insight = insight;
  }

  /** Sends one notification again. */
  public Future<Result> redeliver(Actor actor, String text, Instant now) {
    Optional<NotificationId> id = NativeIds.notification(text);
    if (id.isEmpty()) {
      return Future.succeededFuture(Result.noSuchId());
    }
    return insight
        .owner(id.get().value())
        .compose(
            owner ->
                owner.filter(one -> one.kind() == Kind.NOTIFICATION).isEmpty()
                    ? Future.succeededFuture(Result.noSuchId())
                    : redeliver(actor, owner.get(), id.get(), now));
  }

  private Future<Result> redeliver(Actor actor, Owner owner, NotificationId id, Instant now) {
    return changes.perform(
        now,
        stores ->
            stores
                .redeliveries()
                .redeliver(owner.client(), id, now)
                .map(
                    done ->
                        switch (done) {
                          case OWED ->
                              Change.of(
                                  new Result.Done(
                                      202,
                                      Json.object()
                                          .put("id", NativeIds.shown(id))
                                          .put("client_id", owner.client().toString())),
                                  AuditEntry.of(
                                      actor, "notification.redeliver", NativeIds.shown(id)));
                          case UNKNOWN -> Change.none(Result.noSuchId());
                          case ENDPOINT_GONE ->
                              Change.none(
                                  Result.refused(
                                      Type.ENDPOINT_GONE,
                                      "The endpoint answered 410 Gone; its client must reinstate"
                                          + " it first."));
                          case TOO_MANY_ATTEMPTS ->
                              Change.none(
                                  Result.refused(
                                      Type.TOO_MANY_ATTEMPTS, "It was tried too often."));
                        }));
  }

  /** Starts a replay of a client's notifications; the body is that of {@code POST /v1/replays}. */
  public Future<Result> replay(Actor actor, ClientId client, JsonNode body, Instant now) {
    return Result.reading(
        body,
        (object, faults) -> ReplayRequest.read(object, faults, now),
        asked ->
            changes.perform(
                now,
                stores ->
                    stores
                        .replays()
                        .start(client, asked.filter(), asked.perSecond(), asked.dryRun(), now)
                        .map(start -> started(actor, client, start))));
  }

  private static Change<Result> started(Actor actor, ClientId client, Start start) {
    if (start instanceof Start.Started started) {
      ObjectNode shown = ReplayEndpoints.view(started.replay());
      return Change.of(
          new Result.Done(202, shown),
          new AuditEntry(
              actor, "replay.start", client.toString(), Optional.empty(), Optional.of(shown)));
    }
    if (start instanceof Start.DryRun dry) {
      return Change.none(
          Result.done(
              Json.object()
                  .put("dry_run", true)
                  .put("matched", dry.matched().count())
                  .put("matched_exactly", dry.matched().exactly())));
    }
    return Change.none(
        Result.refused(
            Type.TOO_MANY_REPLAYS,
            "Another replay of the client is being counted, or as many run as may."));
  }
}
