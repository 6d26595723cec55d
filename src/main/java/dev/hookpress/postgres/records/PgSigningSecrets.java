package dev.hookpress.postgres.records;

import dev.hookpress.api.account.SigningSecrets;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.job.Target;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.NamedQuery;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Stores the signing keys of clients and of their URLs, sealed, and rotates them. */
public final class PgSigningSecrets implements SigningSecrets {
  // A try fails only if a concurrent rotation of the same client or URL succeeds.
  private static final int MAX_TRIES = 20;

  private final SqlClient pool;
  private final SealedBox box;
  private final Function<Instant, UUID> ids;
  private final Function<SigningScheme, Future<SigningKey>> keys;

  /**
   * Creates the store.
   *
   * @param ids generates the id of a key created at the given time
   * @param keys draws a key; off the event loop, since a pair takes a millisecond
   */
  public PgSigningSecrets(
      SqlClient pool,
      SealedBox box,
      Function<Instant, UUID> ids,
      Function<SigningScheme, Future<SigningKey>> keys) {
    this.pool = pool;
    this.box = box;
    this.ids = ids;
    this.keys = keys;
  }

  @Override
  public Future<Rotation> rotate(
      ClientId client, Optional<URI> url, SigningScheme scheme, Duration overlap, Instant now) {
    return keys.apply(scheme).compose(key -> rotate(client, url, key, overlap, now));
  }

  private Future<Rotation> rotate(
      ClientId client, Optional<URI> url, SigningKey key, Duration overlap, Instant now) {
    SigningKeyId id = new SigningKeyId(ids.apply(now));
    String purpose =
        url.isEmpty() ? SealingPurposes.SIGNING_SECRET : SealingPurposes.ENDPOINT_SECRET;
    NamedQuery rotation =
        (url.isEmpty() ? Sql.ROTATE_SIGNING_SECRET : Sql.ROTATE_ENDPOINT_SECRET)
            .on(pool)
            .bind("client", client.value())
            .bind("key", id.value())
            .bind("scheme", key.scheme().label())
            .bind("sealed", Buffer.buffer(box.seal(key.bytes(), purpose, client)))
            .bind("now", Columns.time(now))
            .bind("overlap_end", Columns.time(now.plus(overlap)))
            .bind("max_valid", MAX_VALID);
    url.map(at -> new Target.Webhook(at, Map.of()))
        .ifPresent(
            target ->
                rotation
                    .bind("endpoint", EndpointKey.of(target.identity(), false).value())
                    .bind("url", target.shown())
                    .bind("origin", target.origin()));
    return rotate(
        rotation,
        created -> new Rotation.Rotated(id, key.scheme(), created, key.reveal()),
        MAX_TRIES);
  }

  private Future<Rotation> rotate(
      NamedQuery rotation, Function<Instant, Rotation> rotated, int triesLeft) {
    return rotation
        .execute()
        .compose(
            rows -> {
              Row row = rows.iterator().next();
              Optional<Instant> created = Columns.optionalInstant(row, "created_at");
              if (created.isPresent()) {
                return Future.succeededFuture(rotated.apply(created.get()));
              }
              if (!row.getBoolean("room")) {
                return Future.succeededFuture(new Rotation.Full());
              }
              if (!row.getBoolean("tracked")) {
                return Future.succeededFuture(new Rotation.TooManyEndpoints());
              }
              return triesLeft > 1
                  ? rotate(rotation, rotated, triesLeft - 1)
                  : Future.failedFuture("other rotations were first each time");
            });
  }

  @Override
  public Future<List<Listed>> valid(ClientId client, Optional<EndpointKey> endpoint, Instant now) {
    NamedQuery listing =
        (endpoint.isEmpty() ? Sql.LIST_SIGNING_SECRETS : Sql.LIST_ENDPOINT_SECRETS)
            .on(pool)
            .bind("client", client.value())
            .bind("now", Columns.time(now));
    endpoint.ifPresent(key -> listing.bind("endpoint", key.ofCallbacks().value()));
    String purpose =
        endpoint.isEmpty() ? SealingPurposes.SIGNING_SECRET : SealingPurposes.ENDPOINT_SECRET;
    return listing
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> listed(client, purpose, row))
                    .toList());
  }

  @Override
  public Future<Ending> end(ClientId client, SigningKeyId id, Instant now) {
    return Sql.END_SIGNING_SECRET
        .on(pool)
        .bind("client", client.value())
        .bind("key", id.value())
        .bind("now", Columns.time(now))
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return row.getBoolean("ended")
                  ? Ending.ENDED
                  : row.getBoolean("current") ? Ending.CURRENT : Ending.UNKNOWN;
            });
  }

  private Listed listed(ClientId client, String purpose, Row row) {
    SigningKey key =
        ValidKeys.open(box, purpose, client, row.getString("scheme"), row.getBuffer("sealed"));
    OffsetDateTime end = row.getOffsetDateTime("expires_at");
    return new Listed(
        new SigningKeyId(row.getUUID("id")),
        key.scheme(),
        Columns.instant(row, "created_at"),
        Optional.ofNullable(end).map(OffsetDateTime::toInstant),
        key.scheme() == SigningScheme.V1A ? Optional.of(key.reveal()) : Optional.empty());
  }
}
