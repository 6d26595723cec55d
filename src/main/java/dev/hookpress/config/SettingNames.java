package dev.hookpress.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Converts setting names to environment variables and suggests names for misspelt ones. */
final class SettingNames {
  static final String PREFIX = "HOOKPRESS_";

  /** Maximum edit distance of a suggestion. */
  private static final int FARTHEST_GUESS = 6;

  /**
   * Variables that Kubernetes sets in every container for a Service whose name begins with {@code
   * hookpress}.
   */
  private static final Pattern KUBERNETES =
      Pattern.compile(
          "HOOKPRESS(_[A-Z0-9_]+)?_"
              + "(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_.+)?)");

  private static final Pattern KUBERNETES_PORT = Pattern.compile("(tcp|udp|sctp)://.*");

  private SettingNames() {}

  /** {@code http.maxBodyBytes} is {@code HOOKPRESS_HTTP_MAX_BODY_BYTES}. */
  static String variable(String name) {
    return PREFIX
        + name.replace('.', '_').replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  /** Whether a variable is a Kubernetes Service link and not a setting. */
  static boolean isServiceLink(Map.Entry<String, String> variable) {
    return KUBERNETES.matcher(variable.getKey()).matches()
        || (variable.getKey().endsWith("_PORT")
            && KUBERNETES_PORT.matcher(variable.getValue()).matches());
  }

  /** The known name nearest to a misspelt one; empty if none is near. */
  static Optional<String> nearest(String wrong, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(wrong, name) <= Math.min(FARTHEST_GUESS, wrong.length() / 2))
        .min(Comparator.<String>comparingInt(name -> distance(wrong, name)).thenComparing(n -> n));
  }

  private static int distance(String one, String other) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
  }
}
