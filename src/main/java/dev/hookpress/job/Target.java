package dev.hookpress.job;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Whom to tell: a webhook's URL and the headers that the client wants on it, both secret.
 *
 * @param headers in the client's order; names are unique without regard to case
 */
public record Target(URI url, Map<String, String> headers) {
  /**
   * Scheme, host and port: what a receiver is known by, the same however the URL is written (RFC
   * 6454). Carries no secret.
   */
  public String origin() {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    boolean named = url.getPort() >= 0 && url.getPort() != usual;
    return scheme + "://" + host + (named ? ":" + url.getPort() : "");
  }
}
