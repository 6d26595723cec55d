package dev.hookpress.postgres.records;

import dev.hookpress.api.account.SigningSecrets;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.NamedQuery;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Stores clients' signing keys, sealed, and rotates them. */
public final class PgSigningSecrets implements SigningSecrets {
  // A try fails only if a concurrent rotation of the same client succeeds.
  private static final int MAX_TRIES = 20;

  private final Pool pool;
  private final SealedBox box;
  private final Function<Instant, UUID> ids;

  /**
   * Creates the store.
   *
   * @param ids generates the id of a key created at the given time
   */
  public PgSigningSecrets(Pool pool, SealedBox box, Function<Instant, UUID> ids) {
    this.pool = pool;
    this.box = box;
    this.ids = ids;
  }

  @Override
  public Future<Rotation> rotate(
      ClientId client, SigningScheme scheme, Duration overlap, Instant now) {
    SigningKey key = SigningKeys.draw(scheme);
    SigningKeyId id = new SigningKeyId(ids.apply(now));
    byte[] sealed = box.seal(key.bytes(), SealingPurposes.SIGNING_SECRET, client);
    NamedQuery rotation =
        Sql.ROTATE_SIGNING_SECRET
            .on(pool)
            .bind("client", client.value())
            .bind("key", id.value())
            .bind("scheme", scheme.label())
            .bind("sealed", Buffer.buffer(sealed))
            .bind("now", Columns.time(now))
            .bind("overlap_end", Columns.time(now.plus(overlap)))
            .bind("max_valid", MAX_VALID);
    return rotate(rotation, MAX_TRIES)
        .map(
            at ->
                at.<Rotation>map(created -> new Rotation.Rotated(id, scheme, created, key.reveal()))
                    .orElseGet(Rotation.Full::new));
  }

  /** Returns when the key was created; empty if the client has too many keys. */
  private Future<Optional<Instant>> rotate(NamedQuery rotation, int triesLeft) {
    return rotation
        .execute()
        .compose(
            rows -> {
              Row row = rows.iterator().next();
              Optional<Instant> created = Columns.optionalInstant(row, "created_at");
              if (created.isPresent() || !row.getBoolean("room")) {
                return Future.succeededFuture(created);
              }
              return triesLeft > 1
                  ? rotate(rotation, triesLeft - 1)
                  : Future.failedFuture("no signing key of the client could be succeeded");
            });
  }

  @Override
  public Future<List<Listed>> valid(ClientId client, Instant now) {
    return Sql.LIST_SIGNING_SECRETS
        .on(pool)
        .bind("client", client.value())
        .bind("now", Columns.time(now))
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> listed(client, row))
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

  private Listed listed(ClientId client, Row row) {
    SigningKey key = open(box, client, row.getString("scheme"), row.getBuffer("sealed"));
    OffsetDateTime end = row.getOffsetDateTime("expires_at");
    return new Listed(
        new SigningKeyId(row.getUUID("id")),
        key.scheme(),
        Columns.instant(row, "created_at"),
        Optional.ofNullable(end).map(OffsetDateTime::toInstant),
        key.scheme() == SigningScheme.V1A ? Optional.of(key.reveal()) : Optional.empty());
  }

  /** Opens the key in a row of {@code signing_secret}. */
  static SigningKey open(SealedBox box, ClientId client, String scheme, Buffer sealed) {
    return SigningKey.of(
        SigningScheme.ofLabel(scheme).orElseThrow(),
        box.open(sealed.getBytes(), SealingPurposes.SIGNING_SECRET, client));
  }
}
