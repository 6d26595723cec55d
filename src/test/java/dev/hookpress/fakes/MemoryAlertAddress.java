package dev.hookpress.fakes;

import dev.hookpress.api.account.AlertAddress;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Addresses of mails about endpoints, in memory. */
public final class MemoryAlertAddress implements AlertAddress {
  private final Outage outage;
  private final Map<ClientId, Target.Email> addresses = new ConcurrentHashMap<>();

  public MemoryAlertAddress(Outage outage) {
    this.outage = outage;
  }

  @Override
  public Future<Void> put(ClientId client, Optional<Target.Email> address) {
    return outage
        .<Target.Email>call(() -> addresses.compute(client, (key, before) -> address.orElse(null)))
        .mapEmpty();
  }

  @Override
  public Future<Optional<Target.Email>> get(ClientId client) {
    return outage.call(() -> Optional.ofNullable(addresses.get(client)));
  }
}
