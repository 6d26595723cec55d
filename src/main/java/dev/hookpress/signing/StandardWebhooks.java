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
 * Signs and verifies webhooks by the Standard Webhooks specification 1.0.0: over {@code
 * id.timestamp.body}, {@code v1} with HMAC-SHA256 and {@code v1a} with Ed25519.
 */
public final class StandardWebhooks {
  /** The header with the message's id: the same on every attempt. */
  public static final String ID = "webhook-id";

  /** The header with the attempt's time in Unix seconds. */
  public static final String TIMESTAMP = "webhook-timestamp";

  /** The header with one signature a key, with spaces between. */
  public static final String SIGNATURE = "webhook-signature";

  /** The number of the attempt, from 1; not part of what is signed. */
  public static final String ATTEMPT = "webhook-attempt";

  /** How far a receiver's clock and ours may differ: older messages could be replays. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  // A sender signs with the current and the outgoing keys; more than this is no rotation.
  private static final int MAX_SIGNATURES = 16;

  private StandardWebhooks() {}

  /**
   * The three headers of one attempt.
   *
   * @param messageId such as {@code msg_…}; without a full stop
   * @param keys all that are valid now, so that receivers can change over; at least one
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
   * Whether one of the keys signed this message within {@link #TOLERANCE} of now. Takes as long for
   * a wrong signature as for a right one.
   *
   * @param headers by their lower-case names
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
