package dev.hookpress.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names an endpoint of one client: an origin that receives callbacks, or one that is told of
 * operational events. The upper 63 bits are the first of the origin's SHA-256, as the function
 * {@code endpoint_key} in Postgres computes them; the lowest bit is {@link #operational()}.
 *
 * @param value the 64 bits, as Postgres keeps them in a {@code bigint}
 */
public record EndpointKey(long value) {
  private static final String PREFIX = "ep_";
  private static final Pattern SHOWN = Pattern.compile(PREFIX + "[0-9a-f]{16}");

  /**
   * The key of an origin.
   *
   * @param origin as {@link Target#origin()} writes it
   */
  public static EndpointKey of(String origin, boolean operational) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
    long first = ByteBuffer.wrap(digest).getLong();
    return new EndpointKey(operational ? first | 1 : first & ~1L);
  }

  /** Reads what {@link #toString()} shows; empty for anything else. */
  public static Optional<EndpointKey> parse(String text) {
    return SHOWN.matcher(text).matches()
        ? Optional.of(new EndpointKey(Long.parseUnsignedLong(text.substring(PREFIX.length()), 16)))
        : Optional.empty();
  }

  /** Whether it is told of operational events, which go out while the client is blocked. */
  public boolean operational() {
    return (value & 1) == 1;
  }

  /** The shown id: {@code ep_} and 16 hexadecimal digits in lower case. */
  @Override
  public String toString() {
    return PREFIX + String.format("%016x", value);
  }
}
