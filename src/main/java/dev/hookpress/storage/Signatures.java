package dev.hookpress.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** Signs links: HMAC-SHA256 over a text, in base64url. */
final class Signatures {
  /** Every number of this many digits fits a long. */
  private static final int MAX_DIGITS = 18;

  private final List<byte[]> keys;

  /**
   * @param keys at least 32 bytes each, the same on every node; the first signs, all verify
   */
  Signatures(List<byte[]> keys) {
    this.keys = List.copyOf(keys);
  }

  String of(String text) {
    return of(text, keys.get(0));
  }

  private static String of(String text, byte[] key) {
    byte[] hmac = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac);
  }

  /** Returns whether this is the text's signature, in constant time. */
  boolean hold(String text, String signature) {
    byte[] given = signature.getBytes(StandardCharsets.UTF_8);
    boolean holds = false;
    for (byte[] key : keys) {
      holds |= MessageDigest.isEqual(of(text, key).getBytes(StandardCharsets.US_ASCII), given);
    }
    return holds;
  }

  /** Parses a plain decimal number from a link; -1 for anything else. */
  static long number(String text) {
    boolean digits =
        text != null
            && !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Long.parseLong(text) : -1;
  }
}
