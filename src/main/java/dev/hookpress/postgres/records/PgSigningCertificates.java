package dev.hookpress.postgres.records;

import dev.hookpress.api.account.SigningCertificateStore;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.pdf.PdfSigningKey;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.StoredJson;
import dev.hookpress.postgres.TransactionScope;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Stores the certificates with which clients sign PDFs; their keys are sealed. */
public final class PgSigningCertificates implements SigningCertificateStore {
  private final Pool pool;
  private final TransactionScope scope;
  private final SealedBox box;

  public PgSigningCertificates(Pool pool, SealedBox box) {
    this.pool = pool;
    this.scope = TransactionScope.of(pool);
    this.box = box;
  }

  @Override
  public Future<Boolean> put(ClientId client, Listed shown, PdfSigningKey key) {
    byte[] sealed = box.seal(StoredJson.bytes(key), SealingPurposes.SIGNING_CERTIFICATE, client);
    return scope.inTransaction(
        connection ->
            Sql.LOCK_CLIENT
                .on(connection)
                .bind("client", client.value())
                .execute()
                .compose(
                    locked ->
                        Sql.PUT_CERTIFICATE
                            .on(connection)
                            .bind("client", client.value())
                            .bind("name", shown.name())
                            .bind("now", Columns.time(shown.createdAt()))
                            .bind("subject", shown.subject())
                            .bind("fingerprint", shown.fingerprint())
                            .bind("not_after", Columns.time(shown.notAfter()))
                            .bind("sealed", Buffer.buffer(sealed))
                            .bind("most", MAX_CERTIFICATES)
                            .execute())
                .map(rows -> rows.size() > 0));
  }

  @Override
  public Future<List<Listed>> list(ClientId client) {
    return Sql.LIST_CERTIFICATES
        .on(pool)
        .bind("client", client.value())
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(PgSigningCertificates::listed)
                    .toList());
  }

  @Override
  public Future<Boolean> remove(ClientId client, String name) {
    return Sql.DELETE_CERTIFICATE
        .on(pool)
        .bind("client", client.value())
        .bind("name", name)
        .execute()
        .map(rows -> rows.size() > 0);
  }

  /** The key of a name; empty: the client has none. */
  public Future<Optional<PdfSigningKey>> find(ClientId client, String name) {
    return Sql.FIND_CERTIFICATE
        .on(pool)
        .bind("client", client.value())
        .bind("name", name)
        .execute()
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(
                        StoredJson.read(
                            box.open(
                                rows.iterator().next().getBuffer("sealed").getBytes(),
                                SealingPurposes.SIGNING_CERTIFICATE,
                                client),
                            PdfSigningKey.class)));
  }

  private static Listed listed(Row row) {
    return new Listed(
        row.getString("name"),
        row.getString("subject"),
        row.getString("fingerprint"),
        Columns.instant(row, "not_after"),
        Columns.instant(row, "created_at"));
  }
}
