package dev.hookpress.fakes;

import dev.hookpress.api.S3Settings;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** S3 credentials in memory. */
public final class MemoryS3Settings implements S3Settings {
  private final Outage outage;
  private final Map<ClientId, S3Login> logins = new ConcurrentHashMap<>();

  public MemoryS3Settings(Outage outage) {
    this.outage = outage;
  }

  @Override
  public Future<Void> put(ClientId client, S3Login login) {
    return outage.<S3Login>call(() -> logins.put(client, login)).mapEmpty();
  }

  @Override
  public Future<Optional<S3Login>> get(ClientId client) {
    return outage.call(() -> Optional.ofNullable(logins.get(client)));
  }

  @Override
  public Future<Void> remove(ClientId client) {
    return outage.<S3Login>call(() -> logins.remove(client)).mapEmpty();
  }
}
