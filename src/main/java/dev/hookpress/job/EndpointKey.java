package dev.hookpress.job;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identifies an endpoint of one client: a URL that receives callbacks, a URL that receives
 * operational events, or an origin, which queues URLs without a row of their own. The upper 63 bits
 * are the first 63 bits of the SHA-256 of {@link Target#identity()} or {@link Target#origin()},
 * also computed by the Postgres function {@code endpoint_key}; the lowest bit is {@link
 * #operational()}.
 *
 * @param value the 64 bits, stored in Postgres as a {@code bigint}
 */
public record EndpointKey(long value) {
  private static final String PREFIX = "ep_";
  private static final Pattern SHOWN = Pattern.compile(PREFIX + "[0-9a-f]{16}");

  /**
   * The key of an endpoint or an origin.
   *
   * @param text a {@link Target#identity()} or {@link Target#origin()}
   */
  public static EndpointKey of(String text, boolean operational) {
    return UrlKey.of(text).endpoint(operational);
  }

  /** Parses a {@link #toString()}; empty for anything else. */
  public static Optional<EndpointKey> parse(String text) {
    return SHOWN.matcher(text).matches()
        ? Optional.of(new EndpointKey(Long.parseUnsignedLong(text.substring(PREFIX.length()), 16)))
        : Optional.empty();
  }

  /**
   * Whether the endpoint receives operational events, which are sent even while the client is
   * blocked.
   */
  public boolean operational() {
    return (value & 1) == 1;
  }

  /** The key of the same URL for callbacks, whatever this one is for. */
  public EndpointKey ofCallbacks() {
    return new EndpointKey(value & ~1L);
  }

  /** The public id: {@code ep_} and 16 hexadecimal digits in lower case. */
  @Override
  public String toString() {
    return PREFIX + String.format("%016x", value);
  }
}
