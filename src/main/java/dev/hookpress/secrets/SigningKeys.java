package dev.hookpress.secrets;

import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;

/** Generates signing keys. */
public final class SigningKeys {
  // The output length of SHA-256, the HMAC's hash.
  private static final int SECRET_BYTES = 32;
  // The raw public key is the last 32 bytes of its X.509 encoding (RFC 8410 §4).
  private static final int PUBLIC_BYTES = 32;

  private SigningKeys() {}

  /** Generates a new random key. */
  public static SigningKey draw(SigningScheme scheme) {
    return SigningKey.of(
        scheme,
        switch (scheme) {
          case V1 -> secret();
          case V1A -> pair();
        });
  }

  private static byte[] secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static byte[] pair() {
    try {
      KeyPair drawn = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] seed = ((EdECPrivateKey) drawn.getPrivate()).getBytes().orElseThrow();
      byte[] encoded = drawn.getPublic().getEncoded();
      return ByteBuffer.allocate(seed.length + PUBLIC_BYTES)
          .put(seed)
          .put(encoded, encoded.length - PUBLIC_BYTES, PUBLIC_BYTES)
          .array();
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
