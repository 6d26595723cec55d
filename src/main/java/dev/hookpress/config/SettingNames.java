package dev.hookpress.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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

  /** Levenshtein's: how many letters to put in, take out or change. */
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = lower(one, i - 1) == lower(other, j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[other.length()];
  }

  private static char lower(String text, int index) {
    return Character.toLowerCase(text.charAt(index));
  }
}
