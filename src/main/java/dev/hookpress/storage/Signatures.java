package dev.hookpress.storage;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How links are signed: HMAC-SHA256 over a text, in base64 for URLs. */
final class Signatures {
  private static final String HMAC = "HmacSHA256";

  /** What surely fits a long. */
  private static final int MAX_DIGITS = 18;

  private final SecretKeySpec key;

  /**
   * @param key at least 32 bytes, the same on every node
   */
  Signatures(byte[] key) {
    this.key = new SecretKeySpec(key, HMAC);
  }

  String of(String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks " + HMAC, e);
    }
  }

  /** Whether this is the text's signature; takes as long if it is not. */
  boolean hold(String text, String signature) {
    return MessageDigest.isEqual(
        of(text).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
  }

  /** A plain decimal number, as links carry them; -1 for anything else. */
  static long number(String text) {
    boolean digits =
        text != null
            && !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Long.parseLong(text) : -1;
  }
}
