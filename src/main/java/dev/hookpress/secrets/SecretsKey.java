package dev.hookpress.secrets;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.hookpress.job.ClientId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * A 32-byte secrets key, from which all other keys are derived. The key itself is never displayed.
 */
public final class SecretsKey {
  private static final int KEY_BYTES = 32;
  private static final int FINGERPRINT_BYTES = 8;
  // Deriving a key takes a few microseconds; the cache holds the keys of the clients now active.
  private static final int MAX_REMEMBERED_KEYS = 10_000;

  private final byte[] key;
  private final byte id;
  private final LoadingCache<ClientId, SecretKey> sealingKeys =
      Caffeine.newBuilder()
          .maximumSize(MAX_REMEMBERED_KEYS)
          .build(client -> new SecretKeySpec(derive("seal " + client), "AES"));

  /**
   * @param key 32 bytes
   * @throws IllegalArgumentException for any other length
   */
  public SecretsKey(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("the secrets key has 32 bytes, not " + key.length);
    }
    this.key = key.clone();
    this.id = derive("key id")[0];
  }

  /**
   * @param base64 32 bytes in base64
   * @throws IllegalArgumentException for anything else; the message does not hold the key
   */
  public static SecretsKey ofBase64(String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the secrets key is not base64");
    }
    return new SecretsKey(key);
  }

  /** Identifies the key without revealing it: 16 hex digits, safe for logs and for the database. */
  public String fingerprint() {
    return HexFormat.of().formatHex(Arrays.copyOf(derive("key fingerprint"), FINGERPRINT_BYTES));
  }

  /**
   * Derives a 32-byte key for another use, deterministically: HMAC-SHA256 of the label, which is
   * one round of HKDF-Expand (RFC 5869 §2.3) over a key that is already uniform.
   */
  byte[] derive(String label) {
    Mac mac = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key);
    mac.update(("hookpress " + label).getBytes(StandardCharsets.UTF_8));
    return mac.doFinal(new byte[] {1});
  }

  /** The first byte of every value that this key seals. */
  byte id() {
    return id;
  }

  SecretKey sealing(ClientId client) {
    return sealingKeys.get(client);
  }

  @Override
  public String toString() {
    return "SecretsKey[" + fingerprint() + "]";
  }
}
