package dev.hookpress.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;

/** Checks the URIs of Hookpress' own servers. */
final class ServerUris {
  private static final List<String> SENTINELS = List.of("sentinel://", "sentinels://");

  private ServerUris() {}

  /** Whether the text begins as the URI of a master that is watched by sentinels. */
  static boolean mayBeSentinels(String text) {
    return SENTINELS.stream().anyMatch(text::startsWith);
  }

  /** Whether the text is {@code sentinel://[user:password@]host:port,host2:port/master}. */
  static boolean isSentinels(String text) {
    try {
      URI uri = new URI(text);
      String authority = uri.getRawAuthority();
      boolean named = uri.getPath().length() > 1 && uri.getPath().lastIndexOf('/') == 0;
      boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null;
      return authority != null
          && named
          && bare
          && Arrays.stream(authority.substring(authority.lastIndexOf('@') + 1).split(",", -1))
              .allMatch(ServerUris::isHostAndPort);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isHostAndPort(String text) {
    try {
      URI uri = new URI(SENTINELS.get(0) + text);
      return uri.getHost() != null && uri.getPort() > 0;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Whether the text is a URI of one of the schemes, with an authority. */
  static boolean isServer(String text, List<String> schemes) {
    try {
      URI uri = new URI(text);
      return uri.getScheme() != null
          && schemes.contains(uri.getScheme())
          && uri.getRawAuthority() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Whether all have the scheme of the first: TLS to some nodes of a cluster protects nothing. */
  static boolean haveOneScheme(List<String> uris) {
    return uris.stream().map(uri -> uri.split(":", 2)[0]).distinct().count() <= 1;
  }
}
