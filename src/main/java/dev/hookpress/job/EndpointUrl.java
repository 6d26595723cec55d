package dev.hookpress.job;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A webhook's URL: what it is identified by, and what may be shown of it. Pure text; nothing is
 * resolved.
 *
 * @param value absolute, with a host
 */
public record EndpointUrl(URI value) {
  /** The longest that {@link #masked()} gives, in characters; more is cut off. */
  public static final int MAX_SHOWN = 300;

  private static final String HIDDEN = "…";
  // What is left of a token: enough to tell one hook from another, and far too little to guess the
  // rest.
  private static final int SHOWN_OF_TOKEN = 4;
  private static final int PORT_OF_HTTPS = 443;
  private static final int PORT_OF_HTTP = 80;

  // Random ids and keys have a digit among 16 characters, or are longer than words are.
  private static final Pattern TOKEN = Pattern.compile("(?=.*[0-9]).{16,}|.{24,}");

  /** Scheme, host and port (RFC 6454), in lower case and without the scheme's usual port. */
  public String origin() {
    String scheme = value.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? PORT_OF_HTTPS : PORT_OF_HTTP;
    Authority authority = Authority.of(value).orElseThrow();
    boolean named = authority.port() >= 0 && authority.port() != usual;
    return scheme
        + "://"
        + authority.host().toLowerCase(Locale.ROOT)
        + (named ? ":" + authority.port() : "");
  }

  /**
   * The origin, and path and query as given. An empty path is {@code /}. User information and
   * fragment do not count: the one is a credential, the other is never sent. May carry secrets.
   */
  public String normalized() {
    String path = value.getRawPath();
    String query = value.getRawQuery();
    return origin()
        + (path == null || path.isEmpty() ? "/" : path)
        + (query == null ? "" : "?" + query);
  }

  /**
   * The URL as it may be shown, logged and stored in plain text; the only rule for this. User
   * information and the values of the query are hidden whole. Of a path segment or a name in the
   * query that looks like a token (16 characters or more with a digit, or 24 or more) the first
   * four characters are left.
   */
  public String masked() {
    String path = value.getRawPath();
    String user = value.getRawUserInfo() == null ? "" : HIDDEN + "@";
    String origin = origin();
    int host = origin.indexOf("://") + "://".length();
    String shown =
        origin.substring(0, host)
            + user
            + origin.substring(host)
            + (path == null || path.isEmpty() ? "/" : parts(path, "/"))
            + (value.getRawQuery() == null ? "" : "?" + query(value.getRawQuery()));
    return shown.length() <= MAX_SHOWN ? shown : shown.substring(0, MAX_SHOWN - 1) + HIDDEN;
  }

  private static String parts(String path, String separator) {
    return Stream.of(path.split(separator, -1))
        .map(EndpointUrl::token)
        .collect(Collectors.joining(separator));
  }

  private static String query(String query) {
    return Stream.of(query.split("&", -1))
        .map(
            pair -> {
              int equals = pair.indexOf('=');
              // A value without a name may be a key.
              return equals < 0
                  ? (pair.isEmpty() ? "" : HIDDEN)
                  : token(pair.substring(0, equals)) + "=" + HIDDEN;
            })
        .collect(Collectors.joining("&"));
  }

  private static String token(String part) {
    return TOKEN.matcher(part).matches() ? part.substring(0, SHOWN_OF_TOKEN) + HIDDEN : part;
  }

  /** Masked: the URL itself may carry secrets. */
  @Override
  public String toString() {
    return masked();
  }
}
