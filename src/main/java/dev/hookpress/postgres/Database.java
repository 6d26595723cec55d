package dev.hookpress.postgres;

import dev.hookpress.tls.StoreTls;
import dev.hookpress.tls.TlsMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The address of the database and how connections to it are secured, pools and migrations alike.
 *
 * @param uris one for each host, in the order of the URI, without the parameters that are read
 *     here; may contain a password
 * @param pooled whether a pooler in transaction mode, such as PgBouncer, is in between: sessions
 *     then keep neither settings nor prepared statements
 */
public record Database(List<String> uris, StoreTls tls, boolean pooled) {
  private static final String MODE = "sslmode";
  private static final String AUTHORITIES = "sslrootcert";
  private static final String CERTIFICATE = "sslcert";
  private static final String KEY = "sslkey";
  private static final String SESSION = "target_session_attrs";
  private static final List<String> OURS = List.of(MODE, AUTHORITIES, CERTIFICATE, KEY, SESSION);

  /** What is written needs a server that takes it: the others would be an idle node. */
  private static final Set<String> WRITING = Set.of("any", "read-write", "primary");

  /** Far more than any cluster has. */
  private static final int MAX_HOSTS = 16;

  /**
   * Reads libpq's {@code sslmode}, {@code sslrootcert}, {@code sslcert}, {@code sslkey} and {@code
   * target_session_attrs} from the URI's query. Without a mode, connections are not encrypted. Of
   * several hosts, with commas between, the one that takes writes is used.
   *
   * @param files used where the URI names none: authorities, and the client's certificate and key
   * @throws IllegalArgumentException if a parameter is unknown or does not fit the files
   */
  public static Database of(String uri, Files files) {
    int query = uri.indexOf('?');
    Map<String, String> ours = new HashMap<>();
    List<String> others = new ArrayList<>();
    for (String parameter : query < 0 ? List.<String>of() : split(uri.substring(query + 1))) {
      String[] pair = parameter.split("=", 2);
      if (pair.length == 2 && OURS.contains(pair[0])) {
        ours.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      } else {
        others.add(parameter);
      }
    }
    if (!WRITING.contains(ours.getOrDefault(SESSION, "any"))) {
      throw new IllegalArgumentException(
          "target_session_attrs must be any, read-write or primary: Hookpress writes");
    }
    String bare = query < 0 ? uri : uri.substring(0, query);
    String tail = others.isEmpty() ? "" : "?" + String.join("&", others);
    return new Database(
        hosts(bare).stream().map(host -> host + tail).toList(), tls(ours, files), false);
  }

  private static StoreTls tls(Map<String, String> ours, Files files) {
    TlsMode mode =
        TlsMode.of(ours.getOrDefault(MODE, TlsMode.DISABLE.word()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "sslmode must be disable, prefer, require, verify-ca or verify-full"));
    return new StoreTls(
        mode,
        ours.containsKey(AUTHORITIES)
            ? List.of(Path.of(ours.get(AUTHORITIES)))
            : files.authorities(),
        path(ours, CERTIFICATE).or(files::certificate),
        path(ours, KEY).or(files::key));
  }

  /** The URI once for each of its hosts. */
  private static List<String> hosts(String uri) {
    int begin = uri.indexOf("://") + 3;
    int slash = uri.indexOf('/', begin);
    int end = slash < 0 ? uri.length() : slash;
    int hosts = uri.lastIndexOf('@', end - 1) < begin ? begin : uri.lastIndexOf('@', end - 1) + 1;
    List<String> all = List.of(uri.substring(hosts, end).split(",", -1));
    if (all.size() > MAX_HOSTS || all.size() > 1 && all.contains("")) {
      throw new IllegalArgumentException(
          "hosts must be 1 to " + MAX_HOSTS + " of host:port, with commas between");
    }
    return all.stream().map(host -> uri.substring(0, hosts) + host + uri.substring(end)).toList();
  }

  /** Reads a URI, without files beside it. */
  public static Database of(String uri) {
    return of(uri, new Files(List.of(), Optional.empty(), Optional.empty()));
  }

  /** The same behind a pooler in transaction mode. */
  public Database behindPooler() {
    return new Database(uris, tls, true);
  }

  /** The PEM files of the settings. */
  public record Files(List<Path> authorities, Optional<Path> certificate, Optional<Path> key) {}

  private static List<String> split(String query) {
    return Arrays.stream(query.split("&")).filter(each -> !each.isEmpty()).toList();
  }

  private static Optional<Path> path(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name)).map(Path::of);
  }

  /** Omits the URIs, which may contain a password. */
  @Override
  public String toString() {
    return "Database[" + tls.mode().word() + "]";
  }
}
