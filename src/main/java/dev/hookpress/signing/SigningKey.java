package dev.hookpress.signing;

import java.util.Base64;

/** What callbacks are signed with. Says nothing of itself by {@code toString}. */
public sealed interface SigningKey permits SigningSecret, Ed25519Key {
  /** How it signs. */
  SigningScheme scheme();

  /**
   * What the receiver is given: {@code whsec_…}, which is a secret, or {@code whpk_…}, a public
   * key.
   */
  String reveal();

  /** All of it, to be sealed; {@link #of} makes the key again. */
  byte[] bytes();

  /** Signs a message, which comes in two pieces to spare a copy. */
  byte[] sign(byte[] head, byte[] body);

  /** Whether it signed the message. Takes as long for a wrong signature as for a right one. */
  boolean signed(byte[] head, byte[] body, byte[] signature);

  /**
   * The key that {@link #bytes()} were of.
   *
   * @throws IllegalArgumentException if they are not as many as such a key has
   */
  static SigningKey of(SigningScheme scheme, byte[] bytes) {
    return switch (scheme) {
      case V1 -> SigningSecret.of(bytes);
      case V1A -> Ed25519Key.of(bytes);
    };
  }

  /** As the specification writes keys and signatures. */
  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
