package dev.hookpress.fakes;

import dev.hookpress.api.files.AssetLinks;
import dev.hookpress.api.files.Assets;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Assets in memory, and links with a signature that anybody could forge. */
public final class MemoryAssets implements Assets, AssetLinks {
  private final Outage outage;
  private final Map<String, Found> assets = new ConcurrentHashMap<>();
  private final Set<String> uploaded = ConcurrentHashMap.newKeySet();

  /** The bytes that every client may store. */
  public volatile long room = 1L << 30;

  public MemoryAssets(Outage outage) {
    this.outage = outage;
  }

  @Override
  public Future<Optional<Found>> find(ClientId client, AssetId id) {
    return outage.call(() -> Optional.ofNullable(assets.get(client + " " + id)));
  }

  @Override
  public Future<Long> room(ClientId client) {
    return outage.call(() -> room - stored(client));
  }

  private long stored(ClientId client) {
    return assets.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(client + " "))
        .mapToLong(entry -> entry.getValue().bytes())
        .sum();
  }

  @Override
  public Future<Written> write(
      ClientId client, AssetId id, AssetType type, ReadStream<Buffer> body, long maxBytes) {
    Promise<Buffer> all = Promise.promise();
    Buffer bytes = Buffer.buffer();
    body.handler(bytes::appendBuffer).endHandler(end -> all.complete(bytes)).resume();
    return all.future()
        .compose(whole -> outage.call(() -> keep(client + " " + id, type, whole, maxBytes)));
  }

  private Written keep(String name, AssetType type, Buffer bytes, long maxBytes) {
    if (bytes.length() > maxBytes) {
      return Written.TOO_LARGE;
    }
    if (!uploaded.add(name)) {
      return Written.USED_ALREADY;
    }
    try {
      Path file = Files.createTempFile("asset", null);
      file.toFile().deleteOnExit();
      assets.put(name, new Found(Files.write(file, bytes.getBytes()), bytes.length(), type));
      return Written.STORED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Future<Boolean> delete(ClientId client, AssetId id) {
    return outage.call(() -> assets.remove(client + " " + id) != null);
  }

  @Override
  public String link(ClientId client, AssetId id, String purpose, Instant expires) {
    return absolute(
        "/assets/%s/content?client=%s&for=%s&expires=%d&signature=%s"
            .formatted(
                id,
                client.value(),
                purpose,
                expires.getEpochSecond(),
                sum(client.value().toString(), id, purpose, "" + expires.getEpochSecond())));
  }

  @Override
  public Optional<ClientId> verify(AssetId id, LinkParts link, Instant now) {
    boolean good =
        link.signature().equals(sum(link.client(), id, link.purpose(), link.expires()))
            && Long.parseLong(link.expires()) > now.getEpochSecond();
    return good ? Optional.of(new ClientId(UUID.fromString(link.client()))) : Optional.empty();
  }

  @Override
  public String absolute(String path) {
    return "http://files.test" + path;
  }

  private static String sum(String client, AssetId id, String purpose, String expires) {
    return Integer.toHexString((client + id + purpose + expires).hashCode());
  }
}
