package dev.hookpress.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.account.ApiKeyRequest;
import dev.hookpress.api.account.ApiKeys;
import dev.hookpress.api.account.ApiKeys.Creation;
import dev.hookpress.api.account.ApiKeys.Revocation;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.ApiKeyId;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.KeyScope;
import dev.hookpress.operator.Audited.Change;
import dev.hookpress.operator.ClientCommands.Stores;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Creates, lists and revokes the API keys of clients. */
public final class KeyCommands {
  private final Audited<Stores> changes;
  private final ApiKeys keys;
  private final Consumer<ClientId> changed;

  /**
   * @param changed is told whose keys have changed, once the change is durable
   */
  public KeyCommands(Audited<Stores> changes, ApiKeys keys, Consumer<ClientId> changed) {
    this.changes = changes;
    this.keys = keys;
    this.changed = changed;
  }

  /** The valid keys of a client, newest first. */
  public Future<Result> list(ClientId client, Instant now) {
    return keys.valid(client, now)
        .map(found -> Result.list(found.stream().map(ApiKeyRequest::shown).toList()));
  }

  /** Creates a key, and shows it once. */
  public Future<Result> create(Actor actor, ClientId client, JsonNode body, Instant now) {
    return Result.reading(
        body,
        (object, faults) -> ApiKeyRequest.read(object, faults, KeyScope.ALL, now),
        asked ->
            changes.perform(
                now,
                stores ->
                    stores
                        .keys()
                        .create(client, asked, now)
                        .map(made -> created(actor, client, made))));
  }

  /** Revokes a key, the last one as well. */
  public Future<Result> revoke(Actor actor, ClientId client, ApiKeyId key, Instant now) {
    return changes
        .<Result>perform(
            now,
            stores ->
                stores
                    .keys()
                    .revoke(client, key, true, now)
                    .map(
                        done ->
                            done == Revocation.REVOKED
                                ? Change.of(
                                    Result.done(Json.object().put("id", NativeIds.shown(key))),
                                    new AuditEntry(
                                        actor,
                                        "key.revoke",
                                        client.toString(),
                                        Optional.of(Json.object().put("id", NativeIds.shown(key))),
                                        Optional.empty()))
                                : Change.none(
                                    Result.refused(
                                        Type.NOT_FOUND,
                                        "The client has no such key that is valid."))))
        .onSuccess(done -> changed.accept(client));
  }

  private static Change<Result> created(Actor actor, ClientId client, Creation creation) {
    if (creation instanceof Creation.Created created) {
      ObjectNode after = ApiKeyRequest.shown(created.key());
      after.remove("name");
      return Change.of(
          new Result.Done(201, ApiKeyRequest.shown(created)),
          new AuditEntry(
              actor, "key.create", client.toString(), Optional.empty(), Optional.of(after)));
    }
    return Change.none(
        creation instanceof Creation.Full
            ? Result.refused(
                Type.API_KEYS_FULL,
                "At most " + ApiKeys.MAX_VALID + " keys of a client are valid at once.")
            : Result.noClient());
  }
}
