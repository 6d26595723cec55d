package dev.hookpress.fakes;

import dev.hookpress.api.account.SigningSecrets;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Signing keys in memory. A client begins with none. */
public final class MemorySigningSecrets implements SigningSecrets {
  private final Outage outage;
  private final Map<ClientId, List<Listed>> keys = new HashMap<>();
  private long made;

  public MemorySigningSecrets(Outage outage) {
    this.outage = outage;
  }

  @Override
  public synchronized Future<Rotation> rotate(
      ClientId client, SigningScheme scheme, Duration overlap, Instant now) {
    return outage.call(
        () -> {
          List<Listed> left = new ArrayList<>();
          for (Listed key : valid(client).stream().filter(key -> lives(key, now)).toList()) {
            Instant end = key.expiresAt().orElse(now.plus(overlap));
            left.add(
                new Listed(
                    key.id(), key.scheme(), key.createdAt(), Optional.of(end), key.publicKey()));
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
          keys.put(client, left);
          return new Rotation.Rotated(id, scheme, now, key.reveal());
        });
  }

  @Override
  public synchronized Future<List<Listed>> valid(ClientId client, Instant now) {
    return outage.call(() -> valid(client).stream().filter(key -> lives(key, now)).toList());
  }

  @Override
  public synchronized Future<Ending> end(ClientId client, SigningKeyId id, Instant now) {
    return outage.call(
        () -> {
          Optional<Listed> found =
              valid(client).stream()
                  .filter(key -> key.id().equals(id) && lives(key, now))
                  .findFirst();
          if (found.isEmpty()) {
            return Ending.UNKNOWN;
          }
          if (found.get().expiresAt().isEmpty()) {
            return Ending.CURRENT;
          }
          valid(client).remove(found.get());
          return Ending.ENDED;
        });
  }

  private List<Listed> valid(ClientId client) {
    return keys.computeIfAbsent(client, none -> new ArrayList<>());
  }

  private static boolean lives(Listed key, Instant now) {
    return key.expiresAt().map(now::isBefore).orElse(true);
  }
}
