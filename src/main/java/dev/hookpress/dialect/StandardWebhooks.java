package dev.hookpress.dialect;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and verifies webhooks by the Standard Webhooks specification 1.0.0: {@code v1} is
 * HMAC-SHA256 over {@code id.timestamp.body}.
 */
public final class StandardWebhooks {
  /** The header with the message's id: the same on every attempt. */
  public static final String ID = "webhook-id";

  /** The header with the attempt's time in Unix seconds. */
  public static final String TIMESTAMP = "webhook-timestamp";

  /** The header with one signature a secret, with spaces between. */
  public static final String SIGNATURE = "webhook-signature";

  /** How far a receiver's clock and ours may differ: older messages could be replays. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String VERSION = "v1,";

  // A sender signs with the current and the outgoing secret; more than this is no rotation.
  private static final int MOST_SIGNATURES = 16;

  private StandardWebhooks() {}

  /**
   * The three headers of one attempt.
   *
   * @param messageId such as {@code msg_…}; without a full stop
   * @param secrets all that are valid now, so that receivers can change over; at least one
   */
  public static Map<String, String> sign(
      String messageId, Instant at, byte[] body, List<SigningSecret> secrets) {
    String timestamp = Long.toString(at.getEpochSecond());
    String signatures =
        secrets.stream()
            .map(secret -> VERSION + base64(mac(secret, messageId, timestamp, body)))
            .collect(Collectors.joining(" "));
    return Map.of(ID, messageId, TIMESTAMP, timestamp, SIGNATURE, signatures);
  }

  /**
   * Whether one of the secrets signed this message within {@link #TOLERANCE} of now. Takes as long
   * for a wrong signature as for a right one.
   *
   * @param headers by their lower-case names
   */
  public static boolean verify(
      Map<String, String> headers, byte[] body, List<SigningSecret> secrets, Instant now) {
    String id = headers.getOrDefault(ID, "");
    String timestamp = headers.getOrDefault(TIMESTAMP, "");
    if (id.isEmpty() || !current(timestamp, now)) {
      return false;
    }
    boolean valid = false;
    String[] given = headers.getOrDefault(SIGNATURE, "").split(" ", MOST_SIGNATURES);
    for (SigningSecret secret : secrets) {
      byte[] expected =
          (VERSION + base64(mac(secret, id, timestamp, body))).getBytes(StandardCharsets.UTF_8);
      for (String signature : given) {
        valid |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
      }
    }
    return valid;
  }

  private static boolean current(String timestamp, Instant now) {
    try {
      long seconds = Long.parseLong(timestamp);
      return seconds >= now.minus(TOLERANCE).getEpochSecond()
          && seconds <= now.plus(TOLERANCE).getEpochSecond();
    } catch (NumberFormatException noTime) {
      return false;
    }
  }

  private static byte[] mac(SigningSecret secret, String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.key(), "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
