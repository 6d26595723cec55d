package dev.hookpress.postgres.records;

import dev.hookpress.api.account.ApiKeys;
import dev.hookpress.job.ApiKeyId;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.KeyScope;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.TransactionScope;
import dev.hookpress.secrets.ApiKeySecret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.commons.codec.digest.DigestUtils;

/** Stores the digests of clients' API keys. */
public final class PgApiKeys implements ApiKeys {
  // Revoked and expired keys are kept for questions about what happened.
  private static final Duration KEEP_INVALID = Duration.ofDays(30);

  private final TransactionScope scope;
  private final Function<Instant, UUID> ids;
  private final Consumer<ClientId> onChange;

  /**
   * @param ids generates the id of a key created at the given time
   * @param onChange is told whose keys have changed, before the end of a transaction that had begun
   */
  public PgApiKeys(
      TransactionScope scope, Function<Instant, UUID> ids, Consumer<ClientId> onChange) {
    this.scope = scope;
    this.ids = ids;
    this.onChange = onChange;
  }

  @Override
  public Future<Creation> create(ClientId client, Asked asked, Instant now) {
    String secret = ApiKeySecret.draw();
    ApiKeyId id = new ApiKeyId(ids.apply(now));
    Listed made =
        new Listed(
            id,
            asked.name(),
            ApiKeySecret.prefix(secret),
            asked.scopes(),
            now,
            asked.expiresAt(),
            Optional.empty());
    return scope.inTransaction(
        connection ->
            Sql.LOCK_CLIENT
                .on(connection)
                .bind("client", client.value())
                .execute()
                .compose(
                    locked ->
                        Sql.CREATE_API_KEY
                            .on(connection)
                            .bind("client", client.value())
                            .bind("api_key", id.value())
                            .bind("api_key_hash", Buffer.buffer(DigestUtils.sha256(secret)))
                            .bind("api_key_prefix", made.prefix())
                            .bind("name", asked.name().orElse(null))
                            .bind("scopes", stored(asked.scopes()))
                            .bind("expires_at", Columns.time(asked.expiresAt().orElse(null)))
                            .bind("now", Columns.time(now))
                            .bind("max_valid", MAX_VALID)
                            .bind("forget_until", Columns.time(now.minus(KEEP_INVALID)))
                            .execute())
                .map(
                    rows -> {
                      Row row = rows.iterator().next();
                      if (!row.getBoolean("known")) {
                        return new Creation.NoClient();
                      }
                      return row.getBoolean("made")
                          ? new Creation.Created(made, secret)
                          : new Creation.Full();
                    }));
  }

  @Override
  public Future<List<Listed>> valid(ClientId client, Instant now) {
    return Sql.LIST_API_KEYS
        .on(scope.client())
        .bind("client", client.value())
        .bind("now", Columns.time(now))
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(PgApiKeys::listed).toList());
  }

  @Override
  public Future<Revocation> revoke(ClientId client, ApiKeyId id, boolean evenLast, Instant now) {
    return scope
        .inTransaction(
            connection ->
                Sql.LOCK_CLIENT
                    .on(connection)
                    .bind("client", client.value())
                    .execute()
                    .compose(
                        locked ->
                            Sql.REVOKE_API_KEY
                                .on(connection)
                                .bind("client", client.value())
                                .bind("api_key", id.value())
                                .bind("even_last", evenLast)
                                .bind("now", Columns.time(now))
                                .execute()))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              if (!row.getBoolean("known")) {
                return Revocation.UNKNOWN;
              }
              return row.getBoolean("revoked") ? Revocation.REVOKED : Revocation.LAST;
            })
        .onSuccess(
            done -> {
              if (done == Revocation.REVOKED) {
                onChange.accept(client);
              }
            });
  }

  /** The scopes of a key; a stored null stands for all. */
  static Set<KeyScope> scopes(Row row) {
    String[] labels = row.getArrayOfStrings("scopes");
    if (labels == null) {
      return KeyScope.ALL;
    }
    Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
    Arrays.stream(labels).flatMap(label -> KeyScope.ofLabel(label).stream()).forEach(scopes::add);
    return scopes;
  }

  private static String[] stored(Set<KeyScope> scopes) {
    return scopes.equals(KeyScope.ALL)
        ? null
        : scopes.stream().map(KeyScope::label).sorted().toArray(String[]::new);
  }

  private static Listed listed(Row row) {
    return new Listed(
        new ApiKeyId(row.getUUID("id")),
        Optional.ofNullable(row.getString("name")),
        row.getString("prefix"),
        scopes(row),
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "expires_at"),
        Columns.optionalInstant(row, "last_used_at"));
  }
}
