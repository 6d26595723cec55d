package dev.hookpress.postgres.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.account.SigningSecrets.Rotation;
import dev.hookpress.api.deliveries.EndpointRegistry;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.RegisteredEndpoint;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.NamedQuery;
import dev.hookpress.postgres.RegisteredRows;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.StoredJson;
import dev.hookpress.postgres.TransactionScope;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Stores registered endpoints, with their targets sealed. */
public final class PgEndpointRegistry implements EndpointRegistry {
  private final TransactionScope scope;
  private final SealedBox box;
  private final Wakeups wakeups;
  private final Function<Instant, UUID> ids;
  private final Consumer<ClientId> onAuth;

  /**
   * @param wakeups wakes the dispatchers when what waits may be sent, or ends
   * @param ids generates ULIDs
   * @param onAuth called when what an endpoint demands of the sender may have changed, which nodes
   *     cache
   */
  public PgEndpointRegistry(
      TransactionScope scope,
      SealedBox box,
      Wakeups wakeups,
      Function<Instant, UUID> ids,
      Consumer<ClientId> onAuth) {
    this.scope = scope;
    this.box = box;
    this.wakeups = wakeups;
    this.ids = ids;
    this.onAuth = onAuth;
  }

  @Override
  public Future<Registration> register(ClientId client, RegisteredEndpoint endpoint, Instant now) {
    return scope
        .inTransaction(
            connection ->
                bound(Sql.REGISTER_ENDPOINT.on(connection), client, endpoint)
                    .bind("max", MAX_REGISTERED)
                    .bind("url", endpoint.target().shown())
                    .bind("origin", endpoint.target().origin())
                    .bind("id", ids.apply(now))
                    .bind("now", Columns.time(endpoint.createdAt()))
                    .execute()
                    .compose(
                        rows ->
                            registered(connection, client, endpoint, rows.iterator().next(), now)))
        .onSuccess(made -> endpoint.auth().ifPresent(auth -> onAuth.accept(client)));
  }

  private Future<Registration> registered(
      SqlConnection connection,
      ClientId client,
      RegisteredEndpoint endpoint,
      Row row,
      Instant now) {
    if (!row.getBoolean("made")) {
      return Future.succeededFuture(
          row.getBoolean("taken")
              ? new Registration.Taken()
              : !row.getBoolean("room")
                  ? new Registration.Full()
                  : Boolean.FALSE.equals(row.getBoolean("tracked"))
                      ? new Registration.TooManyEndpoints()
                      // A concurrent request has registered the URL.
                      : new Registration.Taken());
    }
    return apply(connection, client, endpoint, Optional.of(endpoint.enabled()), now)
        .compose(done -> secret(connection, client, endpoint, now))
        .map(Registration.Registered::new);
  }

  private Future<Optional<String>> secret(
      SqlConnection connection, ClientId client, RegisteredEndpoint endpoint, Instant now) {
    PgSigningSecrets secrets =
        new PgSigningSecrets(
            connection,
            box,
            ids,
            // A secret takes microseconds.
            scheme -> Future.succeededFuture(SigningKeys.draw(scheme)));
    return secrets
        .valid(client, Optional.of(endpoint.key()), now)
        .compose(
            valid ->
                valid.isEmpty()
                    ? secrets
                        .rotate(
                            client,
                            Optional.of(endpoint.target().url()),
                            SigningScheme.V1,
                            Duration.ZERO,
                            now)
                        .map(made -> Optional.of(((Rotation.Rotated) made).revealed()))
                    : Future.succeededFuture(Optional.empty()));
  }

  @Override
  public Future<List<RegisteredEndpoint>> registered(ClientId client) {
    return RegisteredRows.all(scope.client(), box, client);
  }

  @Override
  public Future<Optional<RegisteredEndpoint>> change(
      ClientId client, EndpointKey key, UnaryOperator<RegisteredEndpoint> change, Instant now) {
    return scope
        .inTransaction(
            connection ->
                Sql.LOCK_REGISTERED_ENDPOINT
                    .on(connection)
                    .bind("client", client.value())
                    .bind("endpoint", key.value())
                    .execute()
                    .compose(locked -> RegisteredRows.all(connection, box, client))
                    .compose(
                        all ->
                            all.stream()
                                .filter(endpoint -> endpoint.key().equals(key))
                                .findFirst()
                                .map(was -> changed(connection, client, was, change, now))
                                .orElseGet(() -> Future.succeededFuture(Optional.empty()))))
        .onSuccess(changed -> onAuth.accept(client))
        .onSuccess(changed -> wakeups.deliver());
  }

  private Future<Optional<RegisteredEndpoint>> changed(
      SqlConnection connection,
      ClientId client,
      RegisteredEndpoint was,
      UnaryOperator<RegisteredEndpoint> change,
      Instant now) {
    RegisteredEndpoint is = change.apply(was);
    Optional<Boolean> enabled = Optional.of(is.enabled()).filter(value -> value != was.enabled());
    return bound(Sql.CHANGE_REGISTERED_ENDPOINT.on(connection), client, is)
        .execute()
        .compose(done -> apply(connection, client, is, enabled, now))
        .map(done -> Optional.of(is));
  }

  private static Future<Void> apply(
      SqlConnection connection,
      ClientId client,
      RegisteredEndpoint endpoint,
      Optional<Boolean> enabled,
      Instant now) {
    return Sql.APPLY_REGISTRATION
        .on(connection)
        .bind("client", client.value())
        .bind("endpoint", endpoint.key().value())
        .bind("rate", endpoint.perSecond().orElse(null))
        .bind("enabled", enabled.orElse(null))
        .bind("now", Columns.time(now))
        .execute()
        .mapEmpty();
  }

  private NamedQuery bound(NamedQuery query, ClientId client, RegisteredEndpoint endpoint) {
    byte[] target = StoredJson.target(endpoint.target());
    return query
        .bind("client", client.value())
        .bind("endpoint", endpoint.key().value())
        .bind("name", endpoint.name())
        .bind("target", Buffer.buffer(box.seal(target, SealingPurposes.TARGET, client)))
        .bind(
            "auth",
            endpoint
                .auth()
                .map(
                    auth ->
                        Buffer.buffer(
                            box.seal(StoredJson.auth(auth), SealingPurposes.ENDPOINT_AUTH, client)))
                .orElse(null))
        .bind("wants", wants(endpoint));
  }

  /** What it hears of, as the JSON that SQL reads. */
  private static String wants(RegisteredEndpoint endpoint) {
    ObjectNode wants = Json.object();
    ArrayNode formats = wants.putArray("job_formats");
    endpoint.jobFormats().forEach(format -> formats.add(format.label()));
    wants.put("all_jobs", endpoint.allJobs());
    ArrayNode events = wants.putArray("events");
    endpoint.events().stream().sorted().forEach(events::add);
    wants.put("enabled", endpoint.enabled());
    return new String(Json.write(wants), StandardCharsets.UTF_8);
  }

  @Override
  public Future<Boolean> remove(ClientId client, EndpointKey key, Instant now) {
    return registered(client)
        .compose(
            all ->
                all.stream()
                    .filter(endpoint -> endpoint.key().equals(key))
                    .findFirst()
                    .map(endpoint -> remove(client, endpoint, now))
                    .orElseGet(() -> Future.succeededFuture(false)));
  }

  private Future<Boolean> remove(ClientId client, RegisteredEndpoint endpoint, Instant now) {
    return Sql.UNREGISTER_ENDPOINT
        .on(scope.client())
        .bind("client", client.value())
        .bind("endpoint", endpoint.key().value())
        .bind("url", endpoint.target().shown())
        .bind("now", Columns.time(now))
        .execute()
        .map(done -> done.rowCount() > 0)
        .onSuccess(removed -> onAuth.accept(client))
        .onSuccess(removed -> wakeups.deliver());
  }
}
