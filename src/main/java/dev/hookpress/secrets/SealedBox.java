package dev.hookpress.secrets;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.hookpress.job.ClientId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * Seals secrets with AES-256-GCM and derives further keys. A sealed secret opens only for the
 * purpose and the client that it was sealed for, so that a row copied to another client's is
 * worthless. Layout: one byte that names the key, a random nonce of 12, ciphertext, tag of 16.
 *
 * <p>Safe for many threads at once. Random nonces bound one key to 2^32 seals (NIST SP 800-38D
 * §8.3): each client has a key of its own, so that only its own four thousand millions count.
 */
public final class SealedBox {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int CLIENT_BYTES = 16;
  // Making one takes a few microseconds; each client that is busy at present has its own at hand.
  private static final int MAX_REMEMBERED_KEYS = 10_000;

  /** One a thread: looking its provider up costs more than a seal does. */
  private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(SealedBox::cipher);

  private final SecureRandom random = new SecureRandom();
  private final SecretKey masterKey;
  private final LoadingCache<ClientId, SecretKey> sealingKeys =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED_KEYS).build(this::sealingKey);
  private final byte keyId;

  /**
   * Makes a box.
   *
   * @param key 32 bytes
   * @throws IllegalArgumentException for any other length
   */
  public SealedBox(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("the secrets key has 32 bytes, not " + key.length);
    }
    masterKey = new SecretKeySpec(key, HmacAlgorithms.HMAC_SHA_256.getName());
    keyId = derive("key id")[0];
  }

  /**
   * Makes a box.
   *
   * @param base64 32 bytes in base64
   * @throws IllegalArgumentException for anything else; the message does not hold the key
   */
  public static SealedBox ofBase64(String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the secrets key is not base64");
    }
    return new SealedBox(key);
  }

  /**
   * Seals.
   *
   * @param purpose what the secret is for; the same word opens it again
   */
  public byte[] seal(byte[] plain, String purpose, ClientId client) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, plain, purpose, client);
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(keyId)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /**
   * Opens what {@link #seal} returned for the same purpose and client.
   *
   * @throws SealBrokenException if it was sealed with another key, for another purpose or client,
   *     or has been changed
   */
  public byte[] open(byte[] sealed, String purpose, ClientId client) {
    if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / 8) {
      throw new SealBrokenException("a sealed " + purpose + " is cut short");
    }
    if (sealed[0] != keyId) {
      throw new SealBrokenException(
          "a sealed " + purpose + " of client " + client + " was sealed with another secrets key");
    }
    ByteBuffer parts = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
    byte[] nonce = new byte[NONCE_BYTES];
    parts.get(nonce);
    byte[] ciphertext = new byte[parts.remaining()];
    parts.get(ciphertext);
    return crypt(Cipher.DECRYPT_MODE, nonce, ciphertext, purpose, client);
  }

  /**
   * A key of 32 bytes for another use, the same each time: HMAC-SHA256 of the label, which is one
   * round of HKDF-Expand (RFC 5869 §2.3) over a key that is already uniform.
   */
  public byte[] derive(String label) {
    Mac mac = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, masterKey.getEncoded());
    mac.update(("hookpress " + label).getBytes(StandardCharsets.UTF_8));
    return mac.doFinal(new byte[] {1});
  }

  @Override
  public String toString() {
    return "SealedBox";
  }

  private SecretKey sealingKey(ClientId client) {
    return new SecretKeySpec(derive("seal " + client), "AES");
  }

  private byte[] crypt(int mode, byte[] nonce, byte[] input, String purpose, ClientId client) {
    Cipher cipher = ciphers.get();
    try {
      cipher.init(mode, sealingKeys.get(client), new GCMParameterSpec(TAG_BITS, nonce));
      byte[] words = purpose.getBytes(StandardCharsets.UTF_8);
      // The client first, for it has a fixed length: no two pairs make the same bytes.
      ByteBuffer associated =
          ByteBuffer.allocate(CLIENT_BYTES + words.length)
              .putLong(client.value().getMostSignificantBits())
              .putLong(client.value().getLeastSignificantBits())
              .put(words);
      cipher.updateAAD(associated.array());
      return cipher.doFinal(input);
    } catch (AEADBadTagException e) {
      throw new SealBrokenException(
          "a sealed " + purpose + " does not belong to client " + client + ", or was changed");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks AES-256-GCM", e);
    }
  }

  private static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks AES-256-GCM", e);
    }
  }
}
