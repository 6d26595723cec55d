package dev.hookpress.fakes;

import dev.hookpress.api.account.S3Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.S3Account;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** S3 credentials in memory. */
public final class MemoryS3Settings implements S3Settings {
  private final Outage outage;
  private final Map<ClientId, S3Account> logins = new ConcurrentHashMap<>();

  public MemoryS3Settings(Outage outage) {
    this.outage = outage;
  }

  @Override
  public Future<Void> put(ClientId client, S3Account login) {
    return outage.<S3Account>call(() -> logins.put(client, login)).mapEmpty();
  }

  @Override
  public Future<Optional<S3Account>> get(ClientId client) {
    return outage.call(() -> Optional.ofNullable(logins.get(client)));
  }

  @Override
  public Future<Void> remove(ClientId client) {
    return outage.<S3Account>call(() -> logins.remove(client)).mapEmpty();
  }
}
