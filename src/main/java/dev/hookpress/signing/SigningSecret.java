package dev.hookpress.signing;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** A key shared with a receiver. Shown as {@code whsec_} and base64; never by accident. */
public final class SigningSecret implements SigningKey {
  private static final String PREFIX = "whsec_";

  private final byte[] key;

  /** Keyed and never fed: finding its provider and keying it cost more than a signature does. */
  private final Mac keyed;

  private SigningSecret(byte[] key) {
    this.key = key;
    this.keyed = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key);
  }

  /** A secret of these bytes: 24 to 64 of them, as the Standard Webhooks specification wants. */
  public static SigningSecret of(byte[] key) {
    if (key.length < 24 || key.length > 64) {
      throw new IllegalArgumentException("A signing secret has 24 to 64 bytes");
    }
    return new SigningSecret(key.clone());
  }

  /** Reads {@code whsec_<base64>}; empty for anything else. */
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

  /** What the receiver is given: {@code whsec_<base64>}. A secret. */
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
