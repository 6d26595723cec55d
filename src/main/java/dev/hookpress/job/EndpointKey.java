package dev.hookpress.job;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identifies an endpoint of one client: a URL that receives callbacks, or one that is told of
 * operational events; or an origin, under which URLs are queued that have no row of their own. The
 * upper 63 bits are the first of the SHA-256 of {@link Target#identity()} or {@link
 * Target#origin()}, as the function {@code endpoint_key} in Postgres computes them; the lowest bit
 * is {@link #operational()}.
 *
 * @param value the 64 bits, as Postgres keeps them in a {@code bigint}
 */
public record EndpointKey(long value) {
  private static final String PREFIX = "ep_";
  private static final Pattern SHOWN = Pattern.compile(PREFIX + "[0-9a-f]{16}");

  /**
   * The key of an endpoint or an origin.
   *
   * @param text as {@link Target#identity()} or {@link Target#origin()} writes it
   */
  public static EndpointKey of(String text, boolean operational) {
    return UrlKey.of(text).endpoint(operational);
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
