package dev.hookpress.fakes;

import dev.hookpress.api.account.ApiKeys;
import dev.hookpress.job.ApiKeyId;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.KeyScope;
import dev.hookpress.secrets.ApiKeySecret;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** API keys in memory; their use is not checked. */
public final class MemoryApiKeys implements ApiKeys {
  private final Outage outage;
  private final Map<ClientId, List<Listed>> keys = new HashMap<>();
  private long made;

  public MemoryApiKeys(Outage outage) {
    this.outage = outage;
  }

  @Override
  public synchronized Future<Creation> create(ClientId client, Asked asked, Instant now) {
    return outage.call(
        () -> {
          if (valid(client).size() >= MAX_VALID) {
            return new Creation.Full();
          }
          String secret = ApiKeySecret.draw();
          Listed key =
              new Listed(
                  new ApiKeyId(new UUID(0, ++made)),
                  asked.name(),
                  ApiKeySecret.prefix(secret),
                  asked.scopes(),
                  now,
                  asked.expiresAt(),
                  Optional.empty());
          valid(client).add(0, key);
          return new Creation.Created(key, secret);
        });
  }

  @Override
  public synchronized Future<List<Listed>> valid(ClientId client, Instant now) {
    return outage.call(() -> List.copyOf(valid(client)));
  }

  @Override
  public synchronized Future<Revocation> revoke(
      ClientId client, ApiKeyId id, boolean evenLast, Instant now) {
    return outage.call(
        () -> {
          List<Listed> all = valid(client);
          if (all.stream().noneMatch(key -> key.id().equals(id))) {
            return Revocation.UNKNOWN;
          }
          boolean others =
              all.stream()
                  .anyMatch(
                      key ->
                          !key.id().equals(id)
                              && key.expiresAt().isEmpty()
                              && key.scopes().contains(KeyScope.MANAGE));
          if (!others && !evenLast) {
            return Revocation.LAST;
          }
          all.removeIf(key -> key.id().equals(id));
          return Revocation.REVOKED;
        });
  }

  private List<Listed> valid(ClientId client) {
    return keys.computeIfAbsent(client, none -> new ArrayList<>());
  }
}
