package dev.hookpress.job;

import dev.hookpress.job.url.Authority;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A webhook's URL, with the normalized form that identifies the endpoint and the masked form that
 * may be shown. Resolves no names.
 *
 * @param value absolute, with a host
 */
public record EndpointUrl(URI value) {
  /** Maximum length of {@link #masked()} in characters; longer results are truncated. */
  public static final int MAX_SHOWN = 300;

  private static final String HIDDEN = "…";
  // Characters of a token that stay visible: enough to tell hooks apart, far too few to guess the
  // rest.
  private static final int SHOWN_OF_TOKEN = 4;
  private static final int PORT_OF_HTTPS = 443;
  private static final int PORT_OF_HTTP = 80;

  // Random ids and keys have a digit in 16 or more characters, or are longer than words.
  private static final Pattern TOKEN = Pattern.compile("(?=.*[0-9]).{16,}|.{24,}");

  /** Scheme, host and port (RFC 6454), in lower case and without the scheme's default port. */
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
   * The origin, followed by path and query as given; an empty path becomes {@code /}. Leaves out
   * user information, which is a credential, and the fragment, which is never sent. May contain
   * secrets.
   */
  public String normalized() {
    String path = value.getRawPath();
    String query = value.getRawQuery();
    return origin()
        + (path == null || path.isEmpty() ? "/" : path)
        + (query == null ? "" : "?" + query);
  }

  /**
   * The form of the URL that may be shown, logged and stored in plain text; the only masking rule.
   * Hides user information and query values completely. A path segment or query parameter name that
   * looks like a token (16 or more characters with a digit, or 24 or more) keeps only its first
   * four characters.
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
              // A query parameter without a value may be a key.
              return equals < 0
                  ? (pair.isEmpty() ? "" : HIDDEN)
                  : token(pair.substring(0, equals)) + "=" + HIDDEN;
            })
        .collect(Collectors.joining("&"));
  }

  private static String token(String part) {
    return TOKEN.matcher(part).matches() ? part.substring(0, SHOWN_OF_TOKEN) + HIDDEN : part;
  }

  /** The masked form, because the URL may contain secrets. */
  @Override
  public String toString() {
    return masked();
  }
}
