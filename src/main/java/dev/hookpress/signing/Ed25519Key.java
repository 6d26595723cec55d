package dev.hookpress.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * An Ed25519 key pair of Hookpress (RFC 8032). The receiver gets the public key, shown as {@code
 * whpk_} and base64, and cannot forge signatures with it. The private key is never shown.
 */
public final class Ed25519Key implements SigningKey {
  private static final String PREFIX = "whpk_";
  private static final String ED25519 = "Ed25519";
  private static final int SEED_BYTES = 32;
  private static final int PUBLIC_BYTES = 32;

  private final byte[] bytes;
  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private Ed25519Key(byte[] bytes, PrivateKey privateKey, PublicKey publicKey) {
    this.bytes = bytes;
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * Creates a key pair.
   *
   * @param bytes the 32-byte private key (RFC 8032 §5.1.5) followed by its 32-byte public key; the
   *     Standard Webhooks specification writes this as {@code whsk_}
   * @throws IllegalArgumentException if the length is not 64
   */
  public static Ed25519Key of(byte[] bytes) {
    if (bytes.length != SEED_BYTES + PUBLIC_BYTES) {
      throw new IllegalArgumentException("An Ed25519 pair has 64 bytes");
    }
    byte[] seed = Arrays.copyOf(bytes, SEED_BYTES);
    try {
      KeyFactory factory = KeyFactory.getInstance(ED25519);
      return new Ed25519Key(
          bytes.clone(),
          factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)),
          factory.generatePublic(
              new EdECPublicKeySpec(NamedParameterSpec.ED25519, point(publicBytes(bytes)))));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  @Override
  public SigningScheme scheme() {
    return SigningScheme.V1A;
  }

  /** The public key: {@code whpk_<base64>}. */
  @Override
  public String reveal() {
    return PREFIX + SigningKey.base64(publicBytes(bytes));
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public byte[] sign(byte[] head, byte[] body) {
    try {
      Signature signature = Signature.getInstance(ED25519);
      signature.initSign(privateKey);
      signature.update(head);
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  @Override
  public boolean signed(byte[] head, byte[] body, byte[] given) {
    try {
      Signature signature = Signature.getInstance(ED25519);
      signature.initVerify(publicKey);
      signature.update(head);
      signature.update(body);
      return signature.verify(given);
    } catch (SignatureException notOne) {
      return false;
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  @Override
  public String toString() {
    return "Ed25519Key";
  }

  private static byte[] publicBytes(byte[] bytes) {
    return Arrays.copyOfRange(bytes, SEED_BYTES, SEED_BYTES + PUBLIC_BYTES);
  }

  /**
   * Decodes a point (RFC 8032 §5.1.2): y in little-endian order; the highest bit is the lowest bit
   * of x.
   */
  private static EdECPoint point(byte[] encoded) {
    byte[] y = new byte[PUBLIC_BYTES];
    for (int i = 0; i < PUBLIC_BYTES; i++) {
      y[i] = encoded[PUBLIC_BYTES - 1 - i];
    }
    boolean oddX = y[0] < 0;
    y[0] &= 0x7f;
    return new EdECPoint(oddX, new BigInteger(1, y));
  }
}
