package dev.hookpress.secrets;

import dev.hookpress.job.ClientId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals secrets with AES-256-GCM and derives further keys. A sealed secret opens only for the
 * purpose and the client that it was sealed for, so a row copied to another client is useless.
 * Layout: one key id byte, a random 12-byte nonce, the ciphertext, a 16-byte tag.
 *
 * <p>Thread-safe. Random nonces limit one key to 2^32 seals (NIST SP 800-38D §8.3); each client has
 * its own derived key, so the limit applies per client.
 */
public final class SealedBox {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int CLIENT_BYTES = 16;

  /** One cipher per thread: the provider lookup costs more than a seal. */
  private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(SealedBox::cipher);

  private final SecureRandom random = new SecureRandom();
  private final SecretsKey current;
  private final List<SecretsKey> all;

  /**
   * Creates a box that seals and opens with one key.
   *
   * @param key 32 bytes
   * @throws IllegalArgumentException for any other length
   */
  public SealedBox(byte[] key) {
    this(new SecretsKey(key), List.of());
  }

  /**
   * Creates a box that seals with one key and opens with several.
   *
   * @param previous keys that may still open what they sealed; may include the current key
   * @throws IllegalArgumentException if two different keys have the same one-byte id, which happens
   *     for one pair in 256; another key must be drawn then
   */
  public SealedBox(SecretsKey current, List<SecretsKey> previous) {
    Map<Byte, SecretsKey> byId = new LinkedHashMap<>();
    byId.put(current.id(), current);
    for (SecretsKey key : previous) {
      SecretsKey known = byId.putIfAbsent(key.id(), key);
      if (known != null && !known.fingerprint().equals(key.fingerprint())) {
        throw new IllegalArgumentException(
            "the secrets keys "
                + known.fingerprint()
                + " and "
                + key.fingerprint()
                + " cannot be told apart by their ids; draw another key");
      }
    }
    this.current = current;
    this.all = List.copyOf(byId.values());
  }

  /** Returns the fingerprint of the current key. */
  public String fingerprint() {
    return current.fingerprint();
  }

  /** Returns the fingerprints of all keys, the current one first. */
  public List<String> fingerprints() {
    return all.stream().map(SecretsKey::fingerprint).toList();
  }

  /** Returns the first byte of every value that the current key seals, from 0 to 255. */
  public int keyId() {
    return Byte.toUnsignedInt(current.id());
  }

  /**
   * Seals with the current key.
   *
   * @param purpose what the secret is for; {@link #open} needs the same value
   */
  public byte[] seal(byte[] plain, String purpose, ClientId client) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, current, nonce, plain, purpose, client);
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(current.id())
        .put(nonce)
        .put(sealed)
        .array();
  }

  /**
   * Opens what {@link #seal} returned for the same purpose and client.
   *
   * @throws SealBrokenException if the value was sealed with an unknown key or for another purpose
   *     or client, or has been changed
   */
  public byte[] open(byte[] sealed, String purpose, ClientId client) {
    if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / 8) {
      throw new SealBrokenException("a sealed " + purpose + " is cut short");
    }
    SecretsKey key =
        all.stream()
            .filter(each -> each.id() == sealed[0])
            .findFirst()
            .orElseThrow(
                () ->
                    new SealBrokenException(
                        "a sealed "
                            + purpose
                            + " of client "
                            + client
                            + " was sealed with another secrets key"));
    ByteBuffer parts = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
    byte[] nonce = new byte[NONCE_BYTES];
    parts.get(nonce);
    byte[] ciphertext = new byte[parts.remaining()];
    parts.get(ciphertext);
    return crypt(Cipher.DECRYPT_MODE, key, nonce, ciphertext, purpose, client);
  }

  /** Opens a value with whichever key sealed it and seals it again with the current key. */
  public byte[] reseal(byte[] sealed, String purpose, ClientId client) {
    return seal(open(sealed, purpose, client), purpose, client);
  }

  /**
   * Derives one 32-byte key per secrets key for another use, the current key's first. The result is
   * deterministic, so signatures made with a previous key stay valid while that key is configured.
   */
  public List<byte[]> derive(String label) {
    return all.stream().map(key -> key.derive(label)).toList();
  }

  @Override
  public String toString() {
    return "SealedBox" + fingerprints();
  }

  private byte[] crypt(
      int mode, SecretsKey key, byte[] nonce, byte[] input, String purpose, ClientId client) {
    Cipher cipher = ciphers.get();
    try {
      cipher.init(mode, key.sealing(client), new GCMParameterSpec(TAG_BITS, nonce));
      byte[] words = purpose.getBytes(StandardCharsets.UTF_8);
      // The client comes first because its length is fixed: no two pairs yield the same bytes.
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
