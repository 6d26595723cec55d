package dev.hookpress.job;

import java.net.URI;
import java.util.Map;

/**
 * Whom to tell: a webhook's URL and the headers that the client wants on it, both secret.
 *
 * @param headers in the client's order; names are unique without regard to case
 */
public record Target(URI url, Map<String, String> headers) {
  /** Scheme, host and port: what a receiver is known by. Carries no secret. */
  public String origin() {
    int port = url.getPort();
    return url.getScheme() + "://" + url.getHost() + (port < 0 ? "" : ":" + port);
  }
}
