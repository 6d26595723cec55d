package dev.hookpress.job.url;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a URL. Accepts host names with an underscore, which DNS allows and receivers use
 * but {@link URI} does not parse.
 *
 * @param host as written in the URL; an IPv6 address keeps its brackets
 * @param port -1 if the URL names none
 */
public record Authority(String host, int port) {
  private static final Pattern WITH_UNDERSCORE =
      Pattern.compile("([A-Za-z0-9._-]{1,254})(?::([0-9]{0,5}))?");

  /**
   * Parses the authority of a URL; empty if it has no valid host. The result has no user
   * information.
   */
  public static Optional<Authority> of(URI url) {
    if (url.getHost() != null) {
      return Optional.of(new Authority(url.getHost(), url.getPort()));
    }
    String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
    Matcher matcher = WITH_UNDERSCORE.matcher(authority);
    if (authority.indexOf('_') < 0 || !matcher.matches()) {
      return Optional.empty();
    }
    String port = matcher.group(2);
    return Optional.of(
        new Authority(
            matcher.group(1), port == null || port.isEmpty() ? -1 : Integer.parseInt(port)));
  }
}
