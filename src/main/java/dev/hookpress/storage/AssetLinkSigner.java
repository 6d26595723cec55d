package dev.hookpress.storage;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Links by which an asset may be uploaded or downloaded, once each or often, until they expire:
 * {@code /assets/<id>/content} with the client, what it is for, the end in Unix seconds, and an
 * HMAC-SHA256 over all of it.
 */
public final class AssetLinkSigner {
  private final Signatures signatures;

  /**
   * Makes and checks links.
   *
   * @param keys at least 32 bytes each, the same on every node; the first signs, all verify, and of
   *     no other use
   */
  public AssetLinkSigner(List<byte[]> keys) {
    this.signatures = new Signatures(keys);
  }

  /**
   * A link's path and query.
   *
   * @param purpose what may be done with it; a link for one thing is none for another
   * @param expires cut to whole seconds
   */
  public String make(ClientId client, AssetId id, String purpose, Instant expires) {
    long expiresSeconds = expires.getEpochSecond();
    return "/assets/%s/content?client=%s&for=%s&expires=%d&signature=%s"
        .formatted(
            id,
            client,
            URLEncoder.encode(purpose, StandardCharsets.UTF_8),
            expiresSeconds,
            signatures.of(signed(client.toString(), id, purpose, expiresSeconds)));
  }

  /** Whose asset a link is for; empty if it is not ours, not as we made it, or has expired. */
  public Optional<ClientId> check(
      String client, AssetId id, String purpose, String expires, String signature, Instant now) {
    long expiresSeconds = Signatures.number(expires);
    boolean good =
        Ulid.isValid(client)
            && expiresSeconds > now.getEpochSecond()
            && signatures.hold(signed(client, id, purpose, expiresSeconds), signature);
    return good ? Optional.of(new ClientId(Ulid.from(client).toUuid())) : Optional.empty();
  }

  private static String signed(String client, AssetId id, String purpose, long expiresSeconds) {
    return client + "\n" + id + "\n" + expiresSeconds + "\n" + purpose;
  }
}
