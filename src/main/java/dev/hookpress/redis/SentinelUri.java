package dev.hookpress.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Names the master of a Redis that is watched by sentinels: {@code
 * sentinel://[[user]:password@]host:port,host2:port/master}.
 *
 * @param hosts the sentinels, each {@code host:port}
 * @param user for the servers and for the sentinels
 * @param password likewise; sentinels without a password take any
 */
record SentinelUri(
    List<String> hosts, Optional<String> user, Optional<String> password, String master) {
  private static final String SCHEME = "sentinel";

  /** Empty if it is a URI of another kind. */
  static Optional<SentinelUri> of(String uri) {
    if (!uri.startsWith(SCHEME + "://")) {
      return Optional.empty();
    }
    URI parsed = URI.create(uri);
    String authority = parsed.getRawAuthority();
    int at = authority.lastIndexOf('@');
    String[] words = at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
    return Optional.of(
        new SentinelUri(
            Arrays.stream(authority.substring(at + 1).split(",")).map(String::strip).toList(),
            word(words, 0),
            word(words, 1),
            parsed.getPath().substring(1)));
  }

  private static Optional<String> word(String[] words, int index) {
    return words.length > index && !words[index].isEmpty()
        ? Optional.of(decoded(words[index]))
        : Optional.empty();
  }

  /** Percent signs only: a plus is itself in a URI. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return SCHEME + "://" + String.join(",", hosts) + "/" + master;
  }
}
