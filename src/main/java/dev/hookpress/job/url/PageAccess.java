package dev.hookpress.job.url;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What a page is fetched with: headers and cookies of the client. Both are secrets, and are sent to
 * the origin of the page only (RFC 6454), not to those of its images and stylesheets.
 *
 * @param headers names as given, which are not those of a connection or a message
 */
public record PageAccess(Map<String, String> headers, List<Cookie> cookies) {
  public static final PageAccess NONE = new PageAccess(Map.of(), List.of());

  public PageAccess {
    headers = headers == null ? Map.of() : Map.copyOf(headers);
    cookies = cookies == null ? List.of() : List.copyOf(cookies);
  }

  /**
   * A cookie (RFC 6265).
   *
   * @param domain the host, or a parent domain of it, in lower case without a leading dot
   * @param path the beginning of the paths to which it is sent
   */
  public record Cookie(String name, String value, String domain, String path) {
    private boolean goesTo(URI url) {
      String host = Authority.of(url).map(Authority::host).orElse("").toLowerCase(Locale.ROOT);
      String at = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
      return (host.equals(domain) || host.endsWith("." + domain))
          && (at.equals(path) || at.startsWith(path.endsWith("/") ? path : path + "/"));
    }
  }

  /**
   * The headers for a request.
   *
   * @param page the page that the client has named
   * @param url the page itself, or a resource of it
   */
  public Map<String, String> headersFor(URI page, URI url) {
    Optional<String> origin = origin(page);
    if (equals(NONE) || origin.isEmpty() || !origin.equals(origin(url))) {
      return Map.of();
    }
    Map<String, String> sent = new LinkedHashMap<>(headers);
    StringJoiner pairs = new StringJoiner("; ");
    cookies.stream()
        .filter(cookie -> cookie.goesTo(url))
        .forEach(cookie -> pairs.add(cookie.name() + "=" + cookie.value()));
    if (pairs.length() > 0) {
      sent.put("Cookie", pairs.toString());
    }
    return sent;
  }

  private static Optional<String> origin(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    return Authority.of(url)
        .map(
            at ->
                scheme
                    + "://"
                    + at.host().toLowerCase(Locale.ROOT)
                    + ":"
                    + (at.port() < 0 ? standard : at.port()));
  }

  /** Shows no secrets. */
  @Override
  public String toString() {
    return "PageAccess[%d headers, %d cookies]".formatted(headers.size(), cookies.size());
  }
}
