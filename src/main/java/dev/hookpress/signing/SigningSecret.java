package dev.hookpress.signing;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** A secret shared with a receiver. Only {@link #reveal} shows it, as {@code whsec_} and base64. */
public final class SigningSecret implements SigningKey {
  private static final String PREFIX = "whsec_";

  private final byte[] key;

  /**
   * An initialized prototype that is cloned for each signature: initializing costs more than
   * signing.
   */
  private final Mac keyed;

  private SigningSecret(byte[] key) {
    this.key = key;
    this.keyed = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key);
  }

  /**
   * Creates a secret from 24 to 64 bytes, the range of the Standard Webhooks specification.
   *
   * @throws IllegalArgumentException for any other length
   */
  public static SigningSecret of(byte[] key) {
    if (key.length < 24 || key.length > 64) {
      throw new IllegalArgumentException("A signing secret has 24 to 64 bytes");
    }
    return new SigningSecret(key.clone());
  }

  /** Parses {@code whsec_<base64>}; empty for anything else. */
  public static Optional<SigningSecret> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(Base64.getDecoder().decode(text.substring(PREFIX.length()))));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  @Override
  public SigningScheme scheme() {
    return SigningScheme.V1;
  }

  /** Returns the secret as {@code whsec_<base64>}. */
  @Override
  public String reveal() {
    return PREFIX + SigningKey.base64(key);
  }

  @Override
  public byte[] bytes() {
    return key.clone();
  }

  @Override
  public byte[] sign(byte[] head, byte[] body) {
    Mac mac = copy();
    mac.update(head);
    return mac.doFinal(body);
  }

  private Mac copy() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException anotherProvider) {
      return HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key);
    }
  }

  @Override
  public boolean signed(byte[] head, byte[] body, byte[] signature) {
    return MessageDigest.isEqual(sign(head, body), signature);
  }

  @Override
  public String toString() {
    return "SigningSecret";
  }
}
