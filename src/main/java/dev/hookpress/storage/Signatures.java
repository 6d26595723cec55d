package dev.hookpress.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** Signs links: HMAC-SHA256 over a text, in base64url. */
final class Signatures {
  /** Every number of this many digits fits a long. */
  private static final int MAX_DIGITS = 18;

  private final List<Key> keys;

  /** A key, and its code to copy: looking up a provider takes longer than signing. */
  private record Key(byte[] bytes, Mac keyed) {
    Key(byte[] bytes) {
      this(bytes, initialized(bytes));
    }

    Mac mac() {
      try {
        return (Mac) keyed.clone();
      } catch (CloneNotSupportedException anotherProvider) {
        return initialized(bytes);
      }
    }

    private static Mac initialized(byte[] bytes) {
      return HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, bytes);
    }
  }

  /**
   * @param keys at least 32 bytes each, the same on every node; the first signs, all verify
   */
  Signatures(List<byte[]> keys) {
    this.keys = keys.stream().map(Key::new).toList();
  }

  String of(String text) {
    return of(text, keys.get(0));
  }

  private static String of(String text, Key key) {
    byte[] hmac = key.mac().doFinal(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac);
  }

  /** Returns whether this is the text's signature, in constant time. */
  boolean hold(String text, String signature) {
    byte[] given = signature.getBytes(StandardCharsets.UTF_8);
    boolean holds = false;
    for (Key key : keys) {
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
