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
 * Signs and verifies links for uploading or downloading an asset any number of times until they
 * expire: {@code /assets/<id>/content} with the client, the purpose, the expiry in Unix seconds,
 * and an HMAC-SHA256 over all of these.
 */
public final class AssetLinkSigner {
  private final Signatures signatures;

  /**
   * Creates a signer.
   *
   * @param keys at least 32 bytes each, the same on every node and used for nothing else; the first
   *     one signs, all verify
   */
  public AssetLinkSigner(List<byte[]> keys) {
    this.signatures = new Signatures(keys);
  }

  /**
   * Returns a link's path and query.
   *
   * @param purpose the operation that the link permits; it permits no other
   * @param expires truncated to whole seconds
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

  /**
   * Returns the client whose asset a link is for; empty if the link is forged, altered or expired.
   */
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
