package dev.hookpress.operator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * The cookie that stands for the operator key in a browser: when it ends, a dot, and an HMAC of
 * that and of the key. Every node with the same keys accepts it, and none after the operator key
 * has been changed.
 */
public final class OperatorCookie {
  static final String NAME = "hookpress_operator";

  /** The header that every request with the cookie carries which changes something. */
  static final String HEADER = "Hookpress-Console";

  static final Duration LIFE = Duration.ofHours(12);
  private static final int MAX_TIME_DIGITS = 15;

  private final List<byte[]> keys;
  private final String operatorKeyDigest;

  /**
   * @param keys derived from the secrets keys, the current one's first
   */
  public OperatorCookie(List<byte[]> keys, String operatorKey) {
    this.keys = List.copyOf(keys);
    this.operatorKeyDigest = DigestUtils.sha256Hex(operatorKey);
  }

  String make(Instant now) {
    String end = Long.toString(now.plus(LIFE).toEpochMilli());
    return end + "." + mac(keys.get(0), end);
  }

  /** Whether the text is such a cookie that has not ended. */
  boolean valid(String text, Instant now) {
    int dot = text.indexOf('.');
    String end = text.substring(0, Math.max(0, dot));
    if (end.isEmpty()
        || end.length() > MAX_TIME_DIGITS
        || !end.chars().allMatch(each -> each >= '0' && each <= '9')
        || Long.parseLong(end) <= now.toEpochMilli()) {
      return false;
    }
    byte[] given = text.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
    return keys.stream()
        .anyMatch(
            key -> MessageDigest.isEqual(given, mac(key, end).getBytes(StandardCharsets.UTF_8)));
  }

  private String mac(byte[] key, String end) {
    return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmacHex(end + " " + operatorKeyDigest);
  }
}
