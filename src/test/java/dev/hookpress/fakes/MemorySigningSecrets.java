package dev.hookpress.fakes;

import dev.hookpress.api.account.SigningSecrets;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.job.UrlKey;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Signing keys in memory. A client begins with none, and a URL with none of its own. */
public final class MemorySigningSecrets implements SigningSecrets {
  private final Outage outage;

  private record Owner(ClientId client, Optional<EndpointKey> endpoint) {}

  private final Map<Owner, List<Listed>> keys = new HashMap<>();
  private long made;

  public MemorySigningSecrets(Outage outage) {
    this.outage = outage;
  }

  @Override
  public synchronized Future<Rotation> rotate(
      ClientId client, Optional<URI> url, SigningScheme scheme, Duration overlap, Instant now) {
    Owner owner = new Owner(client, url.map(at -> UrlKey.of(at).endpoint(false)));
    return outage.call(
        () -> {
          List<Listed> left = new ArrayList<>();
          for (Listed key : valid(owner).stream().filter(key -> lives(key, now)).toList()) {
            Optional<Instant> end =
                key.scheme() == scheme
                    ? Optional.of(key.expiresAt().orElse(now.plus(overlap)))
                    : key.expiresAt();
            left.add(new Listed(key.id(), key.scheme(), key.createdAt(), end, key.publicKey()));
          }
          left.removeIf(key -> !lives(key, now));
          if (left.size() >= MAX_VALID) {
            return new Rotation.Full();
          }
          SigningKey key = SigningKeys.draw(scheme);
          SigningKeyId id = new SigningKeyId(new UUID(0, ++made));
          Optional<String> shown =
              scheme == SigningScheme.V1A ? Optional.of(key.reveal()) : Optional.empty();
          left.add(0, new Listed(id, scheme, now, Optional.empty(), shown));
          keys.put(owner, left);
          return new Rotation.Rotated(id, scheme, now, key.reveal());
        });
  }

  @Override
  public synchronized Future<List<Listed>> valid(
      ClientId client, Optional<EndpointKey> endpoint, Instant now) {
    Owner owner = new Owner(client, endpoint.map(EndpointKey::ofCallbacks));
    return outage.call(() -> valid(owner).stream().filter(key -> lives(key, now)).toList());
  }

  @Override
  public synchronized Future<Ending> end(ClientId client, SigningKeyId id, Instant now) {
    return outage.call(
        () -> {
          Optional<Map.Entry<Owner, List<Listed>>> found =
              keys.entrySet().stream()
                  .filter(entry -> entry.getKey().client().equals(client))
                  .filter(entry -> entry.getValue().stream().anyMatch(key -> is(key, id, now)))
                  .findFirst();
          if (found.isEmpty()) {
            return Ending.UNKNOWN;
          }
          boolean another =
              found.get().getValue().stream()
                  .anyMatch(key -> key.expiresAt().isEmpty() && !key.id().equals(id));
          boolean current =
              found.get().getValue().stream()
                  .anyMatch(key -> key.expiresAt().isEmpty() && key.id().equals(id));
          if (current && !another && found.get().getKey().endpoint().isEmpty()) {
            return Ending.CURRENT;
          }
          found.get().getValue().removeIf(key -> key.id().equals(id));
          return Ending.ENDED;
        });
  }

  private static boolean is(Listed key, SigningKeyId id, Instant now) {
    return key.id().equals(id) && lives(key, now);
  }

  private List<Listed> valid(Owner owner) {
    return keys.computeIfAbsent(owner, none -> new ArrayList<>());
  }

  private static boolean lives(Listed key, Instant now) {
    return key.expiresAt().map(now::isBefore).orElse(true);
  }
}
