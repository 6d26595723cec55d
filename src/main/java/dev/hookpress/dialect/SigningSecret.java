package dev.hookpress.dialect;

import java.util.Base64;
import java.util.Optional;

/** A key shared with a receiver. Shown as {@code whsec_} and base64; never by accident. */
public final class SigningSecret {
  private static final String PREFIX = "whsec_";

  private final byte[] key;

  private SigningSecret(byte[] key) {
    this.key = key;
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

  /** What the receiver is given: {@code whsec_<base64>}. A secret. */
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  byte[] key() {
    return key;
  }

  @Override
  public String toString() {
    return "SigningSecret";
  }
}
