package dev.hookpress.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The two spellings of a setting's name, and what is near to a wrong one. */
final class SettingNames {
  static final String PREFIX = "HOOKPRESS_";

  /** Further than this from any name, a guess would only puzzle. */
  private static final int FARTHEST_GUESS = 6;

  /** What Kubernetes puts into every container for a Service whose name begins with ours. */
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

  /** Whether a variable is Kubernetes's link to a Service and not meant for us. */
  static boolean isServiceLink(Map.Entry<String, String> variable) {
    return KUBERNETES.matcher(variable.getKey()).matches()
        || (variable.getKey().endsWith("_PORT")
            && KUBERNETES_PORT.matcher(variable.getValue()).matches());
  }

  /** The known name that is nearest to a wrong one; empty if none is near. */
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
