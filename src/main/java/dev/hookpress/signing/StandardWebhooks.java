package dev.hookpress.signing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signs and verifies webhooks by the Standard Webhooks specification 1.0.0: the signed content is
 * {@code id.timestamp.body}, signed with HMAC-SHA256 ({@code v1}) or Ed25519 ({@code v1a}).
 */
public final class StandardWebhooks {
  /** The header with the message id, the same for every attempt. */
  public static final String ID = "webhook-id";

  /** The header with the attempt's time in Unix seconds. */
  public static final String TIMESTAMP = "webhook-timestamp";

  /** The header with one signature per key, separated by spaces. */
  public static final String SIGNATURE = "webhook-signature";

  /** The header with the attempt number, from 1; not signed. */
  public static final String ATTEMPT = "webhook-attempt";

  /** The largest accepted difference between timestamp and clock, against replayed messages. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  // Senders sign with the current key and the keys being rotated out; 16 is far more than that.
  private static final int MAX_SIGNATURES = 16;

  private StandardWebhooks() {}

  /**
   * Returns the three signature headers of one attempt.
   *
   * @param messageId such as {@code msg_…}; contains no full stop
   * @param keys all keys valid now, so that receivers can rotate; at least one
   */
  public static Map<String, String> sign(
      String messageId, Instant at, byte[] body, List<? extends SigningKey> keys) {
    String timestamp = Long.toString(at.getEpochSecond());
    byte[] head = head(messageId, timestamp);
    String signatures =
        keys.stream()
            .map(key -> key.scheme().label() + "," + SigningKey.base64(key.sign(head, body)))
            .collect(Collectors.joining(" "));
    return Map.of(ID, messageId, TIMESTAMP, timestamp, SIGNATURE, signatures);
  }

  /**
   * Returns whether one of the keys signed this message within {@link #TOLERANCE} of {@code now}.
   * Signatures are compared in constant time.
   *
   * @param headers by lower-case name
   */
  public static boolean verify(
      Map<String, String> headers, byte[] body, List<? extends SigningKey> keys, Instant now) {
    String id = headers.getOrDefault(ID, "");
    String timestamp = headers.getOrDefault(TIMESTAMP, "");
    if (id.isEmpty() || !current(timestamp, now)) {
      return false;
    }
    byte[] head = head(id, timestamp);
    boolean valid = false;
    for (String given : headers.getOrDefault(SIGNATURE, "").split(" ", MAX_SIGNATURES)) {
      for (SigningKey key : keys) {
        Optional<byte[]> signature = signature(given, key.scheme());
        valid |= signature.isPresent() && key.signed(head, body, signature.get());
      }
    }
    return valid;
  }

  private static Optional<byte[]> signature(String given, SigningScheme scheme) {
    String beginning = scheme.label() + ",";
    if (!given.startsWith(beginning)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(given.substring(beginning.length())));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private static byte[] head(String id, String timestamp) {
    return (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
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
}
