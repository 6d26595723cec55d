package dev.hookpress.signing;

import java.util.Base64;

/** A key that signs callbacks. Its {@code toString} reveals nothing. */
public sealed interface SigningKey permits SigningSecret, Ed25519Key {
  /** Returns the signature scheme. */
  SigningScheme scheme();

  /**
   * Returns what the receiver verifies with: {@code whsec_…}, which is a secret, or {@code whpk_…},
   * a public key.
   */
  String reveal();

  /**
   * Returns the raw key, private part included, for sealing; {@link #of} restores the key from it.
   */
  byte[] bytes();

  /** Signs the message {@code head + body}; two arguments avoid a copy. */
  byte[] sign(byte[] head, byte[] body);

  /** Returns whether the signature over {@code head + body} is valid, in constant time. */
  boolean signed(byte[] head, byte[] body, byte[] signature);

  /**
   * Restores a key from its {@link #bytes()}.
   *
   * @throws IllegalArgumentException if the length is wrong for the scheme
   */
  static SigningKey of(SigningScheme scheme, byte[] bytes) {
    return switch (scheme) {
      case V1 -> SigningSecret.of(bytes);
      case V1A -> Ed25519Key.of(bytes);
    };
  }

  /** Encodes in base64, as the specification writes keys and signatures. */
  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
