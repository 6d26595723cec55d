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

/**
 * The address of the database and how connections to it are secured, pools and migrations alike.
 *
 * @param uri without the parameters that concern TLS; may contain a password
 */
public record Database(String uri, StoreTls tls) {
  private static final String MODE = "sslmode";
  private static final String AUTHORITIES = "sslrootcert";
  private static final String CERTIFICATE = "sslcert";
  private static final String KEY = "sslkey";

  /**
   * Reads libpq's {@code sslmode}, {@code sslrootcert}, {@code sslcert} and {@code sslkey} from the
   * URI's query. Without a mode, connections are not encrypted.
   *
   * @param files used where the URI names none: authorities, and the client's certificate and key
   * @throws IllegalArgumentException if the mode is unknown or does not fit the files
   */
  public static Database of(String uri, Files files) {
    int query = uri.indexOf('?');
    Map<String, String> ours = new HashMap<>();
    List<String> others = new ArrayList<>();
    for (String parameter : query < 0 ? List.<String>of() : split(uri.substring(query + 1))) {
      String[] pair = parameter.split("=", 2);
      if (pair.length == 2 && List.of(MODE, AUTHORITIES, CERTIFICATE, KEY).contains(pair[0])) {
        ours.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      } else {
        others.add(parameter);
      }
    }
    String word = ours.getOrDefault(MODE, TlsMode.DISABLE.word());
    TlsMode mode =
        TlsMode.of(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "sslmode must be disable, prefer, require, verify-ca or verify-full"));
    StoreTls tls =
        new StoreTls(
            mode,
            ours.containsKey(AUTHORITIES)
                ? List.of(Path.of(ours.get(AUTHORITIES)))
                : files.authorities(),
            path(ours, CERTIFICATE).or(files::certificate),
            path(ours, KEY).or(files::key));
    String bare = query < 0 ? uri : uri.substring(0, query);
    return new Database(others.isEmpty() ? bare : bare + "?" + String.join("&", others), tls);
  }

  /** Reads a URI, without files beside it. */
  public static Database of(String uri) {
    return of(uri, new Files(List.of(), Optional.empty(), Optional.empty()));
  }

  /** The PEM files of the settings. */
  public record Files(List<Path> authorities, Optional<Path> certificate, Optional<Path> key) {}

  private static List<String> split(String query) {
    return Arrays.stream(query.split("&")).filter(each -> !each.isEmpty()).toList();
  }

  private static Optional<Path> path(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name)).map(Path::of);
  }

  /** Omits the URI, which may contain a password. */
  @Override
  public String toString() {
    return "Database[" + tls.mode().word() + "]";
  }
}
