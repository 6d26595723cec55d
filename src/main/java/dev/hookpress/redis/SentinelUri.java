package dev.hookpress.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The URI of a Redis master that is watched by sentinels: {@code
 * sentinel://[[user]:password@]host:port,host2:port/master}.
 *
 * @param scheme of the servers' own URIs: {@code redis}, or {@code rediss} for {@code sentinels://}
 * @param hosts the sentinels, each {@code host:port}
 * @param user the user name for the servers and the sentinels
 * @param password likewise; sentinels without a password accept any
 */
record SentinelUri(
    String scheme,
    List<String> hosts,
    Optional<String> user,
    Optional<String> password,
    String master) {
  private static final String PLAIN = "sentinel://";
  private static final String TLS = "sentinels://";

  /** Parses a URI; empty if it is of another kind. */
  static Optional<SentinelUri> of(String uri) {
    if (!uri.startsWith(PLAIN) && !uri.startsWith(TLS)) {
      return Optional.empty();
    }
    URI parsed = URI.create(uri);
    String authority = parsed.getRawAuthority();
    int at = authority.lastIndexOf('@');
    String[] words = at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
    return Optional.of(
        new SentinelUri(
            uri.startsWith(TLS) ? "rediss" : "redis",
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

  /** Decodes percent escapes only: a plus is literal in a URI. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Omits the user and the password. */
  @Override
  public String toString() {
    return (scheme.equals("rediss") ? TLS : PLAIN) + String.join(",", hosts) + "/" + master;
  }
}
