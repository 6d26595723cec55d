package dev.hookpress.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.account.ApiKeys;
import dev.hookpress.api.account.ClientBook;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.ClientId;
import dev.hookpress.operator.Audited.Change;
import dev.hookpress.secrets.ApiKeySecret;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Lists, shows, creates, limits, disables, unblocks and deletes clients. */
public final class ClientCommands {
  private static final int MAX_NAME_CHARACTERS = 200;
  private static final int MIN_KEY_CHARACTERS = 8;
  private static final int MAX_KEY_CHARACTERS = 256;

  private final Ports ports;
  private final Function<Instant, UUID> ids;

  /**
   * What the commands use.
   *
   * @param changed is told which client has changed, once the change is durable
   */
  public record Ports(
      Audited<Stores> changes,
      ClientRegister clients,
      ClientBook accounts,
      Unblocking blocks,
      Deletions deletions,
      Consumer<ClientId> changed) {}

  /** The stores of one transaction. */
  public record Stores(ClientRegister clients, ApiKeys keys, Deletions deletions) {}

  /** Creates the commands; {@code ids} generates the ids of clients. */
  public ClientCommands(Ports ports, Function<Instant, UUID> ids) {
    this.ports = ports;
    this.ids = ids;
  }

  /** Clients in the order of their creation. */
  public Future<Result> list(Optional<ClientId> after, int limit) {
    return ports
        .clients()
        .page(after, limit + 1)
        .map(
            found -> {
              ObjectNode list = Json.object();
              ArrayNode data = list.putArray("data");
              List<ClientRecord> page = found.subList(0, Math.min(limit, found.size()));
              page.forEach(client -> data.add(client.shown()));
              list.put(
                  "next_cursor", found.size() > limit ? page.get(limit - 1).id().toString() : null);
              return Result.done(list);
            });
  }

  /** One client with its policies, its block, its holds and what it has waiting. */
  public Future<Result> show(ClientId id, Instant now) {
    return ports
        .clients()
        .find(id)
        .compose(
            found ->
                found.isEmpty()
                    ? deleted(id, 200)
                    : ports
                        .accounts()
                        .account(id, now)
                        .map(account -> Result.done(shown(found.get(), account, now)))
                        .recover(failed -> deletedMeanwhile(id, failed)));
  }

  /** The last of a client's rows may go while it is being shown. */
  private Future<Result> deletedMeanwhile(ClientId id, Throwable failed) {
    return ports
        .clients()
        .find(id)
        .compose(still -> still.isEmpty() ? deleted(id, 200) : Future.failedFuture(failed));
  }

  /** Creates a client, and shows its credentials once. */
  public Future<Result> create(Actor actor, JsonNode body, Instant now) {
    return Result.reading(
        body,
        (object, faults) -> {
          Optional<String> name = object.requiredText("name", MAX_NAME_CHARACTERS);
          Optional<String> key = object.text("api_key", MAX_KEY_CHARACTERS);
          if (key.filter(text -> !mayBeKey(text)).isPresent()) {
            faults.add(
                object.pointerTo("api_key"),
                "Must have at least "
                    + MIN_KEY_CHARACTERS
                    + " characters, printable ASCII without spaces.");
          }
          return new Asked(name.orElse(""), key);
        },
        asked -> create(actor, asked, now));
  }

  private record Asked(String name, Optional<String> apiKey) {}

  private static boolean mayBeKey(String text) {
    return text.length() >= MIN_KEY_CHARACTERS
        && text.chars().allMatch(each -> each > 32 && each < 127);
  }

  private Future<Result> create(Actor actor, Asked asked, Instant now) {
    ClientId id = new ClientId(ids.apply(now));
    SigningKey secret = SigningKeys.draw(SigningScheme.V1);
    String key = asked.apiKey().orElseGet(ApiKeySecret::draw);
    return ports
        .changes()
        .perform(
            now,
            stores ->
                stores
                    .clients()
                    .create(id, asked.name(), key, secret.bytes(), now)
                    .map(
                        made -> {
                          ObjectNode shown = Json.object().put("id", id.toString());
                          shown.put("name", asked.name()).put("api_key", key);
                          shown.put("signing_secret", secret.reveal());
                          return Change.<Result>of(
                              new Result.Done(201, shown),
                              AuditEntry.of(actor, "client.create", id.toString()));
                        }));
  }

  /** Changes limits, breaker and retry schedule; what is absent stays, null is the default. */
  public Future<Result> limits(Actor actor, ClientId id, JsonNode body, Instant now) {
    return ports
        .clients()
        .find(id)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Result.noClient())
                    : Result.reading(
                        body,
                        (object, faults) ->
                            LimitsRequest.read(body, object, faults, found.get().limits()),
                        valid ->
                            change(
                                actor,
                                id,
                                "client.limits",
                                now,
                                // As of the lock: somebody else may have changed others meanwhile.
                                one -> one.limited(LimitsRequest.applied(body, one.limits())))));
  }

  /** Refuses the client's keys, and sends nothing for it; what it has waits. */
  public Future<Result> disable(Actor actor, ClientId id, Instant now) {
    return change(
        actor,
        id,
        "client.disable",
        now,
        one -> one.disabled(one.disabledAt().or(() -> Optional.of(now))));
  }

  /** Undoes {@link #disable}. */
  public Future<Result> enable(Actor actor, ClientId id, Instant now) {
    return change(actor, id, "client.enable", now, one -> one.disabled(Optional.empty()));
  }

  /** Until when the client is blocked, if it is. */
  Optional<Instant> blockedUntil(ClientId id, Instant now) {
    return ports.blocks().blockedUntil(id, now);
  }

  /** Lifts the client's block on all nodes. */
  public Future<Result> unblock(Actor actor, ClientId id, Instant now) {
    ObjectNode before = Json.object();
    ports
        .blocks()
        .blockedUntil(id, now)
        .ifPresent(until -> before.put("blocked_until", Timestamps.millis(until)));
    return ports
        .changes()
        .perform(
            now,
            stores ->
                stores
                    .clients()
                    .find(id)
                    .compose(
                        found ->
                            found.isEmpty()
                                ? Future.succeededFuture(Change.none(Result.noClient()))
                                : ports
                                    .blocks()
                                    .unblock(id, now)
                                    .map(
                                        lifted ->
                                            Change.of(
                                                Result.done(found.get().shown()),
                                                new AuditEntry(
                                                    actor,
                                                    "client.unblock",
                                                    id.toString(),
                                                    Optional.of(before),
                                                    Optional.of(Json.object()))))));
  }

  /** Disables the client and deletes all that it has, in the background. */
  public Future<Result> delete(Actor actor, ClientId id, Instant now) {
    return ports
        .changes()
        .perform(
            now,
            stores ->
                stores
                    .clients()
                    .find(id)
                    .compose(
                        found ->
                            found.isEmpty() || found.get().deletedAt().isPresent()
                                ? Future.succeededFuture(Change.<Boolean>none(false))
                                : delete(actor, stores, found.get(), now)))
        .onSuccess(done -> tellIf(done, id))
        .compose(done -> deleted(id, 202));
  }

  private static Future<Change<Boolean>> delete(
      Actor actor, Stores stores, ClientRecord client, Instant now) {
    ClientRecord after = client.deleted(now);
    return stores
        .clients()
        .write(after)
        .compose(written -> stores.deletions().request(client.id(), now))
        .map(requested -> Change.of(true, entry(actor, "client.delete", client, after)));
  }

  private Future<Result> deleted(ClientId id, int status) {
    return ports
        .deletions()
        .find(id)
        .map(
            found ->
                found
                    .<Result>map(deletion -> new Result.Done(status, deletion.shown()))
                    .orElseGet(Result::noClient));
  }

  private Future<Result> change(
      Actor actor, ClientId id, String action, Instant now, UnaryOperator<ClientRecord> to) {
    return ports
        .changes()
        .perform(
            now,
            stores ->
                stores
                    .clients()
                    .find(id)
                    .compose(
                        found -> changed(actor, stores, action, found, found.map(to).orElse(null))))
        .onSuccess(result -> tellIf(result instanceof Result.Done, id));
  }

  private static Future<Change<Result>> changed(
      Actor actor,
      Stores stores,
      String action,
      Optional<ClientRecord> before,
      ClientRecord after) {
    if (before.isEmpty()) {
      return Future.succeededFuture(Change.none(Result.noClient()));
    }
    if (before.get().deletedAt().isPresent()) {
      return Future.succeededFuture(
          Change.none(Result.refused(Type.NOT_FOUND, "The client is being deleted.")));
    }
    if (before.get().equals(after)) {
      return Future.succeededFuture(Change.none(Result.done(after.shown())));
    }
    return stores
        .clients()
        .write(after)
        .map(
            written ->
                Change.of(Result.done(after.shown()), entry(actor, action, before.get(), after)));
  }

  private void tellIf(boolean changed, ClientId id) {
    if (changed) {
      ports.changed().accept(id);
    }
  }

  private static AuditEntry entry(
      Actor actor, String action, ClientRecord before, ClientRecord after) {
    return new AuditEntry(
        actor,
        action,
        before.id().toString(),
        Optional.of(before.audited()),
        Optional.of(after.audited()));
  }

  private ObjectNode shown(ClientRecord client, ClientBook.Account account, Instant now) {
    ObjectNode shown = client.shown();
    ports
        .blocks()
        .blockedUntil(client.id(), now)
        .ifPresent(until -> shown.put("blocked_until", Timestamps.millis(until)));
    ObjectNode breaker = shown.putObject("breaker");
    breaker.put("errors", account.breaker().errors());
    breaker.put("window_seconds", account.breaker().window().toSeconds());
    breaker.put("block_seconds", account.breaker().block().toSeconds());
    ArrayNode schedule = shown.putArray("retry_schedule_seconds");
    account.retries().schedule().forEach(wait -> schedule.add(wait.toSeconds()));
    ArrayNode holds = shown.putArray("holds");
    account
        .holds()
        .forEach(
            held ->
                holds
                    .addObject()
                    .put("endpoint_id", held.endpoint().toString())
                    .put("endpoint", held.origin())
                    .put("until", Timestamps.millis(held.hold().until()))
                    .put("reason", held.hold().reason()));
    shown.put("pending_documents", account.pendingDocuments());
    shown.put("pending_notifications", account.pendingNotifications());
    return shown;
  }
}
